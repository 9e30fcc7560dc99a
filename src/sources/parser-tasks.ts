import robotsModule from "robots-parser";
import { PullquoteError } from "../errors.ts";
import type { Draft } from "../news/article.ts";
import { decodeText, isBinary } from "./charset.ts";
import { discoverFeeds, type FoundFeed } from "./feed/discover.ts";
import type { Feed } from "./feed/feed.ts";
import { parseFeed } from "./feed/parse.ts";
import { type Import, readOpml } from "./opml.ts";
import { declaredCharset } from "./page/charset.ts";
import { type PageOptions, parsePage } from "./page/parse.ts";

export type Answered = {
  readonly bytes: Uint8Array;
  /** Where they came from. */
  readonly url: string;
  /** As the HTTP header names it. */
  readonly charset?: string;
  readonly now?: Date;
};

/** What an address answered with. */
export type Look =
  | { readonly is: "feed"; readonly feed: Feed }
  | {
      readonly is: "page";
      readonly draft: Omit<Draft, "origin">;
      readonly feeds: readonly FoundFeed[];
      readonly candidates: readonly string[];
      /** Why it is no feed and what to do. */
      readonly words: string;
    }
  | { readonly is: "other"; readonly words: string };

type Robots = { isAllowed(url: string, agent: string): boolean | undefined };
// Its types describe an ES module, and it is none.
const robotsParser = robotsModule as unknown as (url: string, text: string) => Robots;

const bufferOf = ({ buffer, byteOffset, byteLength }: Uint8Array) => Buffer.from(buffer, byteOffset, byteLength);
const textOf = (bytes: Buffer, charset: string | undefined) => decodeText(bytes, charset ?? declaredCharset(bytes));

/** What is done in the thread, one at a time; input and output are copied. Each throws `bad-input` over a limit. */
export const tasks = {
  html({ html, options }: { readonly html: string; readonly options: PageOptions }): Omit<Draft, "origin"> {
    return parsePage(html, options);
  },

  page({ bytes, url, charset, now }: Answered): Omit<Draft, "origin"> {
    const buffer = bufferOf(bytes);
    if (isBinary(buffer)) throw new PullquoteError("bad-input", "The page is no text. Leave it out.");
    return parsePage(textOf(buffer, charset), { url, ...(now ? { now } : {}) });
  },

  look({ bytes, url, charset, now }: Answered): Look {
    const buffer = bufferOf(bytes);
    const dated = now ? { now } : {};
    let words: string;
    try {
      return { is: "feed", feed: parseFeed(buffer, { address: url, ...(charset === undefined ? {} : { charset }), ...dated }) };
    } catch (error) {
      if (!(error instanceof PullquoteError) || error.code !== "bad-input") throw error;
      words = error.message;
    }
    if (isBinary(buffer)) return { is: "other", words };
    const html = textOf(buffer, charset);
    if (!/<(?:!doctype\s+html|html|head|body|title|p|div)\b/i.test(html.slice(0, 20_000))) return { is: "other", words };
    return { is: "page", draft: parsePage(html, { url, ...dated }), ...discoverFeeds(html, url), words };
  },

  opml({ text, known }: OpmlAsked): Import {
    return readOpml(text, known);
  },

  /** Of each address whether the robots.txt at `url` lets `agent` read it. */
  robots({ text, url, agent, addresses }: RobotsAsked): boolean[] {
    // By the standard a robots.txt need not be read beyond 500 kB.
    const robots = robotsParser(url, text.slice(0, 512_000));
    return addresses.map((address) => robots.isAllowed(address, agent) ?? true);
  },
};

export type OpmlAsked = { readonly text: string; readonly known: readonly string[] };
export type RobotsAsked = {
  readonly text: string;
  readonly url: string;
  readonly agent: string;
  readonly addresses: readonly string[];
};

export type Tasks = typeof tasks;
export type ToThread = { [K in keyof Tasks]: { readonly task: K; readonly input: Parameters<Tasks[K]>[0] } }[keyof Tasks];
export type FromThread =
  | { readonly output: unknown }
  /** What came in is over a limit or is not what it should be; in words for people. */
  | { readonly refused: string }
  /** A defect, here or in a library. */
  | { readonly failed: string };
