import type { QuoteKind } from "./quote.ts";

/** Every word of the bot's own that a reader sees on a card. Renderers take them from here, so that a translation is one more table. */
export const phrases = {
  digestTitle: "News digest",
  saidBy: (name: string) => `— ${name}`,
  speakerUncertain: "— the article does not make it certain who says this",
  unnamed: "not named in the article",
  reported: "Reported, in the article's words",
  unmarkedBlock: "set apart without quote marks in the source",
  gap: "[…]",
  cut: "[cut by Pullquote; read on at the source]",
  continued: "continued",
  people: "People mentioned",
  keyQuotes: "Key quotes",
  undated: "undated",
  noOutlet: "outlet not given",
  more: "More",
  context: "Show in context",
  read: "Read the article",
  latest: "Latest digest",
} as const;

/** What stands before a quote that is not plainly in marks. Null: nothing needs saying. */
export function kindNote(kind: QuoteKind): string | null {
  if (kind === "indirect") return phrases.reported;
  if (kind === "block") return phrases.unmarkedBlock;
  return null;
}
