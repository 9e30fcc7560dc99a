import type { types } from "@slack/bolt";
import type { AbsenceItem, Attribution, ChoiceItem, Item, NoticeItem, StoryItem } from "../../news/card.ts";
import type { Below } from "../../news/cards/buttons.ts";
import { placeOf } from "../../news/cards/quote-lines.ts";
import { isVisible, oneLine } from "../../news/text/fit.ts";
import { limits, measures } from "./limits.ts";
import { attribution, type Line, line, type Manner, named, plain, safeUrl, type Unit, unitOf, words } from "./render-elements.ts";
import { peopleUnits, quoteUnits } from "./render-quote.ts";
import { clean, cost, cutTo, inGroups, split } from "./render-text.ts";

/** How the `action_id` of a button that asks a question begins; its number comes with the message. */
export const ASK = "ask:";
/** The same of one that only opens an address. */
export const OPEN = "open:";

/** `below`: the buttons of the item. */
export function itemUnits(item: Item, below: Below, manner: Manner): Unit[] {
  switch (item.kind) {
    case "story":
      if (item.headline) return [headlineUnit({ ...item, headline: item.headline }, manner), ...actionUnits(below, manner)];
      return [...storyUnits(item, manner), ...actionUnits(below, manner)];
    case "quote":
      return [...quoteUnits(item, manner.said), ...actionUnits(below, manner)];
    case "absence":
      return textUnits(item);
    case "choice":
      return choiceUnits(item, manner);
    case "notice":
      return noticeUnits(item);
  }
}

/** Headline, outlets and speaker on one line. */
function headlineUnit({ source, headline, update }: StoryItem & Required<Pick<StoryItem, "headline">>, { said }: Manner): Unit {
  const [title = line("text"), , ...spoken] = attribution(source, said, { bold: true });
  const outlets = [named(source.outlet) ?? said.noOutlet, ...headline.outlets.flatMap((outlet) => named(outlet) ?? [])].join(", ");
  const about = [...(update ? [said.newInStory] : []), outlets, ...(headline.speaker ? [named(headline.speaker) ?? ""] : [])].join(" · ");
  return unitOf([line("text", ...title.leaves, words(` — ${about}`)), ...spoken]);
}

function storyUnits(story: StoryItem, { said }: Manner): Unit[] {
  const [first = [], ...others] = summaryLines(story, said);
  const update = story.update ? [line("text", words(said.newInStory, { bold: true }))] : [];
  const head = unitOf([...update, ...attribution(story.source, said, { bold: true }), ...first]);
  return [
    { blocks: [{ type: "divider" }, ...head.blocks], plain: head.plain },
    ...others.map(unitOf),
    ...story.quotes.flatMap((quote, n) => quoteUnits(quote, said, placeOf(story, n))),
    ...alsoUnits(story.also ?? [], said),
    ...peopleUnits(story.people, said),
  ];
}

/** The sentences, so many as stand in one unit; behind each its outlet, where they come from several. */
function summaryLines({ summary, told }: StoryItem, said: Manner["said"]): Line[][] {
  const lines = summary.flatMap((sentence, n) => {
    if (!isVisible(sentence)) return [];
    const text = words(cutTo(clean(sentence.trim()), measures.sentence, ` ${said.cut}`));
    const outlet = told?.[n] ? [words(" ("), outletLeaf(told[n], said), words(")")] : [];
    return [line("bullet", text, ...outlet)];
  });
  return inGroups(lines, measures.piece, ({ leaves }) => leaves.map((leaf) => JSON.stringify(leaf)).join(""));
}

/** An outlet's name, a link to its article where there is an address. */
function outletLeaf({ outlet, title, url }: Attribution, said: Manner["said"]) {
  const name = named(outlet) ?? named(title) ?? said.untitled;
  const address = safeUrl(url);
  return address ? { type: "link" as const, url: address, text: clean(name) } : words(name);
}

/** So many other outlets stand in one unit: their addresses may be long. */
const ALSO = 3;

/** The other outlets. */
function alsoUnits(also: readonly Attribution[], said: Manner["said"]): Unit[] {
  const units: Unit[] = [];
  for (let at = 0; at < also.length; at += ALSO) {
    const outlets = also.slice(at, at + ALSO).flatMap((one, n) => [...(n > 0 ? [words(", ")] : []), outletLeaf(one, said)]);
    units.push(unitOf([line("text", words(`${said.alsoIn}: `, { bold: true }), ...outlets)]));
  }
  return units;
}

function textUnits(item: AbsenceItem | ChoiceItem): Unit[] {
  if (!isVisible(item.text)) return [];
  return split(clean(item.text.trim()), measures.piece).map((text) => unitOf([line("text", words(text))]));
}

const CHANNEL = /^[CG][A-Z0-9]{2,20}$/;

/** Lines of the bot's own; one that leads somewhere is a link, its address for the ear behind it. */
function noticeUnits({ heading, lines }: NoticeItem): Unit[] {
  const head =
    heading !== undefined && isVisible(heading) ? [line("text", words(cutTo(oneLine(heading), measures.title), { bold: true }))] : [];
  const units = lines.flatMap(({ text, url, channel }): Line[][] => {
    if (!isVisible(text)) return [];
    // It pings nobody, and names the channel only to those who may see it.
    if (channel && CHANNEL.test(channel) && text.startsWith(channel) && text.length < measures.piece)
      return [[line("text", { type: "channel", channel_id: channel }, words(text.slice(channel.length)))]];
    const address = safeUrl(url);
    const [first = "", ...more] = split(clean(text.trim()), measures.piece - measures.spokenUrl);
    const link: Line[] = address
      ? [line("text", { type: "link", url: address, text: first }), line("spoken", words(address))]
      : [line("text", words(first))];
    return [link, ...more.map((rest) => [line("text", words(rest))])];
  });
  const groups = [head, ...units].filter((group) => group.length > 0);
  const made: Unit[] = [];
  let open: Line[] = [];
  let room = measures.piece;
  for (const group of groups) {
    const needs = group.flatMap(({ leaves }) => leaves).reduce((sum, leaf) => sum + cost("text" in leaf ? (leaf.text ?? "") : "") + 2, 0);
    if (needs > room && open.length > 0) {
      made.push(unitOf(open));
      open = [];
      room = measures.piece;
    }
    open.push(...group);
    room -= needs;
  }
  return open.length > 0 ? [...made, unitOf(open)] : made;
}

function choiceUnits(choice: ChoiceItem, manner: Manner): Unit[] {
  const options = choice.options.map((option) => {
    const detail = named(option.detail);
    return (named(option.label) ?? manner.said.more) + (detail ? ` — ${detail}` : "");
  });
  // The labels of buttons are short; the whole names stand in the list.
  const lists = inGroups(options, measures.piece).map((group) => unitOf(group.map(bullet)));
  return [...textUnits(choice), ...lists, ...actionUnits({ actions: choice.options }, manner)];
}

/** Buttons; pressing one asks its question, and the last may open an article. They stand in the plain text too, for those who only hear it. */
export function actionUnits({ actions, opens }: Below, { said, code }: Manner): Unit[] {
  const button = (label: string, does: { value: string } | { url: string }): types.Button => ({
    type: "button",
    text: plain(isVisible(label) ? label : said.more, limits.buttonLabel),
    action_id: ASK,
    ...does,
  });
  const url = safeUrl(opens);
  const all = [
    ...actions.map(({ label, question }) => button(label, { value: code(question) })),
    ...(url ? [button(said.read, { url })] : []),
  ];
  const units: Unit[] = [];
  for (let at = 0; at < all.length; at += limits.actionsElements) {
    const buttons = all.slice(at, at + limits.actionsElements);
    units.push({
      blocks: [{ type: "actions", elements: buttons }],
      plain: buttons.map((button) => `[${button.text.text}]`).join(" "),
    });
  }
  return units;
}

function bullet(text: string) {
  return line("bullet", words(text));
}
