/** What Slack's cards and conversation say beyond `news/phrases.ts`. */
export const words = {
  untitled: "untitled",
  noTitle: "Pullquote",
  partOf: (part: number, parts: number) => `Part ${part} of ${parts}`,
  goesOn: { thread: "goes on in the thread", below: "goes on below" },
  tooLong: (left: number) => `${left} more message${left === 1 ? "" : "s"} would not fit an answer. Ask for less, for example with a name.`,
  oldButtonTitle: "That button is too old",
  oldButton: (command: string) => `It was made by another version and means nothing any more. Ask again with ${command}.`,
  otherCommandTitle: "Not a command of this bot",
  otherCommand: (typed: string, ours: string) =>
    `${typed} reached Pullquote, which answers ${ours} only. Type ${ours}; whoever runs this bot can name the command ${ours} in the app's manifest.`,
} as const;
