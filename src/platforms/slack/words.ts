/** What Slack's cards and conversation say beyond `news/phrases.ts`. */
export const words = {
  goesOnInThread: "goes on in the thread",
  otherCommandTitle: "Not a command of this bot",
  otherCommand: (typed: string, ours: string) =>
    `${typed} reached Pullquote, which answers ${ours} only. Type ${ours}; whoever runs this bot can name the command ${ours} in the app's manifest.`,
} as const;
