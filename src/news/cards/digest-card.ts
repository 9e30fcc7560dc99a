import type { Card } from "../card.ts";
import { type Digest, keyQuotes } from "../digest.ts";
import { count, day, phrases } from "../phrases.ts";
import { storyItem } from "./items.ts";

/** The card of an edition. `late`: the moment it was due, where it comes after a time the bot was down. */
export function digestCard(digest: Digest, more: { readonly late?: Date } = {}): Card {
  const items = digest.stories.map((story) => storyItem(story, keyQuotes(story)));
  const quotes = items.flatMap((item) => item.quotes);
  const speakers = new Set(quotes.flatMap((q) => (q.speaker ? [q.speaker.name] : [])));
  const outlets = new Set(items.flatMap((item) => item.source.outlet ?? []));
  const left = digest.of - items.length;
  const balance = [
    count(items.length, "story", "stories"),
    count(quotes.length, "quote"),
    count(speakers.size, "speaker"),
    ...(outlets.size ? [count(outlets.size, "outlet")] : []),
    ...(left > 0 ? [`${left} more not shown`] : []),
  ].join(" · ");
  return {
    title: phrases.digestTitle,
    note: more.late ? `${balance} · ${phrases.late(`${day(more.late)}, ${more.late.toISOString().slice(11, 16)} UTC`)}` : balance,
    items: items.length ? items : [{ kind: "absence", why: "nothing-new", text: phrases.nothingYet }],
    actions: [],
  };
}
