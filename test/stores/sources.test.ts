import { expect, it } from "vitest";
import type { ArticleId } from "../../src/news/article.ts";
import type { KnownSource, SeenItem, SourceState } from "../../src/ports/sources.ts";
import { onEachStore } from "./on-each.ts";
import { at } from "./stories.ts";

const state: SourceState = {
  kind: "feed",
  nextAt: at("2026-11-24T13:00Z"),
  title: "The Echo\u{1F600}",
  url: "https://echo.example/feed.xml",
  etag: 'W/"a \\ b"',
  lastModified: "Tue, 3 Nov 2026 8:00:00 gmt",
  checkedAt: at("2026-11-24T12:00Z"),
  tookMs: 120,
  trouble: { kind: "busy", words: "It asks for a pause.", since: at("2026-11-24T11:00Z"), times: 2, told: true },
  moving: { to: "https://echo.example/new", polls: 2, since: at("2026-11-22T12:00Z") },
  holds: { "echo.example": at("2026-11-24T14:00Z") },
};
const source = (address: string, more: Partial<KnownSource> = {}): KnownSource => ({
  address,
  addedBy: "command",
  addedAt: at("2026-11-24T12:00Z"),
  state,
  ...more,
});
const item = (name: string, more: Partial<SeenItem> = {}): SeenItem => ({
  item: name,
  content: "c1",
  article: "a1" as ArticleId,
  seenAt: at("2026-11-24T12:00Z"),
  ...more,
});

onEachStore("the register of sources", (on) => {
  it("gives back what it was given, in the order of the addresses, over a restart", async () => {
    const sources = [source("https://b.example/"), source("https://a.example/", { addedBy: "settings" }), source("seeds")];
    await on.store.sources.add(sources);
    if (on.engine.shared) {
      await on.reopen();
    }
    expect(await on.store.sources.all()).toEqual([sources[1], sources[0], sources[2]]);
  });

  it("adds what is not there, and leaves what is", async () => {
    await on.store.sources.add([source("a")]);
    await on.store.sources.add([source("a", { addedBy: "settings", state: { kind: "web", nextAt: at("2020-01-01") } }), source("b")]);
    await on.store.sources.add([]);
    expect(await on.store.sources.all()).toEqual([source("a"), source("b")]);
  });

  it("keeps a state, and writes none for a source that was removed", async () => {
    await on.store.sources.add([source("a")]);
    const next: SourceState = { kind: "page", nextAt: at("2026-11-25T00:00Z") };
    await on.store.sources.keep("a", next);
    await on.store.sources.keep("b", next);
    expect(await on.store.sources.all()).toEqual([source("a", { state: next })]);
    expect(await on.store.sources.remove("a")).toBe(true);
    expect(await on.store.sources.remove("a")).toBe(false);
    await on.store.sources.keep("a", next);
    expect(await on.store.sources.all()).toEqual([]);
  });

  it("remembers items by source, the last sight of each, more than fit one statement", async () => {
    const many = Array.from({ length: 700 }, (_, i) => item(`i${i}`));
    await on.store.sources.see("a", many);
    await on.store.sources.see("b", [item("i1", { content: "other" })]);
    const again = item("i1", { content: "c2", article: "a2" as ArticleId, seenAt: at("2026-11-25T12:00Z") });
    await on.store.sources.see("a", [item("i1", { content: "lost" }), again]);
    const seen = await on.store.sources.seen("a", ["none", ...many.map((each) => each.item)]);
    expect(seen.size).toBe(700);
    expect(seen.get("i1")).toEqual(again);
    expect(seen.get("i699")).toEqual(item("i699"));
    expect(await on.store.sources.seen("a", [])).toEqual(new Map());
  });

  it("names what is to be read again by now, the longest due first", async () => {
    const due = (name: string, time: string) => item(name, { reread: { url: `https://a.example/${name}`, at: at(time) } });
    const items = [due("late", "2026-11-24T12:00Z"), due("early", "2026-11-24T11:00Z"), due("later", "2026-11-25T12:00Z"), item("never")];
    await on.store.sources.see("a", items);
    await on.store.sources.see("b", [due("early", "2026-11-24T11:30Z")]);
    const named = async (limit: number) =>
      (await on.store.sources.toReread(at("2026-11-24T12:00Z"), limit)).map(({ source, item }) => `${source} ${item}`);
    expect(await named(10)).toEqual(["a early", "b early", "a late"]);
    expect(await named(1)).toEqual(["a early"]);
    expect((await on.store.sources.toReread(at("2026-11-24T12:00Z"), 1))[0]).toEqual({ ...items[1], source: "a" });
  });

  it("forgets what nobody has listed since, and what a removed source brought stays known until then", async () => {
    await on.store.sources.add([source("a")]);
    await on.store.sources.see("a", [item("old", { seenAt: at("2026-08-01") }), item("new")]);
    await on.store.sources.remove("a");
    expect((await on.store.sources.seen("a", ["old", "new"])).size).toBe(2);
    expect(await on.store.sources.forgetSeen(at("2026-08-26"))).toBe(1);
    expect([...(await on.store.sources.seen("a", ["old", "new"])).keys()]).toEqual(["new"]);
  });
});
