import type { AbsenceItem, Attribution, Card, ChoiceItem, Item, NoticeItem, StoryItem } from "../../news/card.ts";
import { type Below, below } from "../../news/cards/buttons.ts";
import { placeOf } from "../../news/cards/quote-lines.ts";
import type { Phrases } from "../../news/phrases.ts";
import { clean, isVisible, oneLine } from "../../news/text/fit.ts";
import { accents, measures } from "./limits.ts";
import { attribution, type Box, bold, linked, type Manner, named, rows, safeUrl, small, titleOf, type Unit } from "./render-elements.ts";
import { quoteUnits } from "./render-quote.ts";
import { cutTo, escaped, split } from "./render-text.ts";

/** The items of a card and, at the end, its buttons. A button that shows more of a story or a quote stands below it. */
export function boxesOf(card: Card, manner: Manner): Box[] {
  const left = new Set(card.actions);
  const boxes = card.items.map((item) => boxOf(item, below(item, left, card), manner));
  return [
    ...boxes,
    {
      units: rows({ actions: card.actions.filter((action) => left.has(action)) }, manner),
    },
  ].filter((box) => box.units.length > 0);
}

function boxOf(item: Item, below: Below, manner: Manner): Box {
  const { said } = manner;
  switch (item.kind) {
    case "story":
      if (item.headline) return { units: [headlineUnit({ ...item, headline: item.headline }, said), ...rows(below, manner)] };
      return { units: [...storyUnits(item, said), ...rows(below, manner)], accent: accents.story, name: titleOf(item.source, said) };
    case "quote":
      return { units: [...quoteUnits(item, said), ...rows(below, manner)], accent: accents.quote, name: titleOf(item.source, said) };
    case "absence":
      return { units: textUnits(item) };
    case "choice":
      return { units: choiceUnits(item, manner) };
    case "notice":
      return { units: noticeUnits(item) };
  }
}

/** Headline, outlets and speaker; a link to the article where there is an address. */
function headlineUnit({ source, headline, update }: StoryItem & Required<Pick<StoryItem, "headline">>, said: Phrases): Unit {
  const title = titleOf(source, said);
  const outlets = [named(source.outlet) ?? said.noOutlet, ...headline.outlets.flatMap((outlet) => named(outlet) ?? [])].join(", ");
  const speaker = named(headline.speaker);
  const about = [...(update ? [said.newInStory] : []), outlets, ...(speaker ? [speaker] : [])].join(" · ");
  return { text: `${bold(linked(title, safeUrl(source.url)) ?? escaped(title))} — ${about}` };
}

function storyUnits(story: StoryItem, said: Phrases): Unit[] {
  const update = story.update ? `${small(bold(said.newInStory))}\n` : "";
  const head = update + attribution(story.source, said, (markdown) => `### ${markdown}`);
  const summary = summaryTexts(story, said);
  // A short summary stands with its headline, whatever else has to go on elsewhere.
  const together = (summary[0]?.length ?? 0) <= measures.piece / 2;
  const texts = together && summary[0] ? [`${head}\n${summary[0]}`, ...summary.slice(1)] : [head, ...summary];
  return [
    ...texts.map((text) => ({ text })),
    ...story.quotes.flatMap((quote, n) => quoteUnits(quote, said, placeOf(story, n))),
    ...alsoUnits(story.also ?? [], said),
    ...peopleUnits(story.people, said),
  ];
}

/** The sentences in escaped stretches; each with its outlet behind it where they come from several. */
function summaryTexts({ summary, told }: StoryItem, said: Phrases): string[] {
  const sentences = summary.map((sentence, n) => ({ text: oneLine(sentence), told: told?.[n] })).filter(({ text }) => isVisible(text));
  if (told === undefined)
    return split(sentences.map(({ text }) => text).join(" "), measures.piece).flatMap((text) => escaped(text.trim()) || []);
  // A bracket behind a link could be taken for the end of its words: then there are none, but below in what else tells the story.
  const linkable = !sentences.some(({ text, told }) => /[[\]]/.test(text + (told?.outlet ?? "") + (told?.title ?? "")));
  const parts = sentences.flatMap(({ text, told }) => {
    const pieces = split(text, measures.piece - measures.url - measures.name).map((piece) => escaped(piece.trim()));
    return [
      ...pieces.slice(0, -1),
      `${pieces.at(-1) ?? ""}${told ? ` (${outletLink(linkable ? told : withoutAddress(told), said)})` : ""}`,
    ];
  });
  return packed(parts, " ");
}

function withoutAddress({ title, outlet }: Attribution): Attribution {
  return outlet === undefined ? { title } : { title, outlet };
}

/** An outlet's name, a link to its article where there is an address. */
function outletLink({ outlet, title, url }: Attribution, said: Phrases): string {
  const name = cutTo(oneLine([outlet, title].find((text) => text !== undefined && isVisible(text)) ?? said.untitled), measures.name);
  return linked(name, safeUrl(url)) ?? escaped(name);
}

/** The other outlets. */
function alsoUnits(also: readonly Attribution[], said: Phrases): Unit[] {
  const names = also.map((one) => outletLink(one, said));
  // Those that are no link may hold a bracket, which behind a link could be taken for the end of its words.
  const outlets = [...names.filter((name) => !name.startsWith("[")), ...names.filter((name) => name.startsWith("["))];
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
  return [...textUnits(choice), ...packed(options, "\n").map((text) => ({ text })), ...rows({ actions: choice.options }, manner)];
}

const CHANNEL = /^\d{15,21}$/;

/** Lines of the bot's own, one that leads somewhere as a link. */
function noticeUnits({ heading, lines }: NoticeItem): Unit[] {
  const texts = lines.flatMap(({ text, url, channel }) => {
    if (!isVisible(text)) return [];
    // It pings nobody, and names the channel only to those who may see it.
    if (channel && CHANNEL.test(channel) && text.startsWith(channel) && text.length < measures.piece)
      return [`<#${channel}>${escaped(oneLine(text.slice(channel.length)))}`];
    const address = safeUrl(url);
    const [first = "", ...more] = split(oneLine(text), measures.piece - measures.url).map((piece) => piece.trim());
    return [linked(first, address) ?? escaped(first), ...more.map(escaped)];
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
