import { PullquoteError } from "../errors.ts";
import type { Given, ReadGiven } from "../platforms/web/analysis.ts";
import type { Clock } from "../ports.ts";
import { decodeText } from "../sources/charset.ts";
import { httpClient } from "../sources/http.ts";
import { openParser } from "../sources/parser.ts";
import { parseSeed } from "../sources/seeds/parse.ts";

/** Reads what somebody pastes into the page as a source would read it: pages in a thread of their own, addresses through the one safe fetch. */
export function openReader(clock: Clock): { readonly read: ReadGiven; close(): Promise<void> } {
  const parser = openParser();
  const http = httpClient({ clock, userAgent: "Pullquote (https://127.0.0.1; read on request)" });

  async function fetched(address: string) {
    const { url, status, headers, body } = await http.get(address, { accept: "text/html,application/xhtml+xml,text/plain;q=0.8" });
    const host = new URL(url).hostname;
    if (status < 200 || status > 299)
      throw new PullquoteError("source", `${host} answers with ${status}. Look at the address in a browser, or paste the text.`);
    const type = headers.get("content-type") ?? "";
    if (!/html|xml|text\/plain/i.test(type) && type !== "")
      throw new PullquoteError("source", `${host} sends ${type.slice(0, 60)}, which is no page. Paste the text of the article.`);
    const charset = /charset=["']?([\w-]+)/i.exec(type)?.[1];
    if (/^text\/plain/i.test(type)) return { ...parseSeed(decodeText(body, charset), { now: clock.now() }), url };
    return parser.page({ bytes: body, url, ...(charset ? { charset } : {}), now: clock.now() });
  }

  return {
    async read(given: Given) {
      if ("address" in given) return fetched(given.address);
      if ("html" in given) return parser.html(given.html, { now: clock.now() });
      return parseSeed(given.text, { now: clock.now() });
    },
    async close() {
      await Promise.allSettled([parser.close(), http.close()]);
    },
  };
}
