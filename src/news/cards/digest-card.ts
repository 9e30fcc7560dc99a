import type { Card } from "../card.ts";
import type { Digest } from "../digest.ts";
import type { DigestLength } from "../digest-length.ts";
import type { Language } from "../language.ts";
import { day, phrasesIn } from "../phrases.ts";
import { foldName } from "../text/fold.ts";
import { wholeOf } from "./buttons.ts";
import { namesInFull, storyItem } from "./items.ts";
import { restButton, shortened } from "./shorten.ts";

export type DigestCardOptions = { readonly late?: Date; readonly language?: Language; readonly length?: DigestLength };

/** The card of an edition. `late`: the moment it was due, if it comes after downtime. */
export function digestCard(digest: Digest, { length = "full", ...more }: DigestCardOptions = {}): Card {
  const said = phrasesIn(more.language);
  const items = digest.stories.map(({ story, quotes, ...more }) => shortened(storyItem(story, quotes, more), story, length));
  const quotes = items.flatMap((item) => item.quotes);
  const speakers = namesInFull(quotes.flatMap((q) => (q.speaker ? [foldName(q.speaker.name)] : [])));
  const outlets = new Set(digest.stories.flatMap(({ story }) => story.articles.flatMap(({ outlet }) => outlet ?? [])));
  const left = digest.of - items.length;
  const balance = [
    said.stories(items.length),
    ...(length === "full" ? [said.quotes(quotes.length), said.speakers(speakers.size)] : []),
    ...(outlets.size ? [said.outlets(outlets.size)] : []),
    ...(left > 0 ? [said.moreNotShown(left)] : []),
  ].join(" · ");
  return {
    title: said.digestTitle,
    note: more.late
      ? `${balance} · ${said.late(`${day(more.late, more.language)}, ${more.late.toISOString().slice(11, 16)} UTC`)}`
      : balance,
    items: items.length ? items : [{ kind: "absence", why: "nothing-new", text: digest.read > 0 ? said.nothingNew : said.nothingYet }],
    actions:
      length === "brief"
        ? items.flatMap((item, n) => [
            ...restButton(item, digest.stories[n]?.story.summary.sentences.length ?? 0, said),
            ...wholeOf(item.quotes, [], said),
          ])
        : wholeOf(
            items,
            digest.stories.map(({ story }) => story),
            said,
          ),
    ...(more.language ? { language: more.language } : {}),
  };
}
