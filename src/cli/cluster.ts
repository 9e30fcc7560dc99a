import { PullquoteError } from "../errors.ts";
import type { Instant } from "../news/article.ts";
import { storyDesk, type Told } from "../news/cluster/desk.ts";
import { leadOf } from "../news/cluster.ts";
import { printOf } from "../news/copies/near-copy.ts";
import { parseDate } from "../sources/dates.ts";
import { answerLines, type Line, textOf } from "./json-lines.ts";

/**
 * `{id, title, text, published?}` → `{id, story}`, in the order given, by what the bot itself runs: each article is placed as it comes, and `story` is
 * the id of the first article of its story. With `together` all of them are placed at once, as the articles of one round of reading are.
 */
export async function clusterLines(file: string | undefined, { together = false }: { readonly together?: boolean }): Promise<void> {
  const desk = storyDesk();
  if (!together) {
    await answerLines(file, (line) => {
      const told = toldOf(line);
      return { id: line.value.id, story: given.get(desk.place([told])[0] ?? told.id) };
    });
    return;
  }
  const all: Told[] = [];
  const ids: unknown[] = [];
  await answerLines(
    file,
    (line) => {
      all.push(toldOf(line));
      ids.push(line.value.id);
      return undefined;
    },
    () => desk.place(all).map((story, n) => ({ id: ids[n], story: given.get(story) })),
  );
}

/** The ids as they were given, by the text they are known by here. */
const given = new Map<string, unknown>();

function toldOf(line: Line): Told {
  const { id, published = null } = line.value;
  if (typeof id !== "string" && typeof id !== "number")
    throw new PullquoteError("bad-input", `line ${line.number}: "id" is not a text or a number. Every line needs one of its own.`);
  if (given.has(String(id)))
    throw new PullquoteError("bad-input", `line ${line.number}: the id ${JSON.stringify(id)} came before. Give each article its own.`);
  const [title, text] = [textOf(line, "title"), textOf(line, "text")];
  const at = published === null ? null : typeof published === "string" ? parseDate(published) : undefined;
  if (at === undefined)
    throw new PullquoteError(
      "bad-input",
      `line ${line.number}: "published" is no date. Write it like "2026-11-03T08:00:00Z", or leave it out.`,
    );
  given.set(String(id), id);
  const print = printOf(text);
  return { id: String(id), title, lead: leadOf(text, title), published: at as Instant | null, ...(print ? { print } : {}) };
}
