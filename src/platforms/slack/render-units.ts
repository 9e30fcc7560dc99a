import type { types } from "@slack/bolt";
import type { AbsenceItem, Action, ChoiceItem, Item, StoryItem } from "../../news/card.ts";
import { phrases } from "../../news/phrases.ts";
import { encodeQuestion } from "../../news/question.ts";
import { isVisible } from "../../news/text/fit.ts";
import { limits, measures } from "./limits.ts";
import { attribution, line, named, plain, type Unit, unitOf, words } from "./render-elements.ts";
import { peopleUnits, quoteUnits } from "./render-quote.ts";
import { clean, cutTo, inGroups, split } from "./render-text.ts";

/** How the `action_id` of a button that asks a question begins; its number comes with the message. */
export const ASK = "ask:";

export function itemUnits(item: Item): Unit[] {
  switch (item.kind) {
    case "story":
      return storyUnits(item);
    case "quote":
      return quoteUnits(item);
    case "absence":
      return textUnits(item);
    case "choice":
      return choiceUnits(item);
  }
}

function storyUnits(story: StoryItem): Unit[] {
  const sentences = story.summary.filter(isVisible).map((sentence) => cutTo(clean(sentence.trim()), measures.sentence));
  const [first = [], ...others] = inGroups(sentences, measures.piece);
  const head = unitOf([...attribution(story.source, { bold: true }), ...first.map(bullet)]);
  return [
    { blocks: [{ type: "divider" }, ...head.blocks], plain: head.plain },
    ...others.map((group) => unitOf(group.map(bullet))),
    ...story.quotes.flatMap((quote, n) => quoteUnits(quote, { under: story.source, first: n === 0 })),
    ...peopleUnits(story.people),
  ];
}

function textUnits(item: AbsenceItem | ChoiceItem): Unit[] {
  if (!isVisible(item.text)) return [];
  return split(clean(item.text.trim()), measures.piece).map((text) => unitOf([line("text", words(text))]));
}

function choiceUnits(choice: ChoiceItem): Unit[] {
  const options = choice.options.map((option) => {
    const detail = named(option.detail);
    return (named(option.label) ?? phrases.more) + (detail ? ` — ${detail}` : "");
  });
  // The labels of buttons are short; the whole names stand in the list.
  const lists = inGroups(options, measures.piece).map((group) => unitOf(group.map(bullet)));
  return [...textUnits(choice), ...lists, ...actionUnits(choice.options)];
}

/** Buttons; pressing one asks its question. They stand in the plain text too, for those who only hear it. */
export function actionUnits(actions: readonly Action[]): Unit[] {
  const units: Unit[] = [];
  for (let at = 0; at < actions.length; at += limits.actionsElements) {
    const buttons = actions.slice(at, at + limits.actionsElements).map((action): types.Button => {
      const label = isVisible(action.label) ? action.label : phrases.more;
      return {
        type: "button",
        text: plain(label, limits.buttonLabel),
        action_id: ASK,
        value: encodeQuestion(action.question),
      };
    });
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
