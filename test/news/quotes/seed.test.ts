import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { extract } from "../../../src/news/quotes/extract.ts";

/** The body of the seed article: everything after its head lines (the page's title, the logo's caption, the title again). */
function body(): string {
  const folder = new URL("../../../seeds/", import.meta.url);
  const file = readdirSync(folder).find((name) => name.endsWith(".txt")) ?? "";
  const text = readFileSync(new URL(file, folder), "utf8");
  return text.slice(text.indexOf("The Washington Post has a piece"));
}

describe("the seed article", () => {
  const text = body();
  const { quotes, people } = extract(text);
  const words = (q: (typeof quotes)[number]) => q.parts.map((p) => text.slice(p.start, p.end));
  const starting = (start: string) => quotes.find((q) => words(q)[0]?.startsWith(start));

  test("one source close to the talks stays one source close to the talks", () => {
    const quote = starting("They are very, very");
    expect(quote && words(quote)).toEqual(["They are very, very serious about finding a way out,"]);
    expect(quote?.kind).toBe("direct");
    expect(quote?.speaker).toMatchObject({ name: "one source close to the talks", kind: "anonymous" });
  });

  test("the source's words inside the reporter's sentence are a partial quote", () => {
    const quote = starting("that they are going");
    expect(quote && words(quote)).toEqual(["that they are going to be sidelined,"]);
    expect(quote?.kind).toBe("partial");
    expect(quote?.speaker).toMatchObject({ name: "the source", kind: "anonymous" });
  });

  test("the next sentence is the same voice", () => {
    const quote = starting("They know that more radical");
    expect(quote?.kind).toBe("direct");
    expect(quote?.speaker?.name).toBe("the source");
    expect(quote && words(quote)[0]).toMatch(/not in a winning position\.$/u);
  });

  test("a set phrase in marks is nobody's quote", () => {
    expect(quotes.some((q) => words(q).some((w) => w.includes("interesting if true")))).toBe(false);
  });

  test("what General Petraeus said is reported, and his own words stand at the end", () => {
    const reported = starting("that some sort of peace");
    expect(reported && words(reported)).toEqual([
      "that some sort of peace and reconciliation deal is the only way to resolve the conflict in Afghanistan",
    ]);
    expect(reported?.kind).toBe("indirect");
    expect(reported?.speaker).toMatchObject({ name: "David Petraeus", kind: "person", role: "General" });
    const block = starting("As I said in Iraq");
    expect(block?.kind).toBe("block");
    expect(block?.speaker).toMatchObject({ name: "David Petraeus", kind: "person" });
    expect(block?.announcement && text.slice(block.announcement.start, block.announcement.end)).toBe(
      "Like in this interview with Morning Edition last month.",
    );
  });

  test("Karzai is named and never quoted", () => {
    expect(people.map((p) => p.name)).toContain("Karzai");
    expect(quotes.some((q) => q.speaker?.name.includes("Karzai"))).toBe(false);
  });
});
