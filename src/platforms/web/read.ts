import type { Context, Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import { PullquoteError } from "../../errors.ts";
import type { Span } from "../../news/article.ts";
import type { QuoteKind, SpeakerKind } from "../../news/quote.ts";
import type { StoryId } from "../../news/story.ts";
import { normaliseText } from "../../news/text/clean.ts";
import type { Archive } from "../../ports.ts";
import { analyse, type Given, isMarkup, type ReadGiven } from "./analysis.ts";
import { caseFile, type Expectation } from "./case-file.ts";
import { html } from "./markup.ts";
import { analysisPage, KINDS, readForm } from "./read-page.ts";
import type { Show, Status } from "./serve.ts";

type ReadParts = { readonly readGiven: ReadGiven; readonly archive: Archive; readonly show: Show };

/** More than the longest page that is parsed; the form around it takes some. */
const LONGEST_BODY = 6_000_000;

/** The page on which an article is pasted and taken apart. */
export function readRoutes(app: Hono, { readGiven, archive, show }: ReadParts): void {
  const form = (c: Context, more: Parameters<typeof readForm>[0] = {}, status: Status = 200) =>
    show(c, { title: "Paste an article", place: "read", body: readForm(more), sheets: ["read.css"] }, status);

  app.get("/read", async (c) => {
    const id = c.req.query("story");
    if (id === undefined) return form(c);
    const story = await archive.story(id as StoryId);
    if (story === null) return c.notFound();
    const wanted = c.req.query("article");
    const article = story.articles.find((one) => one.id === wanted) ?? story.articles[0];
    return show(c, { title: article.title, place: "read", body: analysisPage(analyse(article)), sheets: ["read.css"] });
  });

  app.use(
    "/read/*",
    bodyLimit({
      maxSize: LONGEST_BODY,
      onError: (c) => form(c, { problem: "That is more than 6 MB, which no article is. Paste the text of the article alone." }, 413),
    }),
  );

  app.post("/read", async (c) => {
    const fields = await c.req.parseBody();
    const text = textOf(fields.text);
    const address = textOf(fields.address).trim();
    if (text.trim() === "" && address === "")
      return form(c, { problem: "There is nothing to read. Paste a text, or give an address." }, 400);
    const given: Given = text.trim() === "" ? { address } : isMarkup(text) ? { html: text } : { text };
    try {
      const read = await readGiven(given);
      // A single paragraph passes for a headline that nothing follows; whoever pastes it means it as the text.
      const draft = read.text.trim() === "" && "text" in given ? { text: normaliseText(given.text).trim() } : read;
      if (draft.text.trim() === "")
        return form(c, { problem: "No article was found in it. Paste the text alone.", address, ...shortly(text) }, 422);
      return show(c, { title: draft.title ?? "An article", place: "read", body: analysisPage(analyse(draft)), sheets: ["read.css"] });
    } catch (error) {
      if (!(error instanceof PullquoteError) || !["bad-input", "source"].includes(error.code)) throw error;
      return form(c, { problem: error.message, address, ...shortly(text) }, 422);
    }
  });

  app.post("/read/case", async (c) => {
    const fields = await c.req.parseBody();
    const text = textOf(fields.text).replace(/\r\n/g, "\n");
    const expected = quotesOf(textOf(fields.quotes)).flatMap((quote, n): Expectation[] => {
      const kind = textOf(fields[`kind${n}`]) || quote.kind;
      if (kind !== "not" && !(kind in KINDS)) return [];
      const name = textOf(fields[`name${n}`]).trim();
      return [
        {
          kind: kind as QuoteKind | "not",
          parts: quote.parts.map(({ start, end }) => text.slice(start, end)),
          by: name === "" ? null : { name, kind: (textOf(fields[`who${n}`]) || "person") as SpeakerKind },
        },
      ];
    });
    if (text.trim() === "")
      return show(c, { title: "Nothing to make a case of", place: "read", body: html`<h1>Nothing to make a case of</h1>` }, 400);
    c.header("content-disposition", 'attachment; filename="reported-on-the-page.txt"');
    return c.body(caseFile(textOf(fields.reason), text, expected), 200, { "content-type": "text/plain; charset=utf-8" });
  });
}

const textOf = (value: unknown): string => (typeof value === "string" ? value : "");
/** A text is not sent back where it would make the page heavy. */
const shortly = (text: string): { text?: string } => (text.length < 50_000 ? { text } : {});

/** What the page itself put into the form; anything else is nothing. */
function quotesOf(json: string): { kind: QuoteKind; parts: Span[] }[] {
  try {
    const read: unknown = JSON.parse(json);
    return Array.isArray(read) ? read.filter((quote) => Array.isArray(quote?.parts)) : [];
  } catch {
    return [];
  }
}
