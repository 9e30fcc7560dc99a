import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import type { RequestListener } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { runCommand } from "../../src/cli.ts";
import { type Place, page, rss, serve } from "../sources/web/site.ts";

let site: Place;
let answer: RequestListener;
const folder = mkdtempSync(join(tmpdir(), "pullquote-sources-"));
beforeAll(async () => {
  site = await serve("127.0.0.1", (request, response) => answer(request, response));
});
afterAll(() => {
  site.close();
  rmSync(folder, { recursive: true, force: true });
});
const at = (path: string) => `http://127.0.0.1:${site.port}${path}`;

/** Runs one command line as a user does, and gives what it printed. */
async function sources(...words: string[]): Promise<{ code: number; out: string; err: string }> {
  const printed = { out: "", err: "" };
  const keep = (where: "out" | "err") => (text: string | Uint8Array) => {
    printed[where] += String(text);
    return true;
  };
  const spies = [
    vi.spyOn(process.stdout, "write").mockImplementation(keep("out")),
    vi.spyOn(process.stderr, "write").mockImplementation(keep("err")),
  ];
  try {
    const env = {
      DATA_FOLDER: join(folder, "data"),
      PRIVATE_HOSTS: "127.0.0.1",
      SOURCES: "https://example.org/feed?key=hunter2",
      LOG_LEVEL: "error",
    };
    return { code: await runCommand(["sources", ...words], { env, ours: [] }), ...printed };
  } finally {
    for (const spy of spies) spy.mockRestore();
  }
}

describe("pullquote sources", () => {
  it("adds what is there, names what it found, and says of the rest why not", async () => {
    answer = ({ url }, response) => {
      if (url === "/")
        response.end(
          '<!doctype html><html><head><link rel="alternate" type="application/rss+xml" href="/feed"></head><body>Hi</body></html>',
        );
      else if (url === "/feed") response.end(rss([{ n: 1, at: "2026-11-24T10:00Z" }]));
      else if (url === "/story") response.end(page(1, undefined, '<meta name="author" content="Jane Oddie">'));
      else response.writeHead(404).end();
    };
    const { code, out, err } = await sources("add", at("/"), folder, "file:///etc/passwd", "http://127.0.0.2/", "nothing here");
    expect(code).toBe(1);
    expect(out).toContain(`Added: ${at("/")}. The feed 127.0.0.1:${site.port}/feed “The Echo” with 1 item.`);
    expect(out).toContain(`Added: ${folder}. A folder`);
    expect(err).toMatch(/file:\/\/\/etc\/passwd was not added\. file: is not read/);
    expect(err).toMatch(/127\.0\.0\.2 was not added\. .* no address of the public internet/);
    expect(err).toMatch(/"nothing here" is no web address and no folder/);
    expect((await sources("add", at("/feed"))).out).toMatch(/^Not added: .*among the sources already/);
    expect((await sources("add", at("/story"), "--as", "page")).out).toMatch(/A single page “Story 1 about the bridge”/);
    expect(await sources("add", at("/story"), "--as", "book")).toMatchObject({
      code: 2,
      err: expect.stringMatching(/--as book means nothing/),
    });
  });

  it("lists them with where they come from and when they are read", async () => {
    const { out, code } = await sources("list");
    expect(code).toBe(0);
    expect(out).toMatch(
      /https:\/\/example\.org\/feed\?key=hunter2\n {2}new: Not read yet\.\n {2}not read yet, from SOURCES; next read \d{4}-/,
    );
    expect(
      (await sources("list", "--json")).out
        .trim()
        .split("\n")
        .map((line) => JSON.parse(line).addedBy)
        .sort(),
    ).toEqual(["command", "command", "command", "settings"]);
  });

  it("says how each one is at this moment", async () => {
    answer = ({ url }, response) => (url === "/feed" ? response.end(rss([{ n: 1 }, { n: 2 }])) : response.writeHead(403).end());
    expect(await sources("check", at("/"))).toMatchObject({ code: 0, out: expect.stringMatching(/fine: A feed with 2 items/) });
    expect(await sources("check", at("/story"))).toMatchObject({
      code: 1,
      out: expect.stringMatching(/blocked: .* does not let us in \(403\)/),
    });
    expect(await sources("check", "example.com")).toMatchObject({ code: 2, err: expect.stringMatching(/There is no source example\.com/) });
  });

  it("removes what was added, and says what to do about the settings'", async () => {
    expect((await sources("remove", at("/story"))).out).toMatch(/^Removed: .*Its articles stay/);
    const { code, err } = await sources("remove", "https://example.org/feed?key=hunter2");
    expect(code).toBe(2);
    expect(err).toMatch(/example\.org\/feed\?… stands in the settings\. Take it out of SOURCES/);
  });

  it("shows what an import would do, does it, and exports what another reader can import", async () => {
    const file = join(folder, "feeds.opml");
    writeFileSync(
      file,
      `<opml version="2.0"><body><outline text="News"><outline text="New" type="rss" xmlUrl="https://new.example/feed"/><outline text="Old" xmlUrl="${at("/feed")}"/></outline><outline text="No address"/></body></opml>`,
    );
    const preview = await sources("import", file);
    expect(preview.out).toMatch(
      /would add {4}https:\/\/new\.example\/feed \(New\)\nread already .*\/feed\nleft out {5}No address: .*\n1 to add, 1 read already, 1 left out\. Nothing was changed/,
    );
    expect((await sources("list")).out).not.toContain("new.example");
    expect((await sources("import", file, "--yes")).out).toMatch(/^Added 1; 1 were read already, 1 left out/);
    const { out } = await sources("export");
    expect(out).toContain('xmlUrl="https://new.example/feed"');
    expect(out).toContain(`xmlUrl="${at("/feed")}"`);
    expect(await sources("import", join(folder, "none.opml"))).toMatchObject({
      code: 2,
      err: expect.stringMatching(/cannot be read \(ENOENT\)/),
    });
    writeFileSync(file, "hello");
    expect(await sources("import", file)).toMatchObject({ code: 2, err: expect.stringMatching(/no OPML/) });
  });
});
