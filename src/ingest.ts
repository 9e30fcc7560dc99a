import { reread } from "./ingest/reread.ts";
import { type StoryJoiner, storyJoiner } from "./ingest/stories.ts";
import { takeIn } from "./ingest/take-in.ts";
import type { extract } from "./news/quotes/extract.ts";
import { shownAddress } from "./news/source-address.ts";
import type { PageReader, SourceRegister, SourceState } from "./ports/sources.ts";
import type { Archive, Clock, Log, Skipped, Source, Summariser } from "./ports.ts";

export type IngestParts = {
  /** Those that are to be read now. */
  readonly sources: readonly Source[];
  readonly archive: Archive;
  readonly register: SourceRegister;
  /** Reads the pages of articles that a feed only announces. */
  readonly pages?: PageReader;
  readonly summariser: Summariser;
  readonly clock: Clock;
  readonly log: Log;
  /** Puts articles into stories; one that is kept from round to round remembers what it knows. */
  readonly stories?: StoryJoiner;
  /** Finds the quotes and people of a text; whoever measures it hands in his own. */
  readonly extract?: typeof extract;
  readonly onProgress?: (progress: IngestProgress) => void;
};

/** Within a round: what must not be done twice at once is done one after the other. */
export type RoundParts = IngestParts & { readonly stories: StoryJoiner; readonly alone: <T>(act: () => Promise<T>) => Promise<T> };

/** How far a round of reading is: sources done of all, and items done of those that the sources had so far. */
export type IngestProgress = { readonly sources: number; readonly ofSources: number; readonly items: number; readonly ofItems: number };

/** What one round of reading gave. `broken` are sources that could not be read at all. */
export type IngestReport = {
  readonly read: number;
  readonly added: number;
  readonly skipped: readonly Skipped[];
  readonly broken: readonly Skipped[];
};

/** Sources read side by side; one that is slow holds up one of these places. */
const AT_ONCE = 16;

/** Reads every source once and stores what is new or changed, with its quotes, people and summary. A source that fails is reported and stops no other. */
export async function ingest(given: IngestParts, signal?: AbortSignal): Promise<IngestReport> {
  const parts: RoundParts = { ...given, stories: given.stories ?? storyJoiner(given), alone: inOrder() };
  const skipped: Skipped[] = [];
  const broken: Skipped[] = [];
  const progress = { sources: 0, ofSources: parts.sources.length, items: 0, ofItems: 0 };
  let [read, added, changed] = [0, 0, 0];
  const one = async (source: Source) => {
    try {
      const reading = await source.read(signal);
      read += reading.drafts.length;
      progress.ofItems += reading.drafts.length;
      parts.onProgress?.(progress);
      skipped.push(...reading.skipped);
      if (reading.broken !== undefined) broken.push({ item: shownAddress(source.name), why: reading.broken });
      let done = 0;
      const taken = await takeIn(parts, source.name, reading.drafts, signal, (items) => {
        progress.items += items - done;
        done = items;
        parts.onProgress?.(progress);
      });
      added += taken.added;
      changed += taken.changed;
      // Only now: a crash before this has it read again.
      if (reading.state && !signal?.aborted) await parts.register.keep(source.name, noted(reading.state, taken, parts));
    } catch (cause) {
      if (!signal?.aborted) broken.push({ item: shownAddress(source.name), why: cause instanceof Error ? cause.message : String(cause) });
    }
    progress.sources += 1;
    parts.onProgress?.(progress);
  };
  const waiting = [...parts.sources];
  const work = async () => {
    for (let source = waiting.shift(); source !== undefined && !signal?.aborted; source = waiting.shift()) await one(source);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  changed += await reread(parts, signal).catch((cause) => {
    if (!signal?.aborted) parts.log.error("pages not read again", { why: String(cause) });
    return 0;
  });
  for (const { item, why } of skipped) parts.log.warn("article skipped", { item, why });
  for (const { item, why } of broken) parts.log.error("source not read", { source: item, why });
  const counts = { sources: parts.sources.length, read, added, changed, skipped: skipped.length, broken: broken.length };
  // Every minute somebody looks whether a source is due; nothing to read is nothing to say.
  if (parts.sources.length > 0 || changed > 0) parts.log.info("sources read", counts);
  return { read, added, skipped, broken };
}

/** With what could be read only as a teaser, and with the domains that asked for a pause meanwhile. */
function noted(state: SourceState, { pages, problems }: { pages: number; problems: readonly string[] }, parts: IngestParts): SourceState {
  const holds = { ...state.holds, ...parts.pages?.holds() };
  const { note: before, holds: _, ...rest } = state;
  const [problem] = problems;
  const note =
    pages === 0 ? before : problem && `Of ${problems.length} of the last ${pages} articles only the teaser could be read. ${problem}`;
  return { ...rest, ...(note ? { note } : {}), ...(Object.keys(holds).length > 0 ? { holds } : {}) };
}

function inOrder(): RoundParts["alone"] {
  let last: Promise<unknown> = Promise.resolve();
  return (act) => {
    const turn = last.then(act);
    last = turn.catch(() => undefined);
    return turn;
  };
}
