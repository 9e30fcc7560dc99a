import type { Instant } from "../news/article.ts";
import { shownAddress } from "../news/source-address.ts";
import type { KnownSource, Probed, SourceKind, TroubleKind } from "../ports/sources.ts";

export type Health = "new" | "fine" | "slow" | "moved" | TroubleKind;

/** A source as people see it. */
export type SourceView = {
  readonly address: string;
  /** Without what may be a key. */
  readonly shown: string;
  readonly title?: string;
  readonly kind: SourceKind;
  readonly addedBy: "settings" | "command";
  readonly health: Health;
  /** What the matter is and what to do, one or two sentences. */
  readonly words: string;
  /** When it is read next; null: not any more. */
  readonly nextAt: Instant | null;
  /** When it was last read well, and since when it is in trouble. */
  readonly readAt?: Instant;
  readonly since?: Instant;
};

export const isBroken = ({ health }: SourceView): boolean => !["new", "fine", "slow", "moved", "busy"].includes(health);

/** Longer than this and it is said. */
const SLOW = 5_000;

const seconds = (ms: number) => `${(ms / 1000).toFixed(1)} seconds`;

/** What is known of a source without asking it. */
export function viewOf({ address, addedBy, state }: KnownSource): SourceView {
  const { kind, title, trouble, moving, tookMs = 0, readAt, note } = state;
  const base = { address, shown: shownAddress(address), kind, addedBy, ...(title === undefined ? {} : { title }) };
  const next = {
    nextAt: trouble?.kind === "gone" ? null : state.nextAt,
    ...(readAt === undefined ? {} : { readAt }),
    ...(trouble ? { since: trouble.since } : {}),
  };
  const say = (health: Health, words: string): SourceView => ({
    ...base,
    ...next,
    health,
    words: note === undefined ? words : `${words} ${note}`,
  });
  if (trouble) return say(trouble.kind, `${trouble.words} So since ${trouble.since.slice(0, 16).replace("T", " ")} UTC.`);
  if (readAt === undefined) return say("new", "Not read yet.");
  if (moving) return say("moved", movedWords(moving.to));
  if (tookMs > SLOW) return say("slow", `Read, but it took ${seconds(tookMs)} to answer.`);
  return say("fine", "Read without trouble.");
}

/** What a source said when it was asked just now. */
export function checkedView(source: KnownSource, probed: Probed): SourceView {
  const known = viewOf(source);
  const say = (health: Health, words: string): SourceView => ({ ...known, health, words });
  if (probed.is === "trouble") return { ...say(probed.kind, probed.words), nextAt: probed.kind === "gone" ? null : source.state.nextAt };
  const titled = { ...known, ...(probed.title === undefined ? {} : { title: probed.title }) };
  if (probed.movedTo !== undefined) return { ...titled, health: "moved", words: movedWords(probed.movedTo) };
  const what = probed.is === "feed" ? `A feed with ${probed.items} ${probed.items === 1 ? "item" : "items"}` : "A page with an article";
  const newest = probed.is === "feed" && probed.newest !== undefined ? `, the newest of ${probed.newest.slice(0, 10)}` : "";
  const slow = probed.tookMs > SLOW;
  return {
    ...titled,
    health: slow ? "slow" : "fine",
    words: `${what}${newest}${slow ? `; it took ${seconds(probed.tookMs)} to answer` : ""}.`,
  };
}

const movedWords = (to: string) =>
  `Read, but it says that it moved for good to ${shownAddress(to)}. If it stays so for three days, it is read there.`;
