/** What Discord's cards and conversation say beyond `news/phrases.ts`. */
export const words = {
  untitled: "untitled",
  noTitle: "Pullquote",
  continues: (title: string) => `${title}, continued`,
  partOf: (part: number, parts: number) => `Part ${part} of ${parts}`,
  goesOnBelow: "goes on below",
  tooLong: (left: number) => `${left} more message${left === 1 ? "" : "s"} would not fit an answer. Ask for less, for example with a name.`,
  oldButtonTitle: "That button is too old",
  oldButton: "It was made by another version and means nothing any more. Ask again with /news.",
  otherCommandTitle: "Not a command any more",
  otherCommand: (typed: string) =>
    `/${typed} was a command of another version. Type /news; the list of commands is up to date in a minute.`,
} as const;
