import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import type { Card, QuoteItem, StoryItem } from "../src/news/card.ts";
import { run, start } from "./fake/process.ts";

/** The program as a newcomer runs it: a folder with the seeds, no account, no network. */
function home(): string {
  const folder = mkdtempSync(join(tmpdir(), "pullquote-"));
  cpSync(join(import.meta.dirname, "..", "seeds"), join(folder, "seeds"), { recursive: true });
  return folder;
}

const cwd = home();
const ask = async (...words: string[]): Promise<Card> => {
  const { code, out, err } = await run([...words, "--json"], { cwd });
  if (code !== 0) throw new Error(err);
  return JSON.parse(out) as Card;
};
const said = (quote: QuoteItem | undefined) =>
  `${quote?.parts.join(" […] ")} — ${[quote?.speaker?.role, quote?.speaker?.name].filter(Boolean).join(" ")}`;
const story = (card: Card) => card.items.find((item): item is StoryItem => item.kind === "story");

describe("the seed article", () => {
  it("becomes a digest card in the terminal, and the program ends with --once", async () => {
    const { code, out, err } = await run(["--once"], { cwd });
    expect(code).toBe(0);
    // Standard error is for the log alone, one JSON line an event.
    for (const line of err.split("\n").filter(Boolean)) expect(JSON.parse(line)).toHaveProperty("msg");
    expect(out).toContain("Report: Karzai And Taliban Looking For Peace Deal\nNPR · undated");
    expect(out).toMatch(/“They are very, very serious about finding a way out,”\n\s+— one source close to the talks/);
    expect(out).toMatch(/\[1\] Whole story: \d more quotes/);
    expect(out.split("\n").length).toBeLessThan(24);
    expect(out).not.toContain("NPR logo");
    expect(out).not.toContain("“interesting if true”");
  });

  it("has its title, outlet, summary, key quotes and people on the card", async () => {
    const { out } = await run(["digest", "--json"], { cwd, env: { DIGEST_LENGTH: "full" } });
    const card = JSON.parse(out) as Card;
    expect(card.note).toMatch(/^1 story · \d quotes · \d speakers · 1 outlet$/);
    const seed = story(card);
    expect(seed?.source).toEqual({ title: "Report: Karzai And Taliban Looking For Peace Deal", outlet: "NPR" });
    expect(seed?.summary.join(" ")).toContain("the Karzai government and the Taliban are in preliminary, but serious, talks");
    expect(seed?.summary.join(" ")).not.toContain("industrial strength insurgency");
    expect(seed?.quotes.map(said)).toContain("They are very, very serious about finding a way out, — one source close to the talks");
    expect(seed?.quotes.find((q) => q.how === "block")?.speaker).toMatchObject({ name: "David Petraeus", kind: "person", role: "General" });
    expect(seed?.people).toEqual(expect.arrayContaining(["David Petraeus", "Karzai"]));
  });

  it("/news karzai: mentioned and never quoted, the story, and who is quoted in it", async () => {
    const card = await ask("news", "karzai");
    expect(card.title).toBe("Karzai");
    expect(card.note).toMatch(/^Searched 1 article collected since /);
    expect(card.items[0]).toMatchObject({
      kind: "absence",
      why: "mentioned",
      text: expect.stringMatching(/^Karzai is mentioned in 1 article, but not quoted\. Quoted there: .*David Petraeus/),
    });
    expect(story(card)?.source.title).toBe("Report: Karzai And Taliban Looking For Peace Deal");
  });

  it("/news petraeus: his words, and what he is reported to have said, told apart", async () => {
    const card = await ask("news", "petraeus");
    expect(card.title).toBe("David Petraeus");
    const quotes = card.items.filter((item): item is QuoteItem => item.kind === "quote");
    expect(quotes.map((q) => q.how)).toEqual(["block", "indirect"]);
    expect(quotes[0]?.parts[0]).toMatch(
      /^As I said in Iraq, when I was the commander there, you dont end[\s\S]*but it is not sufficient\.$/,
    );
    expect(quotes[0]?.before).toBe("Like in this interview with Morning Edition last month.");
    expect(quotes[1]?.parts[0]).toContain(
      "some sort of peace and reconciliation deal is the only way to resolve the conflict in Afghanistan",
    );
    expect(quotes.every((q) => q.speaker?.name === "David Petraeus")).toBe(true);
    expect(card.actions.map((a) => a.question.kind)).toContain("context");
  });

  it.each(["General Petraeus", "PETRAEUS", "david petraeus", "petr"])("/news %s finds him too", async (words) => {
    expect((await ask("news", words)).title).toBe("David Petraeus");
  });

  it("/news petreaus: was Petraeus meant?", async () => {
    const card = await ask("news", "petreaus");
    expect(card.items).toMatchObject([
      { kind: "absence", why: "unknown" },
      { kind: "choice", options: [{ label: "David Petraeus" }] },
    ]);
  });

  it("/news nobody: says what was searched", async () => {
    const card = await ask("news", "nobody");
    expect(card.note).toMatch(/^Searched 1 article collected since \d+ \w+ \d{4}\.$/);
    expect(card.items).toMatchObject([{ kind: "absence", why: "unknown", text: "No person or story matching “nobody” found." }]);
  });

  it("/news peace talks: the stories on a topic", async () => {
    expect(story(await ask("news", "peace", "talks"))?.source.title).toBe("Report: Karzai And Taliban Looking For Peace Deal");
  });

  it("is read once: a second start changes nothing", async () => {
    expect((await ask("news", "zzz")).note).toMatch(/^Searched 1 article collected/);
  });
});

describe("the bot without a terminal", () => {
  const folder = home();

  it("prints the digest, keeps running, is healthy, and ends cleanly on SIGTERM", async () => {
    const bot = start([], { cwd: folder });
    await bot.until(/Whole story/);
    let health = await run(["health"], { cwd: folder });
    for (let i = 0; i < 20 && health.code !== 0; i++) health = await run(["health"], { cwd: folder });
    expect(health).toMatchObject({ code: 0, out: "running\n" });

    const second = await run([], { cwd: folder });
    expect(second.code).toBe(1);
    expect(second.err).toMatch(/^pullquote: .*\n$/);
    expect((await run(["news", "petraeus"], { cwd: folder })).out).toContain("As I said in Iraq");

    bot.child.kill("SIGTERM");
    expect(await bot.ended()).toMatchObject({ code: 0 });
  });

  it("is not healthy where it does not run", async () => {
    expect(await run(["health"], { cwd: home() })).toMatchObject({ code: 1, out: expect.stringMatching(/^not running/) });
  });
});

describe("bad input", () => {
  let empty: string;
  beforeAll(() => {
    empty = mkdtempSync(join(tmpdir(), "pullquote-"));
  });

  it("a folder without seeds: the article that came with the program is read; an empty one or a wrong name says what to do", async () => {
    expect(await run(["--once"], { cwd: empty })).toMatchObject({ code: 0, out: expect.stringContaining("Karzai And Taliban") });
    expect(await run(["--once"], { cwd: home(), env: { SOURCES: "nowhere" } })).toMatchObject({
      err: expect.stringMatching(/nowhere/),
    });
    rmSync(join(empty, "data"), { recursive: true });
    mkdirSync(join(empty, "seeds"));
    expect(await run(["--once"], { cwd: empty })).toMatchObject({
      err: expect.stringMatching(/seeds/),
      out: expect.stringContaining("Nothing has been read yet"),
    });
  });

  it("seeds that are empty, binary, huge, in Arabic or without a title: the good ones are read, the others named", async () => {
    const cwd = home();
    writeFileSync(join(cwd, "seeds", "empty.txt"), "");
    writeFileSync(join(cwd, "seeds", "binary.txt"), Buffer.from([0x7f, 0x45, 0x4c, 0x46, 0, 0, 1, 2, 0xff, 0xfe, 0, 0]));
    writeFileSync(join(cwd, "seeds", "huge.txt"), "All work and no play. ".repeat(2_400_000));
    writeFileSync(
      join(cwd, "seeds", "arabic.txt"),
      "محادثات السلام في كابول\n\nقال الوزير أحمد خالد: «نحن مستعدون للسلام ولن نتراجع عن هذا القرار». وأضاف أن المحادثات ستستمر.\n",
    );
    writeFileSync(
      join(cwd, "seeds", "untitled.txt"),
      'the council met on Monday, and nothing was decided. "We will meet again next week," said Ada Moreno, the mayor.\n',
    );
    const { code, out, err } = await run(["--once"], { cwd });
    expect(code).toBe(0);
    expect(out).toContain("4 stories".replace("4", "3"));
    expect(out).toContain("محادثات السلام في كابول");
    expect(out).toContain("Ada Moreno");
    for (const name of ["empty.txt", "binary.txt", "huge.txt"]) expect(err).toContain(name);
  });

  it("settings that are wrong: all named at once, nothing started, no secret shown", async () => {
    writeFileSync(join(empty, ".env"), "DIGEST_CORN=0 8 * * *\nDIGEST_TIMEZONE=Berlin\nSLACK_BOT_TOKEN=xoxb-very-secret-9\n");
    const { code, out, err } = await run([], { cwd: empty });
    expect([code, out]).toEqual([2, ""]);
    expect(err).toContain("DIGEST_CORN is not a setting; did you mean DIGEST_CRON?");
    expect(err).toContain('DIGEST_TIMEZONE is "Berlin"');
    expect(err).toContain("SLACK_BOT_TOKEN is set alone");
    expect(err).not.toContain("very-secret");
    expect(err).not.toMatch(/ at .*\.ts:\d+/);
  });

  it("a data folder that cannot be made: one sentence, no stack", async () => {
    const cwd = home();
    writeFileSync(join(cwd, "data"), "a file where the folder should be");
    const { code, out, err } = await run(["--once"], { cwd });
    expect([code, out]).toEqual([1, ""]);
    expect(err).toMatch(/^pullquote: [^\n]+\n$/);
    expect(err).toContain("data");
  });
});
