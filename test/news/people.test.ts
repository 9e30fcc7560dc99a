import { describe, expect, it } from "vitest";
import type { Instant } from "../../src/news/article.ts";
import { type Found, type Person, peopleIndex } from "../../src/news/people.ts";
import type { ArchivedName } from "../../src/news/person.ts";

type More = Partial<Omit<ArchivedName, "name">>;
const named = (name: string, more: More = {}): ArchivedName => ({
  name,
  aliases: [],
  articles: 1,
  quotes: 1,
  latest: "2026-11-01T00:00:00.000Z" as Instant,
  ...more,
});
const indexOf = (...names: (string | ArchivedName)[]) => peopleIndex(names.map((name) => (typeof name === "string" ? named(name) : name)));
const namesOf = (found: Found): string[] =>
  found.kind === "one" ? [found.person.name] : found.kind === "none" ? [] : found.persons.map((p) => p.name);
/** "one: Hamid Karzai" */
const told = (found: Found) => [found.kind, ...namesOf(found)].join(": ");
const persons = (...names: (string | ArchivedName)[]) => {
  const index = indexOf(...names);
  const found = new Map<string, Person>();
  for (const name of names) {
    const person = index.person(typeof name === "string" ? name : name.name);
    if (person) found.set(person.id, person);
  }
  expect(found.size).toBe(index.size());
  return [...found.values()].map((person) => [...person.names].sort().join(" = ")).sort();
};

describe("who is one person", () => {
  it.each([
    ["a middle initial", ["David Petraeus", "David H. Petraeus"]],
    ["a middle name for its initial", ["David H. Petraeus", "David Howell Petraeus"]],
    ["a short form of the given name", ["Dave Petraeus", "David Petraeus"]],
    ["a surname with one bearer", ["Hamid Karzai", "Karzai"]],
    ["capitals", ["HAMID KARZAI", "Hamid Karzai"]],
    ["an initial with one bearer it fits", ["J. Smith", "John Smith"]],
    ["initials with and without periods", ["J.D. Vance", "JD Vance", "J. D. Vance"]],
    ["a first name cut to an initial", ["Edgar Hoover", "J. Edgar Hoover"]],
    ["a surname that stands first", ["Xi", "Xi Jinping"]],
    ["hyphens in a Korean name", ["Kim Jong Un", "Kim Jong-un", "Kim Jong-Un"]],
    ["a Korean surname alone", ["Park", "Park Geun-hye"]],
    ["a surname with particles", ["Ursula von der Leyen", "von der Leyen"]],
    ["the Arabic article", ["Abdel Fattah al-Sisi", "Abdel Fattah el-Sisi", "Sisi"]],
    ["a patronymic with its particle", ["Osama bin Laden", "bin Laden"]],
    ["diacritics", ["Jose Munoz", "José Muñoz"]],
    ["apostrophes", ["Conan O'Brien", "Conan O’Brien", "O'Brien"]],
    ["a title left in the name", ["GEN. DAVID PETRAEUS", "David Petraeus"]],
  ])("%s", (_, names) => {
    const index = indexOf(...names);
    expect(index.size()).toBe(1);
    for (const name of names) expect(index.person(name)?.names).toEqual(expect.arrayContaining(names));
  });

  it.each([
    ["two people with one surname", ["Bernie Sanders", "Sarah Sanders"]],
    ["a surname with two bearers", ["Bernie Sanders", "Sarah Sanders", "Sanders"]],
    ["initials that contradict", ["George W. Bush", "George H.W. Bush"]],
    ["a name that fits two", ["George Bush", "George W. Bush", "George H.W. Bush"]],
    ["an initial that fits two", ["J. Smith", "John Smith", "Jane Smith"]],
    ["initials that fit a name but not each other", ["J. A. Smith", "J. B. Smith", "John Smith"]],
    ["a short form that fits two", ["Alex Salmond", "Alexander Salmond", "Alexandra Salmond"]],
    ["father and son", ["Robert Kennedy", "Robert Kennedy Jr.", "Robert Kennedy III"]],
    ["brothers of one Korean family", ["Kim Jong Un", "Kim Jong Il", "Kim Jong Nam"]],
    ["a patronymic of two persons", ["Mohammed bin Salman", "Salman"]],
    ["surnames with and without particles", ["Peter Dyk", "Peter van Dyk"]],
    ["a patronymic and a surname", ["Mohammed bin Salman", "Mohammed Salman"]],
    ["a son with his father's name and a second surname", ["Nicolás Maduro", "Nicolás Maduro Guerra"]],
    ["a given name and a surname", ["David Petraeus", "David"]],
    ["hyphened and plain surnames", ["Rebecca Long", "Rebecca Long-Bailey"]],
    ["given names in another order", ["Mary Ann Evans", "Ann Mary Evans"]],
  ])("not: %s", (_, names) => {
    expect(persons(...names)).toEqual([...names].sort());
  });

  it("goes by what articles call somebody alone", () => {
    expect(persons(named("Abiy Ahmed", { aliases: ["Mr. Abiy"] }), "Abiy")).toEqual(["Abiy = Abiy Ahmed"]);
    expect(persons(named("Elizabeth Windsor", { aliases: ["Elizabeth", "Queen Elizabeth"] }), "Elizabeth")).toHaveLength(2);
    expect(persons(named("Andrés Manuel López Obrador", { aliases: ["López Obrador", "AMLO"] }), "AMLO", "López Obrador")).toHaveLength(1);
    expect(persons(named("Claudia Sheinbaum Pardo", { aliases: ["Claudia Sheinbaum"] }), "Claudia Sheinbaum", "Sheinbaum")).toHaveLength(1);
    expect(persons(named("Aung San Suu Kyi", { aliases: ["Suu Kyi", "Ms. Suu Kyi"] }), "Suu Kyi")).toHaveLength(1);
  });

  it("parts a surname from its bearer when a second bearer comes in", () => {
    const index = indexOf("Hamid Karzai", "Karzai");
    expect(index.person("karzai")?.name).toBe("Hamid Karzai");
    index.add([named("Ahmed Wali Karzai")]);
    expect(index.person("karzai")).toMatchObject({ name: "Karzai (first name not given)", names: ["Karzai"] });
    expect(index.person("hamid karzai")?.names).toEqual(["Hamid Karzai"]);
  });

  it("takes a name again with new counts", () => {
    const index = indexOf(named("David Petraeus", { quotes: 2, articles: 1 }), named("Petraeus", { quotes: 1, articles: 1 }));
    expect(index.person("petraeus")).toMatchObject({ quotes: 3, articles: 2 });
    index.add([named("Petraeus", { quotes: 5, articles: 4, latest: "2026-12-01T00:00:00.000Z" as Instant, role: "General" })]);
    expect(index.person("david petraeus")).toMatchObject({ quotes: 7, articles: 5, latest: "2026-12-01T00:00:00.000Z", role: "General" });
    index.add([named("Petraeus", { quotes: 6, articles: 4, aliases: ["Gen. Petraeus"] })]);
    expect(index.person("david petraeus")).toMatchObject({ quotes: 8, aliases: ["Gen. Petraeus", "Petraeus"] });
    expect(index.size()).toBe(1);
  });

  it("keeps every spelling, to ask the archive with", () => {
    const index = indexOf("José Muñoz", "Jose Munoz");
    expect(index.person("jose munoz")?.names).toEqual(["Jose Munoz", "José Muñoz"]);
  });
});

describe("find", () => {
  const index = indexOf(
    named("Hamid Karzai", { aliases: ["Karzai", "President Karzai"], role: "President", quotes: 9 }),
    named("David H. Petraeus", { aliases: ["Petraeus", "Gen. Petraeus"], role: "General", quotes: 7 }),
    named("Bernie Sanders", { aliases: ["Sanders", "Sen. Sanders"], role: "Sen.", quotes: 8 }),
    named("Sarah Sanders", { aliases: ["Sanders", "Ms. Sanders"], role: "press secretary", quotes: 3 }),
    "Sanders",
    named("Xi Jinping", { aliases: ["Xi", "Mr. Xi"], quotes: 4 }),
    "Park Geun-hye",
    "Ursula von der Leyen",
    "Conan O’Brien",
    "Major Garrett",
    "Martin Luther King Jr.",
    "Alexandria Ocasio-Cortez",
    named("Benjamin Netanyahu", { aliases: ["Bibi", "Netanyahu"] }),
    "Abdel Fattah al-Sisi",
    "Recep Tayyip Erdoğan",
    "Владимир Путин",
    "محمد بن سلمان",
    "習近平",
    "문재인",
    "Pelé",
    "George Bush",
    "George W. Bush",
    "George H.W. Bush",
    'Earvin "Magic" Johnson',
    "Dwayne (The Rock) Robinson",
  );
  it.each([
    ["karzai", "one: Hamid Karzai"],
    ["Hamid Karzai", "one: Hamid Karzai"],
    ["KARZAI", "one: Hamid Karzai"],
    ["hamid", "one: Hamid Karzai"],
    ["Karzai, Hamid", "one: Hamid Karzai"],
    ["Karzai's", "one: Hamid Karzai"],
    ["president karzai", "one: Hamid Karzai"],
    ["the Afghan president Karzai", "one: Hamid Karzai"],
    ["gen. petraeus", "one: David H. Petraeus"],
    ["General David Petraeus", "one: David H. Petraeus"],
    ["Dave Petraeus", "one: David H. Petraeus"],
    ["David Howell Petraeus", "one: David H. Petraeus"],
    ["john petraeus", "none"],
    ["sanders", "one: Bernie Sanders"],
    ["Mr. Sanders", "one: Bernie Sanders"],
    ["senator sanders", "one: Bernie Sanders"],
    ["press secretary sanders", "one: Sarah Sanders"],
    ["sarah sanders", "one: Sarah Sanders"],
    ["bernie", "one: Bernie Sanders"],
    ["xi", "one: Xi Jinping"],
    ["jinping", "one: Xi Jinping"],
    ["President Xi Jinping", "one: Xi Jinping"],
    ["park", "one: Park Geun-hye"],
    ["geun-hye", "one: Park Geun-hye"],
    ["geunhye", "one: Park Geun-hye"],
    ["von der leyen", "one: Ursula von der Leyen"],
    ["leyen", "one: Ursula von der Leyen"],
    ["o'brien", "one: Conan O’Brien"],
    ["obrien", "one: Conan O’Brien"],
    ["o brien", "one: Conan O’Brien"],
    ["brien", "one: Conan O’Brien"],
    ["major garrett", "one: Major Garrett"],
    ["king", "one: Martin Luther King Jr."],
    ["martin luther king", "one: Martin Luther King Jr."],
    ["cortez", "one: Alexandria Ocasio-Cortez"],
    ["ocasio-cortez", "one: Alexandria Ocasio-Cortez"],
    ["bibi", "one: Benjamin Netanyahu"],
    ["sisi", "one: Abdel Fattah al-Sisi"],
    ["el-sisi", "one: Abdel Fattah al-Sisi"],
    ["erdogan", "one: Recep Tayyip Erdoğan"],
    ["ERDOĞAN", "one: Recep Tayyip Erdoğan"],
    ["путин", "one: Владимир Путин"],
    ["سلمان", "one: محمد بن سلمان"],
    ["習近平", "one: 習近平"],
    ["近平", "one: 習近平"],
    ["문재인", "one: 문재인"],
    ["재인", "one: 문재인"],
    ["pele", "one: Pelé"],
    ["george w. bush", "one: George W. Bush"],
    ["george bush", "several: George Bush: George H.W. Bush: George W. Bush"],
    ["magic johnson", 'one: Earvin "Magic" Johnson'],
    ["the rock", "one: Dwayne (The Rock) Robinson"],
    ["petr", "one: David H. Petraeus"],
    ["dav petr", "one: David H. Petraeus"],
    ["pe", "none"],
    ["petreaus", "near: David H. Petraeus"],
    ["pertaeus", "near: David H. Petraeus"],
    ["karzay", "near: Hamid Karzai"],
    ["hamid karzay", "near: Hamid Karzai"],
    ["general petreaus", "near: David H. Petraeus"],
    ["netanyaho", "near: Benjamin Netanyahu"],
    ["путни", "near: Владимир Путин"],
    ["peace talks", "none"],
    ["", "none"],
    ["?!", "none"],
  ])("%s → %s", (words, expected) => {
    expect(told(index.find(words))).toBe(expected);
  });

  it("says where the words only begin a name", () => {
    expect(index.find("petr")).toMatchObject({ kind: "one", begun: true });
    expect(index.find("petraeus")).not.toHaveProperty("begun");
  });

  it("answers a bare surname with its bearers, and given names behind them", () => {
    const some = indexOf(named("Jordan Peterson", { quotes: 50 }), named("Michael Jordan", { quotes: 1 }));
    const found = some.find("jordan");
    expect(told(found)).toBe("one: Michael Jordan");
    expect(told(some.find("peterson"))).toBe("one: Jordan Peterson");
  });

  it("answers with who clearly leads among those of a name, and offers the others; where nobody leads it asks", () => {
    const of = (...quotes: readonly number[]) =>
      indexOf(...["Ann", "Bob", "Cy"].map((given, i) => named(`${given} Lake`, { quotes: quotes[i] ?? 0, articles: 1 })));
    expect(of(70, 20, 10).find("lake")).toMatchObject({
      kind: "one",
      person: { name: "Ann Lake" },
      also: [{ name: "Bob Lake" }, { name: "Cy Lake" }],
    });
    expect(told(of(69, 21, 10).find("lake"))).toBe("several: Ann Lake: Bob Lake: Cy Lake");
    // Somebody who is only mentioned never makes it ask.
    expect(of(9, 0, 0).find("lake")).toMatchObject({ kind: "one", person: { name: "Ann Lake" } });
    // With hardly a quote between them, being named counts too.
    expect(told(of(1, 0, 0).find("lake"))).toBe("one: Ann Lake");
    expect(told(of(0, 0, 0).find("lake"))).toBe("several: Ann Lake: Bob Lake: Cy Lake");
  });

  it("takes a surname that stands alone for the one who leads by far, and for nobody where little is known of them", () => {
    const lakes = (own: number, alone: number) =>
      indexOf(named("Ann Lake", { quotes: own }), named("Bob Lake", { quotes: 1 }), named("Lake", { quotes: alone }));
    expect(lakes(30, 90).person("ann lake")?.quotes).toBe(120);
    expect(lakes(4, 40).person("ann lake")?.quotes).toBe(4);
    expect(lakes(4, 40).find("lake")).toMatchObject({ also: [{ name: "Bob Lake" }, { name: "Lake (first name not given)" }] });
  });

  it("never takes a courtesy title for a sign of who is meant", () => {
    const smiths = indexOf(named("John Smith", { aliases: ["Mr. Smith"] }), named("Peter Smith", { aliases: ["Smith"] }));
    expect(smiths.find("Mr. Smith").kind).toBe("several");
  });

  it("prefers the exact to the begun to the near", () => {
    expect(told(indexOf("Ann Clint", "Bob Clinton").find("clint"))).toBe("one: Ann Clint");
    expect(told(indexOf("Ann Clinch", "Bob Clinton").find("clint"))).toBe("one: Bob Clinton");
    expect(told(indexOf("Ann Marsen", "Bob Marser", named("Cy Marsem", { quotes: 9 })).find("marsey"))).toBe(
      "near: Cy Marsem: Ann Marsen: Bob Marser",
    );
  });

  it("finds a person by an id of before", () => {
    const some = indexOf("Petraeus");
    const before = some.find("petraeus");
    some.add([named("David Petraeus", { articles: 5 })]);
    expect(before.kind === "one" && some.person(before.person.id)?.id).toBe("david petraeus");
    expect(some.person("nobody")).toBeNull();
    expect(some.person("")).toBeNull();
  });
});

describe("complete", () => {
  const index = indexOf(
    named("Hamid Karzai", { quotes: 3 }),
    named("Kim Jong Un", { quotes: 2 }),
    named("Kim Kardashian", { quotes: 5 }),
    named("Kimberly Guilfoyle", { quotes: 50 }),
    named("Sarah Sanders", { quotes: 1 }),
    named("Bernie Sanders", { quotes: 4 }),
    named("Sanders", { quotes: 40 }),
  );
  const complete = (words: string, limit = 25) => index.complete(words, limit).map((person) => person.name);
  it("offers whole words first, then what begins so, the most quoted first", () => {
    expect(complete("kim")).toEqual(["Kim Kardashian", "Kim Jong Un", "Kimberly Guilfoyle"]);
    expect(complete("kim j")).toEqual(["Kim Jong Un"]);
    expect(complete("h")).toEqual(["Hamid Karzai"]);
    expect(complete("president karz")).toEqual(["Hamid Karzai"]);
  });
  it("leaves a surname alone to the question which one", () => {
    expect(complete("san")).toEqual(["Bernie Sanders", "Sarah Sanders"]);
  });
  it("offers the most quoted where nothing is typed, and no more than asked", () => {
    expect(complete("", 2)).toEqual(["Kimberly Guilfoyle", "Kim Kardashian"]);
    expect(complete("kim", 1)).toEqual(["Kim Kardashian"]);
    expect(complete("kim", 0)).toEqual([]);
    expect(complete("zzz")).toEqual([]);
  });
  it("forgives a typing error where nothing begins so", () => {
    expect(complete("karazi")).toEqual(["Hamid Karzai"]);
  });
});

describe("all persons", () => {
  it("come in pages, the most quoted first, each once, and anew when names come in", () => {
    const index = indexOf(
      named("Ann Lee", { quotes: 2 }),
      named("Bob Ray", { quotes: 5 }),
      named("Cy Dow", { quotes: 2, articles: 3 }),
      "Lee",
    );
    const all = () => index.ranked(0, 10).map(({ name }) => name);
    expect(all()).toEqual(["Bob Ray", "Ann Lee", "Cy Dow"]);
    expect(index.ranked(1, 1).map(({ name }) => name)).toEqual(["Ann Lee"]);
    expect(index.ranked(3, 5)).toEqual([]);
    index.add([named("Cy Dow", { quotes: 9 })]);
    expect(all()[0]).toBe("Cy Dow");
    expect(all()).toHaveLength(index.size());
  });
});
