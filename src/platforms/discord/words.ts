/** What Discord's cards and conversation say beyond `news/phrases.ts`. */
export const words = {
  continues: (title: string) => `${title}, continued`,
  otherCommandTitle: "Not a command any more",
  otherCommand: (typed: string) =>
    `/${typed} was a command of another version. Type /news; the list of commands is up to date in a minute.`,
} as const;
