import type { ArticleId, Draft, Instant } from "../news/article.ts";
import type { Skipped } from "../ports.ts";

/** `web`: an address that was not read yet; whether it is a feed, a site with a feed or a single page shows when it is. */
export type SourceKind = "folder" | "feed" | "page" | "web";

/**
 * - `unreachable`: no answer, or one that breaks off
 * - `failing`: the server says that it has a fault (5xx)
 * - `busy`: it asks to be left alone for a while (429, 503 with Retry-After)
 * - `blocked`: it does not let us in (401, 403, 451, a challenge page)
 * - `missing`: 404, which may pass
 * - `gone`: 410, which is for ever: it is not asked again
 * - `no-feed`: it answers with something else
 * - `refused`: an address that is not read, as of the private net
 */
export type TroubleKind = "unreachable" | "failing" | "busy" | "blocked" | "missing" | "gone" | "no-feed" | "refused";

export type Trouble = {
  readonly kind: TroubleKind;
  /** What happened and what to do, in words for people. */
  readonly words: string;
  readonly since: Instant;
  /** Checks in a row that ended so. */
  readonly times: number;
  /** The operator has been told. */
  readonly told?: true;
};

/** What is remembered of a source from one check to the next. */
export type SourceState = {
  readonly kind: SourceKind;
  /** Nothing is asked before. */
  readonly nextAt: Instant;
  readonly title?: string;
  /** Where it is read, where that is not its address: a site's feed, or where it moved to for good. */
  readonly url?: string;
  /** As the server sent them, byte for byte. */
  readonly etag?: string;
  readonly lastModified?: string;
  readonly checkedAt?: Instant;
  /** When it was last read well. Absent: never, so that what comes first is not news. */
  readonly readAt?: Instant;
  /** It was read well and has brought no item yet. */
  readonly empty?: true;
  readonly tookMs?: number;
  readonly trouble?: Trouble;
  /** It was in trouble, the operator was told, and is to be told that it is back. */
  readonly back?: Instant;
  /** A redirect that says it is for good, seen so often since. */
  readonly moving?: { readonly to: string; readonly polls: number; readonly since: Instant };
  /** Registrable domains that asked to be left alone, and until when. */
  readonly holds?: Readonly<Record<string, Instant>>;
  /** What is well and yet worth saying: articles of which only the teaser could be read, and why. */
  readonly note?: string;
};

export type Reading = {
  readonly drafts: readonly ReadDraft[];
  readonly skipped: readonly Skipped[];
  /** What to remember of the source once the drafts are stored. */
  readonly state?: SourceState;
  /** Why it could not be read at all, where that is remembered; else `read` throws. */
  readonly broken?: string;
};
export type ReadDraft = Draft & {
  /** What names it within its source, where neither an id nor an address does: the name of a file. */
  readonly item?: string;
  /** The text is less than the article, which is on the page at `url`. */
  readonly teaser?: true;
};

export type KnownSource = {
  /** A web address or the path of a folder, as the operator gave it: this names the source. */
  readonly address: string;
  /** Sources of the settings come and go with them. */
  readonly addedBy: "settings" | "command";
  readonly addedAt: Instant;
  readonly state: SourceState;
};

/** One item of a source as it was seen last. */
export type SeenItem = {
  /** A hash of what identifies it: the feed's id, else its address, a file's name. */
  readonly item: string;
  /** A hash of what the source says in it: another one means that it was changed. */
  readonly content: string;
  /** The article that holds it now; a changed item becomes another article. */
  readonly article: ArticleId;
  readonly seenAt: Instant;
  /** Its page and when to read it again. Absent: not at all. */
  readonly reread?: { readonly url: string; readonly at: Instant };
};

/** The sources and what was seen of them. */
export interface SourceRegister {
  /** In the order of their addresses. */
  all(): Promise<readonly KnownSource[]>;
  /** Those that are there already stay as they are. */
  add(sources: readonly KnownSource[]): Promise<void>;
  /** False: there is none. What was seen of it stays, so that it brings back nothing old when it is added again. */
  remove(address: string): Promise<boolean>;
  /** Writes a state; nothing where the source was removed meanwhile. */
  keep(address: string, state: SourceState): Promise<void>;
  /** What was seen of these items, by item. */
  seen(address: string, items: readonly string[]): Promise<ReadonlyMap<string, SeenItem>>;
  see(address: string, items: readonly SeenItem[]): Promise<void>;
  /** The items whose pages are to be read again by now, of all sources, the longest due first. */
  toReread(now: Instant, limit: number): Promise<readonly (SeenItem & { readonly source: string })[]>;
  /** Forgets items that no source has listed since. The count. */
  forgetSeen(before: Instant): Promise<number>;
}

/** What an address turned out to be when it was asked just now. */
export type Probed =
  | {
      readonly is: "feed";
      /** The feed's own address, which a site's page may have named. */
      readonly url: string;
      readonly title?: string;
      readonly items: number;
      readonly newest?: Instant;
      readonly tookMs: number;
      /** Where redirects that say they are for good led. */
      readonly movedTo?: string;
    }
  | {
      readonly is: "page";
      readonly url: string;
      readonly title?: string;
      readonly tookMs: number;
      readonly movedTo?: string;
      /** Feeds the page names. */
      readonly feeds: readonly string[];
    }
  | { readonly is: "trouble"; readonly kind: TroubleKind; readonly words: string };

/** Looks at an address without storing anything. `as`: what it is to be taken for where it could be both. Never throws but for `signal`. */
export interface SourceProbe {
  probe(address: string, as?: "feed" | "page", signal?: AbortSignal): Promise<Probed>;
}

/** A feed in a list of feeds. `folders` are the headings it stands under, the outermost first. */
export type OpmlEntry = { readonly address: string; readonly title?: string; readonly folders: readonly string[] };

/** Lists of feeds in the form that feed readers exchange. */
export interface OpmlFiles {
  /** Which feeds of a list are new, beside these addresses. Throws `bad-input` where it is no OPML. */
  read(text: string, known: readonly string[]): Promise<ImportPlan>;
  write(entries: readonly OpmlEntry[], title: string): string;
}

/** What importing a list would do. */
export type ImportPlan = {
  readonly fresh: readonly OpmlEntry[];
  /** Read already, perhaps under another spelling of the address. */
  readonly known: readonly OpmlEntry[];
  /** What is no feed's address, and why. */
  readonly skipped: readonly Skipped[];
};

export type PageRead =
  | { readonly draft: Omit<Draft, "origin"> }
  /** `later`: another time it may go well. */
  | { readonly problem: string; readonly later: boolean };

/** Reads the pages of articles that a feed only announces. */
export interface PageReader {
  /** With the site's leave only. Never throws but for `signal`. */
  read(url: string, signal?: AbortSignal): Promise<PageRead>;
  /** Registrable domains that ask to be left alone at this moment. */
  holds(): Readonly<Record<string, Instant>>;
}
