import type { FeedFormat } from "./feed.ts";
import type { Said } from "./text.ts";

/** More is a list of everything a publisher ever wrote; the first ones are the newest. */
export const MOST_ITEMS = 20_000;

/** One of several addresses, as it is written, and what it is read against. */
export type RawLink = { readonly href: string; readonly base: string | undefined };

/** An item as its format has it, in the order of preference where a format has several of something. */
export type RawItem = {
  readonly id?: string;
  /** The id is the address of the article too. */
  readonly idIsAddress?: boolean;
  readonly links: readonly RawLink[];
  readonly titles: readonly Said[];
  /** Elements that are for the whole article, and those for a presentation of it. */
  readonly contents: readonly Said[];
  readonly summaries: readonly Said[];
  readonly outlets: readonly Said[];
  readonly authors: readonly Said[];
  readonly published: readonly string[];
  readonly updated: readonly string[];
  /** The document ended inside it. */
  readonly cut: boolean;
};

export type RawFeed = {
  readonly format: FeedFormat;
  readonly titles: readonly Said[];
  readonly sites: readonly RawLink[];
  readonly movedTo?: RawLink;
  /** Authors of all items that name none. */
  readonly authors: readonly Said[];
  readonly copyright?: string;
  readonly everyMinutes?: number;
  readonly skipHours?: readonly number[];
  readonly skipDays?: readonly string[];
  readonly items: readonly RawItem[];
  /** How many items there are behind those. */
  readonly left: number;
};
