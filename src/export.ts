import { newest } from "./news/digest.ts";
import type { Person } from "./news/people.ts";
import { type QuoteRecord, quoteRecord } from "./news/quote-record.ts";
import type { Archive, Directory } from "./ports.ts";

/** Which quotes: of one person (an id or a name), of articles with these words, or all. */
export type ExportWanted = { readonly person?: string; readonly about?: string };

/** Read at once: an archive is not held in memory. */
const AT_ONCE = 100;

/** The archive's quotes, the newest first. Null: there is no such person, or it may be several. */
export async function exportQuotes(
  { archive, directory }: { readonly archive: Archive; readonly directory: Directory },
  { person, about }: ExportWanted,
): Promise<AsyncIterable<QuoteRecord> | null> {
  if (person === undefined) return ofStories(archive, directory, about);
  const found = (await directory.person(person)) ?? (await directory.called(person));
  return found && ofPerson(archive, found, about);
}

async function* ofStories(archive: Archive, directory: Directory, about: string | undefined): AsyncGenerator<QuoteRecord> {
  const words = about === undefined ? {} : { words: about };
  for (let beyond = {}; ; ) {
    const stories = await archive.stories({ limit: AT_ONCE, ...words, ...beyond });
    for (const story of stories) {
      const articles = new Map(story.articles.map((article) => [article.id, article]));
      for (const quote of story.quotes) {
        const article = articles.get(quote.articleId);
        const { speaker } = quote;
        const person = speaker?.kind === "person" ? await directory.person(speaker.name) : null;
        if (article) yield quoteRecord(quote, article, story.id, person?.id ?? null);
      }
    }
    const last = stories.at(-1);
    if (last === undefined || stories.length < AT_ONCE) return;
    beyond = { beyond: { at: newest(last), id: last.id } };
  }
}

async function* ofPerson(archive: Archive, { id, names }: Person, about: string | undefined): AsyncGenerator<QuoteRecord> {
  for (const reported of [false, true])
    for (let offset = 0; ; offset += AT_ONCE) {
      const page = await archive.quotes({ names, reported, offset, limit: AT_ONCE, ...(about === undefined ? {} : { about }) });
      for (const { quote, article, story } of page) yield quoteRecord(quote, article, story, id);
      if (page.length < AT_ONCE) break;
    }
}
