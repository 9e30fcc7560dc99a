import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Instant } from "../../src/news/article.ts";
import { keyOf } from "../../src/news/people/name-form.ts";
import { spelledLike } from "../../src/news/people/typing-errors.ts";
import { type PeopleIndex, peopleIndex } from "../../src/news/people.ts";
import type { ArchivedName } from "../../src/news/person.ts";
import { foldName } from "../../src/news/text/fold.ts";

const GIVEN = [
  "John",
  "Jane",
  "J.",
  "Jack",
  "John A.",
  "John B.",
  "J. A.",
  "Alex",
  "Alexander",
  "Alexandra",
  "William",
  "Bill",
  "W.",
  "Jean-Claude",
  "Jean",
];
const SURNAMES = ["Smith", "Smith Jr.", "van der Smith", "bin Smith", "Jones", "Smith-Jones"];

const givenNames = fc.oneof(fc.constantFrom(...GIVEN), fc.constant(""));
const anyName = fc.oneof(
  { weight: 4, arbitrary: fc.tuple(givenNames, fc.constantFrom(...SURNAMES)).map(([given, surname]) => `${given} ${surname}`.trim()) },
  { weight: 1, arbitrary: fc.string({ unit: "binary", maxLength: 30 }) },
);
const archived: fc.Arbitrary<ArchivedName> = fc.record({
  name: anyName,
  aliases: fc.array(fc.oneof(anyName, fc.constantFrom("Mr. Smith", "Smith", "President Jones")), { maxLength: 3 }),
  role: fc.constantFrom("president", "senator"),
  articles: fc.nat(5),
  quotes: fc.nat(5),
  latest: fc.constantFrom("2026-11-01T00:00:00.000Z" as Instant, "2026-11-02T00:00:00.000Z" as Instant),
});
const some = (fewest = 0) => fc.uniqueArray(archived, { minLength: fewest, maxLength: 25, selector: (a) => foldName(a.name) });

/** Optimal string alignment, by its definition. */
function alignment(a: string, b: string): number {
  if (a === "" || b === "") return a.length + b.length;
  const [x, y] = [a.slice(0, -1), b.slice(0, -1)];
  const swapped = a.length > 1 && b.length > 1 && a.at(-1) === b.at(-2) && a.at(-2) === b.at(-1);
  return Math.min(
    alignment(x, b) + 1,
    alignment(a, y) + 1,
    alignment(x, y) + (a.at(-1) === b.at(-1) ? 0 : 1),
    swapped ? alignment(a.slice(0, -2), b.slice(0, -2)) + 1 : Number.POSITIVE_INFINITY,
  );
}

function personsOf(index: PeopleIndex, names: readonly ArchivedName[]): unknown[] {
  const persons = new Map(names.flatMap(({ name }) => index.person(name) ?? []).map((person) => [person.id, person]));
  return [...persons.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
}

describe("the people index, whatever the names", () => {
  it("gives the same persons in whatever order the names come in, at once or one by one", () => {
    fc.assert(
      fc.property(
        some().chain((names) => fc.tuple(fc.constant(names), fc.shuffledSubarray(names, { minLength: names.length }))),
        ([names, shuffled]) => {
          const once = peopleIndex(names);
          const slowly = peopleIndex();
          for (const name of shuffled) slowly.add([name]);
          expect(personsOf(slowly, names)).toEqual(personsOf(once, names));
          expect(slowly.size()).toBe(once.size());
        },
      ),
      { numRuns: 200 },
    );
  });

  it("gives every name to exactly one person, and loses no quote", () => {
    fc.assert(
      fc.property(some(), (given) => {
        const names = given.filter((name) => name.name.trim() !== "");
        const index = peopleIndex(names);
        const persons = personsOf(index, names) as { names: string[]; quotes: number }[];
        // Not all that can be found is listed.
        expect(index.size()).toBeLessThanOrEqual(persons.length);
        expect(persons.flatMap((person) => person.names).sort()).toEqual(names.map((name) => name.name).sort());
        expect(persons.reduce((sum, person) => sum + person.quotes, 0)).toBe(names.reduce((sum, name) => sum + name.quotes, 0));
      }),
      { numRuns: 150 },
    );
  });

  it("never makes one person of names whose given names contradict", () => {
    const apart = [
      ["John", "Jane"],
      ["John", "Bill"],
      ["John A.", "John B."],
      ["John B.", "J. A."],
      ["Alexander", "Alexandra"],
      ["William", "Jack"],
      ["Jean-Claude", "Jean"],
      ["W.", "J."],
    ].flatMap(([a, b]) => SURNAMES.map((surname) => [`${a} ${surname}`, `${b} ${surname}`] as const));
    fc.assert(
      fc.property(some(5), (names) => {
        // Aliases are evidence of their own; here only the names speak.
        const index = peopleIndex(
          // "Jr." is left out by some papers; where an article has father and son, they stay two.
          names.map((name) => ({ ...name, aliases: [], ...(/Jr\.$/.test(name.name) ? { apart: true as const } : {}) })),
        );
        for (const { name } of names) {
          const together = index.person(name)?.names ?? [];
          for (const [a, b] of apart) expect(together.includes(a) && together.includes(b)).toBe(false);
          expect(
            new Set(together.filter((n) => GIVEN.some((given) => n.startsWith(`${given} `))).map((n) => /Jr\.$/.test(n))).size,
          ).toBeLessThan(2);
        }
      }),
      { numRuns: 150 },
    );
  });

  it("finds every person by the name it shows, and answers anything typed", () => {
    fc.assert(
      fc.property(some(1), fc.oneof(fc.string({ unit: "binary" }), anyName), fc.integer(), (names, typed, limit) => {
        const index = peopleIndex(names);
        for (const name of names) {
          // Of punctuation alone nothing can be searched.
          if (!/[\p{L}\p{N}]/u.test(foldName(name.name)) || foldName(name.name).split(" ").length > 12) continue;
          const found = index.find(name.name);
          const ids =
            found.kind === "one"
              ? [found.person, ...(found.also ?? [])].map(({ id }) => id)
              : found.kind === "none"
                ? []
                : found.persons.map((person) => person.id);
          expect(ids).toContain(index.person(name.name)?.id);
        }
        expect(index.find(typed).kind).toMatch(/^(one|several|near|none)$/);
        expect(index.complete(typed, limit).length).toBeLessThanOrEqual(Math.max(0, Math.min(100, limit)));
      }),
      { numRuns: 150 },
    );
  });

  it("folds plain names the short way to the same", () => {
    const word = fc.oneof(
      fc.constantFrom("Mr.", "al-Sisi", "J.", "O'Brien"),
      fc.string({ unit: fc.constantFrom(..."abYZ.- "), maxLength: 8 }),
    );
    fc.assert(
      fc.property(fc.array(word, { maxLength: 4 }), (words) => {
        const name = words.join(" ");
        expect(keyOf(name)).toBe(foldName(name));
      }),
    );
  });

  it("completes with the best of all that fit, however many fit and however often they are counted anew", () => {
    const syllables = ["ba", "be", "da", "do", "ka", "ki"];
    const surname = fc.tuple(...Array.from({ length: 4 }, () => fc.constantFrom(...syllables))).map((parts) => parts.join(""));
    const person = fc.record({
      given: fc.constantFrom("Ann", "Bob", "Cy"),
      surname,
      quotes: fc.oneof(fc.nat(3), fc.nat(500)),
      articles: fc.nat(2),
    });
    const typed = fc.oneof(
      fc.constantFrom("a", "b", "ba", "ann", "ann b", "bob ka", "d k"),
      surname.map((name) => name.slice(0, 5)),
    );
    fc.assert(
      fc.property(fc.array(fc.array(person, { maxLength: 300 }), { minLength: 1, maxLength: 3 }), fc.array(typed), (rounds, all) => {
        const index = peopleIndex();
        for (const round of rounds) {
          const latest = "2026-11-01T00:00:00.000Z" as Instant;
          index.add(round.map((one) => ({ ...one, name: `${one.given} ${one.surname}`, aliases: [], latest })));
          const everybody = index
            .ranked(0, 10_000)
            .toSorted((a, b) => b.quotes - a.quotes || b.articles - a.articles || (a.id < b.id ? -1 : 1))
            .map(({ id }) => id);
          for (const words of all) {
            const tokens = words.split(" ");
            const having = (fits: (word: string, token: string) => boolean) =>
              everybody.filter((id) => tokens.every((token) => id.split(" ").some((word) => fits(word, token))));
            const whole = having((word, token) => word === token).slice(0, 25);
            const begun = having((word, token) => word.startsWith(token)).slice(0, 25);
            const expected = [...new Set([...whole, ...begun])].slice(0, 25);
            // Where nobody fits, typing errors are forgiven.
            if (expected.length > 0) expect(index.complete(words, 25).map(({ id }) => id)).toEqual(expected);
          }
        }
      }),
      { numRuns: 100 },
    );
  });

  it("counts typing errors as the textbook does, whatever words stand beside", () => {
    const word = fc.string({ unit: fc.constantFrom(..."abc"), minLength: 1, maxLength: 7 });
    const like = (asked: string, words: readonly string[], most: number) => {
      const found = new Map<string, number>();
      spelledLike(asked, words, most, (other, errors) => found.set(other, errors));
      return found;
    };
    fc.assert(
      fc.property(word, fc.uniqueArray(word, { maxLength: 30 }), fc.nat(3), (asked, words, most) => {
        const counted = words.map((other) => [other, alignment(asked, other)] as const).filter(([, errors]) => errors <= most);
        expect(like(asked, words.sort(), most)).toEqual(new Map(counted));
      }),
      { numRuns: 500 },
    );
    expect(like("petreaus", ["petraeus"], 2).get("petraeus")).toBe(1);
    expect(like("a".repeat(40), ["a".repeat(39), "a".repeat(40), "a".repeat(41)], 2).size).toBe(2);
    expect(like("a".repeat(41), ["a".repeat(40)], 2).size).toBe(0);
  });

  it("stays quick where names or questions are made to slow it down", () => {
    const started = process.cpuUsage();
    const many = (name: (i: number) => string, n = 5000) =>
      Array.from({ length: n }, (_, i) => ({
        name: name(i),
        aliases: ["Smith"],
        articles: 1,
        quotes: 1,
        latest: "2026-11-01T00:00:00.000Z" as Instant,
      }));
    const letters = (i: number) => i.toString(26).replace(/[0-9]/g, (digit) => "qrstuvwxyz".charAt(Number(digit)));
    const index = peopleIndex(many((i) => `J. ${letters(i)} Smith`));
    index.add(many((i) => `John ${letters(i)} Smith`));
    index.add(many((i) => `${letters(i)} Smith`));
    index.add([
      ...many((i) => `${"-'“(".repeat(20_000)}${i}`, 3),
      ...many((i) => `${"a b. ".repeat(20_000)}${i}`, 3),
      ...many((i) => `${"x".repeat(100_000)}${i}`, 3),
    ]);
    for (const words of [
      "smith",
      "j smith",
      "john smith",
      "smiht",
      "a".repeat(100_000),
      "a ".repeat(50_000),
      "J.".repeat(50_000),
      "-'".repeat(50_000),
    ]) {
      index.find(words);
      index.complete(words, 25);
    }
    const { user, system } = process.cpuUsage(started);
    expect((user + system) / 1000).toBeLessThan(6000);
  });
});
