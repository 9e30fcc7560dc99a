import { execFileSync } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import iconv from "iconv-lite";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { PullquoteError } from "../../../src/errors.ts";
import { seedsSource } from "../../../src/sources/seeds/read.ts";

const article = (n: number | string) =>
  `Story ${n} about the bridge\n\nThe mayor said on day ${n} that the old bridge would be closed for most of the coming year.\n\nTraffic takes the ring road until then.`;

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "seeds-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function put(path: string, content: string | Buffer): string {
  const file = join(folder, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, content);
  return file;
}
const read = async () => {
  const { drafts, skipped } = await seedsSource({ folder }).read();
  return { titles: drafts.map((draft) => draft.title), drafts, skipped: Object.fromEntries(skipped.map(({ item, why }) => [item, why])) };
};
const failure = async (path: string) => {
  const error = await seedsSource({ folder: path })
    .read()
    .then(
      () => undefined,
      (e: unknown) => e,
    );
  expect(error).toBeInstanceOf(PullquoteError);
  expect((error as PullquoteError).code).toBe("source");
  return (error as PullquoteError).message;
};

describe("seedsSource", () => {
  it("reads the repository's own seeds", async () => {
    const source = seedsSource({ folder: join(import.meta.dirname, "../../../seeds") });
    const { drafts, skipped } = await source.read();
    expect(skipped).toEqual([]);
    expect(drafts).toHaveLength(1);
    expect(drafts[0]).toMatchObject({ origin: source.name, title: "Report: Karzai And Taliban Looking For Peace Deal", outlet: "NPR" });
  });

  it("reads text, Markdown and pages from all folders below, in the order of their paths, and no hidden files", async () => {
    put("b.txt", article(2));
    put("a/z.md", `# Story 1 about the bridge\n\n${article(1).split("\n\n").slice(1).join("\n\n")}`);
    put("c.HTML", `<title>Story 3 about the bridge</title><article><p>${article(3).split("\n\n").slice(1).join("</p><p>")}</p></article>`);
    put(".hidden.txt", article(4));
    put(".git/d.txt", article(5));
    const { titles, skipped } = await read();
    expect(titles).toEqual(["Story 1 about the bridge", "Story 2 about the bridge", "Story 3 about the bridge"]);
    expect(skipped).toEqual({});
  });

  it("says what to do where there is no folder, nothing in it, or a file in its place", async () => {
    expect(await failure(join(folder, "none"))).toMatch(/is not there\. Make it, or name another folder in SOURCES\.$/);
    expect(await failure(folder)).toMatch(/is empty\. Put \.txt, \.md or \.html files there/);
    expect(await failure(put("a.txt", article(1)))).toMatch(/is a file\. Name the folder it is in/);
  });

  it("skips and names what is no article, and reads the rest", async () => {
    put("good.txt", article(1));
    put("empty.txt", "");
    put("blank.txt", " \n\u00A0\n");
    put("picture.txt", Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 13, 1, 2, 3, 0, 0]));
    put("page.pdf", "%PDF-1.7");
    const { titles, skipped } = await read();
    expect(titles).toEqual(["Story 1 about the bridge"]);
    expect(skipped).toEqual({
      "empty.txt": expect.stringMatching(/^is empty\. Put an article into it/),
      "blank.txt": expect.stringMatching(/^holds no article/),
      "picture.txt": expect.stringMatching(/^is not text\. Save the article as text/),
      "page.pdf": expect.stringMatching(/^is no \.txt, \.md or \.html file/),
    });
  });

  it("skips a file of 50 MB without reading it", async () => {
    put("good.txt", article(1));
    truncateSync(put("big.txt", ""), 50_000_000);
    const before = process.memoryUsage().arrayBuffers;
    const { titles, skipped } = await read();
    expect(titles).toHaveLength(1);
    expect(skipped["big.txt"]).toMatch(/^has 50\.0 MB, and the limit is 5\.0 MB/);
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(10_000_000);
  });

  it("reads a title-less text, Arabic, and text in an old charset", async () => {
    put("1.txt", article(1).split("\n\n").slice(1).join("\n\n"));
    put("2.txt", "خبر عن الجسر\n\nقال رئيس البلدية يوم الاثنين إن الجسر القديم سيغلق معظم العام المقبل.");
    put(
      "3.txt",
      iconv.encode(
        "La fermeture du pont\n\n« Nous l’avons appris par le journal », a déclaré la boulangère, très étonnée.",
        "windows-1252",
      ),
    );
    const { drafts } = await read();
    expect(drafts.map((draft) => draft.title)).toEqual([undefined, "خبر عن الجسر", "La fermeture du pont"]);
    expect(drafts[2]?.text).toContain("« Nous l’avons appris");
  });

  it("reads a page in the charset it declares", async () => {
    const html = `<meta charset="windows-1251"><title>Мост закрыт на год</title><article><p>Мэр заявил в понедельник, что старый мост закроют почти на весь год, и движение пойдет в обход.</p></article>`;
    put("a.html", iconv.encode(html, "windows-1251"));
    expect((await read()).titles).toEqual(["Мост закрыт на год"]);
  });

  it("takes the same article once", async () => {
    put("a.txt", article(1));
    put("b/copy.txt", `${article(1)}\n`);
    const { titles, skipped } = await read();
    expect(titles).toHaveLength(1);
    expect(skipped["b/copy.txt"]).toBe("is the same article as a.txt. Remove one of them.");
  });

  it("follows links within the folder, once, and not out of it; a loop ends", async () => {
    const outside = mkdtempSync(join(tmpdir(), "outside-"));
    try {
      writeFileSync(join(outside, "secret.txt"), article("secret"));
      put(".data/real.txt", article(1));
      symlinkSync(join(folder, ".data/real.txt"), join(folder, "a.txt"));
      symlinkSync(join(outside, "secret.txt"), join(folder, "b.txt"));
      symlinkSync(folder, join(folder, "loop"));
      symlinkSync("self.txt", join(folder, "self.txt"));
      symlinkSync("gone", join(folder, "broken.txt"));
      const { titles, skipped } = await read();
      expect(titles).toEqual(["Story 1 about the bridge"]);
      expect(skipped).toEqual({
        "b.txt": expect.stringMatching(/^is a link out of the folder/),
        "self.txt": expect.stringMatching(/^is a link that leads back to itself/),
        "broken.txt": expect.stringMatching(/^is a link to something that is not there/),
      });
    } finally {
      rmSync(outside, { recursive: true, force: true });
    }
  });

  it("does not wait on a pipe", async () => {
    put("a.txt", article(1));
    execFileSync("mkfifo", [join(folder, "pipe.txt")]);
    const { titles, skipped } = await read();
    expect(titles).toHaveLength(1);
    expect(skipped["pipe.txt"]).toMatch(/^is no file/);
  });

  it("names files and folders it may not read", async () => {
    put("a.txt", article(1));
    chmodSync(put("b.txt", article(2)), 0);
    put("c/d.txt", article(3));
    chmodSync(join(folder, "c"), 0);
    chmodSync(folder, 0o755);
    // Root may read everything: then the test reads as nobody.
    const root = process.geteuid?.() === 0;
    if (root) process.seteuid?.(65534);
    try {
      const { titles, skipped } = await read();
      expect(titles).toEqual(["Story 1 about the bridge"]);
      expect(skipped).toEqual({
        "b.txt": expect.stringMatching(/^may not be read\. Give the user/),
        c: expect.stringMatching(/^may not be read/),
      });
    } finally {
      if (root) process.seteuid?.(0);
      chmodSync(join(folder, "c"), 0o755);
    }
  });

  it("names a page over the limits and reads the rest", async () => {
    put("a.txt", article(1));
    put("b.html", "<div>".repeat(200_000));
    const { titles, skipped } = await read();
    expect(titles).toHaveLength(1);
    expect(skipped["b.html"]).toMatch(/nested more than 20000 deep.*Leave the page out/);
  });

  it("leaves out dates to come, and stops when it is told to", async () => {
    put("a.txt", `Title: Story\nDate: 2026-11-30\n\n${article(1)}`);
    const source = seedsSource({ folder, now: () => new Date("2026-11-24T00:00:00Z") });
    expect((await source.read()).drafts[0]?.published).toBeUndefined();
    await expect(source.read(AbortSignal.abort())).rejects.toThrow(/abort/i);
  });
});
