import { createHash } from "node:crypto";
import { setImmediate as yieldToOthers } from "node:timers/promises";
import { type Article, type ArticleId, type Draft, instant } from "./news/article.ts";
import { keyQuotes } from "./news/digest.ts";
import { extract, SPEAKER_MARGIN } from "./news/quotes/extract.ts";
import type { Story, StoryId } from "./news/story.ts";
import type { Archive, Clock, Log, Skipped, Source, Summariser } from "./ports.ts";

export type IngestParts = {
  readonly sources: readonly Source[];
  readonly archive: Archive;
  readonly summariser: Summariser;
  readonly clock: Clock;
  readonly log: Log;
  /** Finds the quotes and people of a text; whoever measures it hands in his own. */
  readonly extract?: typeof extract;
};

/** What one round of reading gave. `broken` are sources that could not be read at all. */
export type IngestReport = {
  readonly read: number;
  readonly added: number;
  readonly skipped: readonly Skipped[];
  readonly broken: readonly Skipped[];
};

const SUMMARY_SENTENCES = 3;
/** Quotes are looked for in this many characters, some eighty pages: a longer text is no article, and must not hold up the answers. */
const LONGEST_READ = 200_000;
/** Stories written at once: an interrupted first read loses little, and one article at a time would wait for the disk each time. */
const BATCH = 50;

/** Reads every source once and stores what is new, with its quotes, people and summary. A source that fails is reported and stops no other. */
export async function ingest(parts: IngestParts, signal?: AbortSignal): Promise<IngestReport> {
  const skipped: Skipped[] = [];
  const broken: Skipped[] = [];
  let read = 0;
  let added = 0;
  for (const source of parts.sources) {
    if (signal?.aborted) break;
    try {
      const reading = await source.read(signal);
      read += reading.drafts.length;
      skipped.push(...reading.skipped);
      added += await store(parts, reading.drafts, signal);
    } catch (cause) {
      if (signal?.aborted) break;
      broken.push({ item: source.name, why: cause instanceof Error ? cause.message : String(cause) });
    }
  }
  for (const { item, why } of skipped) parts.log.warn("article skipped", { item, why });
  for (const { item, why } of broken) parts.log.error("source not read", { source: item, why });
  parts.log.info("sources read", { sources: parts.sources.length, read, added, skipped: skipped.length, broken: broken.length });
  return { read, added, skipped, broken };
}

async function store(parts: IngestParts, drafts: readonly Draft[], signal?: AbortSignal): Promise<number> {
  let added = 0;
  for (let at = 0; at < drafts.length && !signal?.aborted; at += BATCH) {
    const batch = new Map(drafts.slice(at, at + BATCH).map((draft) => [articleId(draft), draft]));
    const known = await parts.archive.known([...batch.keys()]);
    const stories: Story[] = [];
    for (const [id, draft] of batch) {
      if (known.has(id)) continue;
      stories.push(await tell(parts, { ...draft, id, title: draft.title ?? firstWords(draft.text), readAt: instant(parts.clock.now()) }));
      await yieldToOthers();
    }
    await parts.archive.save(stories);
    added += stories.length;
  }
  return added;
}

/** What an article says, told as a story of its own. */
async function tell(parts: IngestParts, article: Article): Promise<Story> {
  const { quotes, people } = (parts.extract ?? extract)(article.text.slice(0, LONGEST_READ), {
    ...(article.blockQuotes ? { blockQuotes: article.blockQuotes } : {}),
    ...(article.byline ? { byline: article.byline } : {}),
  });
  const story: Story = {
    id: article.id as string as StoryId,
    articles: [article],
    summary: { sentences: [] },
    // Vague is fine, wrong is not: a speaker below the margin is not even stored, so that no answer can show it.
    quotes: quotes.map((quote) => ({
      ...quote,
      articleId: article.id,
      speaker: quote.confidence >= SPEAKER_MARGIN ? quote.speaker : null,
    })),
    people,
  };
  const shown = keyQuotes(story).flatMap((quote) => quote.parts);
  return { ...story, summary: await parts.summariser.summarise(article, SUMMARY_SENTENCES, shown) };
}

/** The same item has the same id, wherever and whenever it is read: the feed's id, else the address, else the words themselves. */
function articleId(draft: Draft): ArticleId {
  const identity = draft.guid ? `guid ${draft.origin} ${draft.guid}` : draft.url ? `url ${draft.url}` : `text ${draft.text}`;
  return createHash("sha256").update(identity).digest("hex").slice(0, 20) as ArticleId;
}

const LONGEST_TITLE = 80;

/** An article that says no title is called by its first words. */
function firstWords(text: string): string {
  const line = text.trim().split("\n", 1)[0] ?? "";
  return line.length <= LONGEST_TITLE ? line : `${line.slice(0, LONGEST_TITLE).replace(/\s+\S*$/u, "")} …`;
}
