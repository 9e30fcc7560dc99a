import type { Action, Card, Item, QuoteItem, StoryItem } from "../card.ts";
import { type Phrases, phrases } from "../phrases.ts";
import type { Story } from "../story.ts";

/** Buttons for the whole of what these items show in part: of a story with more in it, and of quotes that are cut. `stories`: those of the items, in any order. */
export function wholeOf(items: readonly Item[], stories: readonly Story[], said: Phrases = phrases): Action[] {
  return items.flatMap((item): Action[] => {
    if (item.kind === "quote") return wholeQuotes([item], said);
    if (item.kind !== "story") return [];
    const story = stories.find(({ id }) => id === item.id);
    return [...(story && hasMore(story, item) ? [wholeStory(item, said)] : []), ...wholeQuotes(item.quotes, said)];
  });
}

function wholeStory({ id, source, known }: StoryItem, said: Phrases): Action {
  const question = { kind: "story", story: id, page: 0, ...(known === undefined ? {} : { known }) } as const;
  return { label: said.wholeStory(source.title), question };
}

/** One article whose quotes are all there has no more to show. */
function hasMore(story: Story, item: StoryItem): boolean {
  return story.articles.length > 1 || story.quotes.length > item.quotes.length;
}

function wholeQuotes(quotes: readonly QuoteItem[], said: Phrases): Action[] {
  return quotes.flatMap(({ cut, id, speaker }) =>
    cut ? [{ label: speaker ? said.wholeQuote(speaker.name) : said.wholeQuoteOf, question: { kind: "context" as const, quote: id } }] : [],
  );
}

/** What stands below an item of a card, in one row where it fits. */
export type Below = {
  readonly actions: readonly Action[];
  /** The address of the article that a button opens. */
  readonly opens?: string;
};

/**
 * What stands below an item; its buttons are taken from those that are `left`. The article opens from below a quote that has buttons, or is
 * all there is on the card: elsewhere its headline leads there, and a row of its own for each quote would take room from the quotes.
 */
export function below(item: Item, left: Set<Action>, { items }: Card): Below {
  const actions = buttonsBelow(item, left);
  const opens = item.kind === "quote" && (actions.length > 0 || items.length === 1) ? item.source.url : undefined;
  return { actions, ...(opens === undefined ? {} : { opens }) };
}

/** The buttons that ask for more of what an item shows, taken from those that are `left`: they stand below it. */
export function buttonsBelow(item: Item, left: Set<Action>): Action[] {
  // Headlines stand a line each; what opens them stands in one row at the end.
  if (item.kind === "story" && item.headline) return [];
  const quotes = item.kind === "story" ? item.quotes : item.kind === "quote" ? [item] : [];
  const mine = [...left].filter(({ question }) => {
    if (question.kind === "story") return item.kind === "story" && question.story === item.id && question.page === 0;
    return question.kind === "context" && quotes.some(({ id }) => id === question.quote);
  });
  for (const action of mine) left.delete(action);
  return mine;
}
