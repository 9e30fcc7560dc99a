import type { Probed, SourceProbe } from "../../ports/sources.ts";
import { type LookParts, lookAt, movedTo, resolve } from "./look.ts";

/** Looks at an address as it would be read, and stores nothing. */
export function webProbe(parts: LookParts): SourceProbe {
  return {
    async probe(address, as, signal): Promise<Probed> {
      const looked = await lookAt(address, parts, signal ? { signal } : {});
      if ("failure" in looked) return { is: "trouble", kind: looked.failure.kind, words: looked.failure.words };
      if ("unchanged" in looked)
        return { is: "trouble", kind: "no-feed", words: "The site answers that nothing changed, to a first request." };
      const found = await resolve(looked, parts, as, signal);
      if ("failure" in found) return { is: "trouble", kind: found.failure.kind, words: found.failure.words };
      const { answer, look } = found;
      const to = movedTo(looked.answer);
      // A feed that a page names is where it is; what is asked for by its own address keeps that until it has moved for long enough.
      const url = found.answer === looked.answer ? address : answer.url;
      const base = { url, tookMs: answer.tookMs, ...(to === undefined || to === address ? {} : { movedTo: to }) };
      if (look.is === "feed") {
        const { title, items } = look.feed;
        const newest = items
          .flatMap(({ published }) => published ?? [])
          .sort()
          .at(-1);
        return {
          is: "feed",
          ...base,
          ...(title === undefined ? {} : { title }),
          items: items.length,
          ...(newest === undefined ? {} : { newest }),
        };
      }
      if (look.is === "other") return { is: "trouble", kind: "no-feed", words: look.words };
      const { title } = look.draft;
      return { is: "page", ...base, ...(title === undefined ? {} : { title }), feeds: look.feeds.map((feed) => feed.url) };
    },
  };
}
