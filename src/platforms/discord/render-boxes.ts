import type { AbsenceItem, Action, Attribution, Card, ChoiceItem, Item, NoticeItem, QuoteItem, StoryItem } from "../../news/card.ts";
import type { Phrases } from "../../news/phrases.ts";
import { clean, isVisible, oneLine } from "../../news/text/fit.ts";
import { accents, measures } from "./limits.ts";
import { attribution, type Box, bold, type Manner, named, rows, safeUrl, small, titleOf, type Unit } from "./render-elements.ts";
import { quoteUnits } from "./render-quote.ts";
import { cost, cutTo, escaped, split } from "./render-text.ts";

/** The items of a card and, at the end, its buttons. A button that shows a quote in its context stands below that quote. */
export function boxesOf(card: Card, manner: Manner): Box[] {
  const left = new Set(card.actions);
  const boxes = card.items.map((item) => boxOf(item, item.kind === "quote" ? taken(item, left) : [], manner));
  return [
    ...boxes,
    {
      units: rows(
        card.actions.filter((action) => left.has(action)),
        manner,
      ),
    },
  ].filter((box) => box.units.length > 0);
}

function taken(quote: QuoteItem, left: Set<Action>): Action[] {
  const mine = [...left].filter(({ question }) => question.kind === "context" && question.quote === quote.id);
  for (const action of mine) left.delete(action);
  return mine;
}

function boxOf(item: Item, buttons: readonly Action[], manner: Manner): Box {
  const { said } = manner;
  switch (item.kind) {
    case "story":
      return { units: storyUnits(item, said), accent: accents.story, name: titleOf(item.source, said) };
    case "quote":
      return { units: [...quoteUnits(item, said), ...rows(buttons, manner)], accent: accents.quote, name: titleOf(item.source, said) };
    case "absence":
      return { units: textUnits(item) };
    case "choice":
      return { units: choiceUnits(item, manner) };
    case "notice":
      return { units: noticeUnits(item) };
  }
}

function storyUnits(story: StoryItem, said: Phrases): Unit[] {
  const update = story.update ? `${small(bold(said.newInStory))}\n` : "";
  const head = update + attribution(story.source, said, (markdown) => `### ${markdown}`);
  const sentences = story.summary.filter(isVisible).map((sentence) => oneLine(sentence));
  const [first = "", ...others] = sentences.length > 0 ? split(sentences.join(" "), measures.piece) : [];
  // A short summary stands with its headline, whatever else has to go on elsewhere.
  const together = cost(first) <= measures.piece / 2;
  const summary = [first, ...others].filter((text) => text !== "").map((text) => escaped(text.trim()));
  const texts = together && summary[0] ? [`${head}\n${summary[0]}`, ...summary.slice(1)] : [head, ...summary];
  return [
    ...texts.map((text) => ({ text })),
    ...story.quotes.flatMap((quote, n) => quoteUnits(quote, said, { under: story.source, first: n === 0 })),
    ...alsoUnits(story.also ?? [], said),
    ...peopleUnits(story.people, said),
  ];
}

/** The other outlets, each a link to its article where there is an address. */
function alsoUnits(also: readonly Attribution[], said: Phrases): Unit[] {
  const outlets = also.map(({ outlet, title, url }) => {
    const name = named(outlet) ?? escaped(titleOf({ title }, said));
    const address = safeUrl(url);
    return address !== null && !/[[\]]|:\/\/|\bwww\./i.test(outlet ?? title) ? `[${name}](${address})` : name;
  });
  return packed(outlets, ", ").map((text) => ({ text: small(`${bold(`${said.alsoIn}:`)} ${text}`) }));
}

/** All the people mentioned, in as many units as their names need. */
function peopleUnits(people: readonly string[], said: Phrases): Unit[] {
  const names = people.map(named).filter((name) => name !== null);
  return packed(names, ", ").map((text, at) => {
    const label = at === 0 ? said.people : `${said.people}, ${said.continued}`;
    return { text: small(`${bold(`${label}:`)} ${text}`) };
  });
}

function textUnits(item: AbsenceItem | ChoiceItem): Unit[] {
  if (!isVisible(item.text)) return [];
  return split(clean(item.text.trim()), measures.piece).map((text) => ({ text: escaped(text.trim()) }));
}

function choiceUnits(choice: ChoiceItem, manner: Manner): Unit[] {
  const options = choice.options.map((option) => {
    const detail = named(option.detail);
    return `- ${bold(named(option.label) ?? manner.said.more)}${detail ? ` — ${detail}` : ""}`;
  });
  // The labels of buttons are short; the whole names stand in the list.
  return [...textUnits(choice), ...packed(options, "\n").map((text) => ({ text })), ...rows(choice.options, manner)];
}

/** Lines of the bot's own, one that leads somewhere as a link. */
function noticeUnits({ heading, lines }: NoticeItem): Unit[] {
  const texts = lines.flatMap(({ text, url }) => {
    if (!isVisible(text)) return [];
    const address = safeUrl(url);
    const [first = "", ...more] = split(oneLine(text), measures.piece - measures.url).map((piece) => escaped(piece.trim()));
    return [address && !/[[\]]|:\/\//.test(first) ? `[${first}](${address})` : first, ...more];
  });
  const head = heading !== undefined && isVisible(heading) ? [bold(escaped(cutTo(oneLine(heading), measures.title)))] : [];
  return packed([...head, ...texts], "\n").map((text) => ({ text }));
}

/** Markdown put together to stretches of at most `measures.piece`. */
function packed(parts: readonly string[], between: string): string[] {
  const stretches: string[] = [];
  for (const part of parts) {
    const last = stretches.at(-1);
    if (last !== undefined && last.length + between.length + part.length <= measures.piece) {
      stretches[stretches.length - 1] = last + between + part;
    } else stretches.push(part);
  }
  return stretches;
}
