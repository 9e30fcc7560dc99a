import type { PageReader } from "../../ports/sources.ts";
import type { Clock } from "../../ports.ts";
import { charsetIn, type Http, type HttpAnswer } from "../http.ts";
import type { Parser } from "../parser.ts";
import type { Holds } from "./holds.ts";
import { holdUntil } from "./next-check.ts";
import type { Robots } from "./robots.ts";
import { failureIn, failureOf } from "./trouble.ts";

export const PAGE_ACCEPT = "text/html, application/xhtml+xml, text/plain;q=0.8, */*;q=0.1";

/** Reads articles' pages that nobody asked for by name: with the site's leave only. Never throws but for `signal`. */
export function pageReader(parts: { http: Http; parser: Parser; clock: Clock; holds: Holds; robots: Robots }): PageReader {
  const { http, parser, clock, holds, robots } = parts;
  return {
    async read(url, signal) {
      const now = clock.now();
      const host = URL.canParse(url) ? new URL(url).host : url.slice(0, 80);
      const held = holds.until(url, now);
      if (held) return { problem: `${host} asks to be left alone until ${held.slice(0, 16).replace("T", " ")} UTC.`, later: true };
      try {
        const refusal = await robots.refusal(url, signal);
        if (refusal) return { problem: refusal.says, later: refusal.later };
        const answer = await http.get(url, { accept: PAGE_ACCEPT, ...(signal ? { signal } : {}) });
        const failure = failureOf(answer, clock.now());
        if (failure?.retryAfter !== undefined) holds.hold(url, holdUntil(clock.now(), failure.retryAfter));
        if (failure) return { problem: failure.words, later: ["busy", "failing"].includes(failure.kind) };
        if (ledHome(url, answer))
          return { problem: `${host} leads from the article to its front page. The article is probably gone.`, later: false };
        const charset = charsetIn(answer.headers);
        const draft = await parser.page({
          bytes: answer.body,
          url: answer.url,
          now: clock.now(),
          ...(charset === undefined ? {} : { charset }),
        });
        return draft.text === "" ? { problem: `There is no article on the page at ${host}.`, later: false } : { draft };
      } catch (error) {
        signal?.throwIfAborted();
        const { kind, words } = failureIn(error);
        return { problem: words, later: kind === "unreachable" };
      }
    },
    holds: () => holds.all(clock.now()),
  };
}

/** A redirect from an article to a front page: what stands there are other articles. */
function ledHome(asked: string, { url, redirects }: HttpAnswer): boolean {
  const isHome = ({ pathname, search }: URL) => pathname === "/" && search === "";
  return redirects.length > 0 && isHome(new URL(url)) && !isHome(new URL(asked));
}
