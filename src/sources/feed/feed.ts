import type { Draft } from "../../news/article.ts";
import type { Skipped } from "../../ports.ts";

export type FeedFormat = "rss" | "rdf" | "atom" | "json";

/** An item of a feed. `text` may be empty: many feeds only have titles. */
export type FeedItem = Omit<Draft, "origin"> & {
  /** The text is not, or most likely not, the whole article: that is on the page at `url`. */
  readonly teaser: boolean;
};

export type Feed = {
  readonly format: FeedFormat;
  /** Absent where the feed does not name itself. */
  readonly title?: string;
  /** The address of the site that it is the feed of. */
  readonly site?: string;
  /** The publisher says that the feed is to be read here from now on. */
  readonly movedTo?: string;
  /** How long the publisher asks to wait between two readings, in minutes. */
  readonly everyMinutes?: number;
  /** Hours of the day (0 to 23, UTC) and days ("monday") on which it has nothing new and is not to be read. */
  readonly skipHours?: readonly number[];
  readonly skipDays?: readonly string[];
  /** In the order of the feed, each once. */
  readonly items: readonly FeedItem[];
  readonly skipped: readonly Skipped[];
  /** The document ended too early; what stood before that is in `items`. */
  readonly cut: boolean;
};

export type FeedOptions = {
  /** Where the feed came from: relative addresses are read against it. */
  readonly address?: string;
  /** A date later than a day after this moment is a mistake and is left out. */
  readonly now?: Date;
  /** The charset that the HTTP header names, for bytes that are not UTF-8. */
  readonly charset?: string;
};
