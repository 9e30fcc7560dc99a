import type { Action, QuoteItem, StoryItem } from "../card.ts";
import type { DigestLength } from "../digest-length.ts";
import type { Phrases } from "../phrases.ts";
import { outletOf, sharedQuotes } from "../story/same-quote.ts";
import type { Story } from "../story.ts";

/** A story of a digest at that length. What is left out is counted, and *Whole story* has it. */
export function shortened(item: StoryItem, story: Story, length: DigestLength): StoryItem {
  if (length === "full") return item;
  const { told: _, also = [], summary, quotes, ...kept } = item;
  if (length === "headlines") {
    const speaker = quotes[0]?.speaker?.name;
    const outlets = also.flatMap(({ outlet }) => outlet ?? []);
    return { ...kept, summary: [], quotes: [], people: [], headline: { outlets, ...(speaker ? { speaker } : {}) } };
  }
  const spoken = sharedQuotes(story).filter(({ kind }) => kind !== "indirect").length;
  const rest = { quotes: Math.max(0, spoken - 1), outlets: new Set(story.articles.map(outletOf)).size };
  return { ...kept, summary: summary.slice(0, 1), quotes: quotes.slice(0, 1).map(plain), people: [], rest };
}

/** Without the other outlets' wordings: the whole story has them. */
function plain({ carried, ...quote }: QuoteItem): QuoteItem {
  return carried ? { ...quote, carried: { outlets: carried.outlets } } : quote;
}

/** The button below a short story: "Whole story: 6 more quotes, 3 outlets". None where everything is there already. */
export function restButton({ id, known, rest }: StoryItem, sentences: number, said: Phrases): Action[] {
  if (rest === undefined || (rest.quotes === 0 && rest.outlets < 2 && sentences < 2)) return [];
  const question = { kind: "story", story: id, page: 0, ...(known === undefined ? {} : { known }) } as const;
  const parts = [...(rest.quotes > 0 ? [said.moreQuotes(rest.quotes)] : []), ...(rest.outlets > 1 ? [said.outlets(rest.outlets)] : [])];
  return [{ label: parts.length > 0 ? said.wholeStory(parts.join(", ")) : said.storyTitle, question }];
}
