import { setImmediate as yieldToOthers } from "node:timers/promises";
import type { RoundParts } from "../ingest.ts";
import { type ArticleId, type Instant, instant } from "../news/article.ts";
import { addressKey } from "../news/copies/address-key.ts";
import { isSameArticle, withdrawnQuotes } from "../news/revision.ts";
import type { Story } from "../news/story.ts";
import type { ReadDraft, SeenItem } from "../ports/sources.ts";

import { type FullText, fullText, nextReread } from "./full-text.ts";
import { articleId, articleOf, hashOf, nextId, summarised, tell, withVersion } from "./tell.ts";

/** Stories written at once: an interrupted first read loses little, and one article at a time would wait for the disk each time. */
const BATCH = 50;
/** Where pages are read, two seconds apart, so many. */
const SLOW_BATCH = 5;
/** Pages of one source in one round; what is news beyond that stands as a teaser until its turn comes, in the next rounds. */
const PAGES_A_ROUND = 40;
/** Of what was old at the first reading, so many: a site is not asked for years of its archive. */
const OLD_PAGES = 10;
/** An item that is still listed is noted once a day: what counts is that it is not forgotten while it is. */
const NOTED = 24 * 3_600_000;
/** Under this name an article's address is seen, whichever source brought it. */
export const ANYWHERE = "";

export type TakenIn = { readonly added: number; readonly changed: number; readonly pages: number; readonly problems: readonly string[] };
type Entry = {
  readonly draft: ReadDraft;
  readonly item: string;
  readonly content: string;
  readonly id: ArticleId;
  readonly address?: string;
};

function entryOf(draft: ReadDraft): Entry {
  const key = draft.url === undefined ? undefined : addressKey(draft.url);
  return {
    draft,
    item: hashOf(draft.item ?? draft.guid ?? key ?? draft.text),
    content: hashOf(`${draft.title ?? ""}\n${draft.text}`),
    id: articleId(draft),
    ...(key === undefined ? {} : { address: hashOf(key) }),
  };
}

/** Stores what is new or changed of what a source has to read. */
export async function takeIn(
  parts: RoundParts,
  origin: string,
  drafts: readonly ReadDraft[],
  signal?: AbortSignal,
  onDone: (done: number) => void = () => {},
): Promise<TakenIn> {
  let [added, changed, pages] = [0, 0, 0];
  const problems: string[] = [];
  const size = drafts.some(({ teaser }) => teaser) ? SLOW_BATCH : BATCH;
  for (let at = 0; at < drafts.length && !signal?.aborted; at += size) {
    const entries = [
      ...new Map(
        drafts
          .slice(at, at + size)
          .map(entryOf)
          .map((entry) => [entry.item, entry]),
      ).values(),
    ];
    const { fresh, seenAgain } = await sortOut(parts, origin, entries);
    const texts = new Map<Entry, FullText>();
    for (const entry of fresh) {
      signal?.throwIfAborted();
      const most = entry.draft.backlog ? OLD_PAGES : PAGES_A_ROUND;
      const text = await fullText(entry.draft, pages < most ? parts.pages : undefined, signal);
      texts.set(entry, text);
      if (text.tried) {
        pages += 1;
        onDone(at + texts.size);
      }
      if (text.problem !== undefined) problems.push(text.problem);
    }
    // One source at a time from here on: two that bring the same article must not both find it new.
    await parts.alone(async () => {
      const stored = await store(parts, origin, texts);
      added += stored.added;
      changed += stored.changed;
      await parts.register.see(origin, [...seenAgain, ...stored.sights]);
      await parts.register.see(ANYWHERE, stored.addresses);
    });
    onDone(Math.min(drafts.length, at + size));
  }
  return { added, changed, pages, problems };
}

/** Which items are new or changed; of the others, those to note as still listed. */
async function sortOut(parts: RoundParts, origin: string, entries: readonly Entry[]): Promise<{ fresh: Entry[]; seenAgain: SeenItem[] }> {
  const now = parts.clock.now();
  const seen = await parts.register.seen(
    origin,
    entries.map(({ item }) => item),
  );
  const fresh: Entry[] = [];
  const seenAgain: SeenItem[] = [];
  for (const entry of entries) {
    const before = seen.get(entry.item);
    if (before === undefined || before.content !== entry.content) fresh.push(entry);
    else if (Date.parse(before.seenAt) < now.getTime() - NOTED) seenAgain.push({ ...before, seenAt: instant(now) });
  }
  return { fresh, seenAgain };
}

type Stored = { readonly added: number; readonly changed: number; readonly sights: SeenItem[]; readonly addresses: SeenItem[] };

async function store(parts: RoundParts, origin: string, texts: ReadonlyMap<Entry, FullText>): Promise<Stored> {
  const now = parts.clock.now();
  const entries = [...texts.keys()];
  const [seen, anywhere, known] = await Promise.all([
    parts.register.seen(
      origin,
      entries.map(({ item }) => item),
    ),
    parts.register.seen(
      ANYWHERE,
      entries.flatMap(({ address }) => address ?? []),
    ),
    parts.archive.known(entries.map(({ id }) => id)),
  ]);
  const stories: Story[] = [];
  const sights: SeenItem[] = [];
  const addresses: SeenItem[] = [];
  let changed = 0;
  for (const [{ item, content, id, address, draft: listed }, { draft, tried, problem }] of texts) {
    if (draft.text.trim() === "") continue;
    const twin = address === undefined ? undefined : (anywhere.get(address) ?? addresses.find((one) => one.item === address));
    const before = seen.get(item)?.article;
    // Another source's words for the same article, or what was read before anything was remembered, are no newer version of it.
    const there = before ?? (known.has(id) ? id : twin?.article);
    const sight = (article: ArticleId, readAt: Instant): SeenItem => {
      const url = listed.teaser ? listed.url : undefined;
      const untried = listed.backlog ? undefined : instant(now);
      const next = url === undefined ? undefined : tried ? nextReread(readAt, now) : untried;
      return {
        item,
        content,
        article,
        seenAt: instant(now),
        ...(url !== undefined && next !== undefined ? { reread: { url, at: next } } : {}),
      };
    };
    let article = id;
    let readAt = instant(now);
    if (there === undefined) stories.push(tell(parts, articleOf(draft, id, now)));
    else {
      // A teaser is no newer version of the article it stands for.
      const whole = problem === undefined && (tried || !listed.teaser);
      const result = whole && before !== undefined ? await revise(parts, before, draft) : null;
      if (result?.added) stories.push(result.added);
      if (result?.changed) changed += 1;
      article = result?.article ?? there;
      readAt = result?.readAt ?? readAt;
    }
    sights.push(sight(article, readAt));
    if (address !== undefined) addresses.push({ item: address, content: "", article, seenAt: instant(now) });
    await yieldToOthers();
  }
  await parts.archive.save(await parts.stories.join(stories));
  return { added: stories.length, changed, sights, addresses };
}

export type Revised = {
  /** The one that holds it now. */
  readonly article: ArticleId;
  readonly readAt: Instant;
  readonly changed?: true;
  /** It is another article, which is to be stored. */
  readonly added?: Story;
};

/** Reads again what was stored as `old`. Null: it was taken out of the archive, and stays out. */
export async function revise(parts: RoundParts, old: ArticleId, draft: ReadDraft): Promise<Revised | null> {
  const before = await parts.archive.article(old);
  if (before === null) return null;
  const { readAt, backlog, text, title } = before.article;
  const { item: _, teaser: __, ...plain } = draft;
  const now = parts.clock.now();
  const article = articleOf(plain, nextId(old, plain), now);
  if (text === article.text && title === article.title) return { article: old, readAt };
  if (!isSameArticle(before.article, plain)) {
    const known = await parts.archive.known([article.id]);
    return { article: article.id, readAt: article.readAt, ...(known.has(article.id) ? {} : { added: tell(parts, article) }) };
  }
  // Cut short at its source, as behind a new paywall, an article is not changed.
  if (article.text.length < text.length / 2 && text.startsWith(article.text.slice(0, article.text.length / 2)))
    return { article: old, readAt };
  const alone = tell(parts, { ...article, ...(backlog ? { backlog } : {}) });
  const story = await parts.archive.story(before.story);
  // The text is that of the whole story, as when an article joins it.
  const { summary } = await summarised(parts.summariser, story ? withVersion(story, old, alone) : alone);
  const version = { ...alone, summary };
  const [newest] = version.articles;
  const withdrawn = withdrawnQuotes(before, { article: newest, quotes: version.quotes });
  if (!(await parts.archive.revise(old, version, withdrawn))) return { article: old, readAt };
  parts.log.info("article changed", { title: article.title, article: article.id, was: old, withdrawn: withdrawn.size });
  return { article: article.id, readAt, changed: true };
}
