import type { Card } from "../card.ts";
import { phrasesIn } from "../phrases.ts";
import { noticeCard, type Reader } from "./answer-cards.ts";

/** What one can type after `/news`. */
export function helpCard(to: Reader): Card {
  const said = phrasesIn(to.language);
  return noticeCard(said.helpTitle, said.help, { ...to, actions: [{ label: said.latest, question: { kind: "latest" } }] });
}
