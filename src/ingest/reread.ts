import type { RoundParts } from "../ingest.ts";
import { instant } from "../news/article.ts";
import { isAbout } from "../news/copies/about.ts";
import type { SeenItem } from "../ports/sources.ts";
import { nextReread, withPage } from "./full-text.ts";
import { revise } from "./take-in.ts";

/** Pages that are read again in one round. */
const A_ROUND = 60;
const AT_ONCE = 8;

/** Reads the pages again whose time has come: an article that was changed at its source, or of which only the teaser could be read. The count of those that changed. */
export async function reread(parts: RoundParts, signal?: AbortSignal): Promise<number> {
  const { pages, register, clock } = parts;
  if (pages === undefined) return 0;
  const due = [...(await register.toReread(instant(clock.now()), A_ROUND))];
  let changed = 0;
  const one = async ({ source, reread: page, ...item }: SeenItem & { readonly source: string }) => {
    const read = page && (await pages.read(page.url, signal));
    await parts.alone(async () => {
      const before = await parts.archive.article(item.article);
      const at = before === null ? undefined : nextReread(before.article.readAt, clock.now());
      let { article } = item;
      // A consent page or a bot check in its place takes nothing back.
      if (before && read && "draft" in read && isAbout(read.draft.text, { title: before.article.title, teaser: before.article.text })) {
        const { id: _, readAt: __, ...old } = before.article;
        const revised = await revise(parts, article, withPage({ ...old, text: "" }, read.draft));
        if (revised?.changed) changed += 1;
        // What is on the page now is another article: the feed will say so.
        if (revised && !revised.added) article = revised.article;
      }
      await register.see(source, [{ ...item, article, ...(page && at ? { reread: { ...page, at } } : {}) }]);
    });
  };
  const work = async () => {
    for (let item = due.shift(); item !== undefined && !signal?.aborted; item = due.shift()) await one(item);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return changed;
}
