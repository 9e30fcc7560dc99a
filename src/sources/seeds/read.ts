import { createHash } from "node:crypto";
import { lstat, readdir, readFile, realpath, stat } from "node:fs/promises";
import { extname, join, relative, sep } from "node:path";
import { PullquoteError } from "../../errors.ts";
import type { Draft } from "../../news/article.ts";
import type { ReadDraft } from "../../ports/sources.ts";
import type { Skipped, Source } from "../../ports.ts";
import { decodeText, isBinary } from "../charset.ts";
import { declaredCharset } from "../page/charset.ts";
import { openParser, type Parser } from "../parser.ts";
import { parseSeed } from "./parse.ts";

export type SeedsOptions = {
  /** Read with everything below it; hidden files and folders are not. */
  readonly folder: string;
  /** Dates later than a day after this moment are left out. */
  readonly now?: () => Date;
};

type Found = { readonly file: string; readonly item: string };

const KINDS: Readonly<Record<string, "text" | "markdown" | "html">> = {
  ".txt": "text",
  ".text": "text",
  ".md": "markdown",
  ".markdown": "markdown",
  ".html": "html",
  ".htm": "html",
  ".xhtml": "html",
};

const LIMIT = 5_000_000;

const megabytes = (bytes: number) => `${(bytes / 1_000_000).toFixed(1)} MB`;

/** Why a file cannot be read, without the machine's path in it. */
function whyNot(error: unknown): string {
  if (error instanceof PullquoteError) return `cannot be read. ${error.message}`;
  const code = (error as NodeJS.ErrnoException).code;
  if (code === "EACCES" || code === "EPERM") return "may not be read. Give the user the bot runs as the right to read it.";
  if (code === "ELOOP") return "is a link that leads back to itself. Remove it.";
  if (code === "ENOENT") return "is a link to something that is not there, or was just removed. Remove the link or mend it.";
  return `cannot be read (${code ?? "unknown reason"}). Look at the file.`;
}

/** All files below the folder in the order of their paths, each real file once. */
async function walk(folder: string, skipped: Skipped[]): Promise<Found[]> {
  const root = await realpath(folder);
  const seen = new Set<string>([root]);
  const found: Found[] = [];
  const enter = async (path: string): Promise<void> => {
    const names = (await readdir(path)).filter((name) => !name.startsWith(".")).sort();
    for (const name of names) {
      const here = join(path, name);
      const item = relative(root, here).split(sep).join("/");
      try {
        const real = await realpath(here);
        const linked = (await lstat(here)).isSymbolicLink();
        if (linked && !real.startsWith(root + sep) && real !== root) {
          skipped.push({ item, why: "is a link out of the folder. Put the file itself here, or add its folder to SOURCES." });
          continue;
        }
        const what = await stat(real);
        if (!what.isDirectory() && !what.isFile()) skipped.push({ item, why: "is no file. Remove it." });
        else if (seen.has(real)) continue;
        else if (what.isDirectory()) {
          seen.add(real);
          await enter(here);
        } else {
          seen.add(real);
          found.push({ file: real, item });
        }
      } catch (error) {
        skipped.push({ item, why: whyNot(error) });
      }
    }
  };
  await enter(root);
  return found.sort((a, b) => (a.item < b.item ? -1 : 1));
}

/** Reads one file or says why not. */
async function readSeed({ file, item }: Found, parser: Parser, now: Date | undefined): Promise<Omit<Draft, "origin"> | string> {
  const kind = KINDS[extname(item).toLowerCase()];
  if (kind === undefined) return "is no .txt, .md or .html file. Rename it if it is an article, else remove it.";
  const { size } = await stat(file);
  if (size === 0) return "is empty. Put an article into it or remove it.";
  if (size > LIMIT) return `has ${megabytes(size)}, and the limit is ${megabytes(LIMIT)}. Split it or remove it.`;
  const bytes = await readFile(file);
  if (isBinary(bytes)) return "is not text. Save the article as text, or remove the file.";
  const dated = now === undefined ? {} : { now };
  const draft =
    kind === "html"
      ? await parser.html(decodeText(bytes, declaredCharset(bytes)), dated)
      : parseSeed(decodeText(bytes), { markdown: kind === "markdown", ...dated });
  return draft.text === "" ? "holds no article, only a head or blank lines. Put the text into it or remove it." : draft;
}

/** The articles in a folder: flattened pages and plain text (.txt), Markdown (.md) and pages (.html), in the order of their paths. */
export function seedsSource({ folder, now }: SeedsOptions): Source {
  return {
    name: folder,
    async read(signal) {
      const skipped: Skipped[] = [];
      const files = await walk(folder, skipped).catch((cause) => {
        throw new PullquoteError("source", `The folder ${folder} ${folderWhyNot(cause)}`, { cause });
      });
      if (files.length === 0 && skipped.length === 0) {
        throw new PullquoteError(
          "source",
          `The folder ${folder} is empty. Put .txt, .md or .html files there, or name another folder in SOURCES.`,
        );
      }
      const parser = openParser();
      try {
        const drafts: ReadDraft[] = [];
        const first = new Map<string, string>();
        for (const found of files) {
          signal?.throwIfAborted();
          const draft = await readSeed(found, parser, now?.()).catch(whyNot);
          const twin = typeof draft === "string" ? undefined : first.get(contentOf(draft));
          if (typeof draft === "string") skipped.push({ item: found.item, why: draft });
          else if (twin !== undefined) skipped.push({ item: found.item, why: `is the same article as ${twin}. Remove one of them.` });
          else {
            first.set(contentOf(draft), found.item);
            drafts.push({ origin: folder, ...draft, item: found.item });
          }
        }
        return { drafts, skipped };
      } finally {
        await parser.close();
      }
    },
  };
}

const contentOf = ({ title, text }: Omit<Draft, "origin">) =>
  createHash("sha256")
    .update(`${title ?? ""}\n${text}`)
    .digest("hex");

function folderWhyNot(error: unknown): string {
  const code = (error as NodeJS.ErrnoException).code;
  if (code === "ENOENT") return "is not there. Make it, or name another folder in SOURCES.";
  if (code === "ENOTDIR") return "is a file. Name the folder it is in in SOURCES.";
  return whyNot(error);
}
