/** What Slack's cards and conversation say beyond `news/phrases.ts`. */
export const words = {
  otherCommandTitle: "Not a command of this bot",
  otherCommand: (typed: string, ours: string) =>
    `${typed} reached Pullquote, which answers /news and /digest. Type ${ours}; whoever runs this bot can name its commands in the app's manifest.`,
} as const;
