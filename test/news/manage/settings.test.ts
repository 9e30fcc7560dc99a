import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Instant } from "../../../src/news/article.ts";
import type { Schedule } from "../../../src/news/edition.ts";
import { everything, type Filter } from "../../../src/news/filter.ts";
import { languages } from "../../../src/news/language.ts";
import { allSchedules, mannerOf, newChannelDigest } from "../../../src/news/manage/channel-digest.ts";
import { filterWords, parseFilter } from "../../../src/news/manage/filter-words.ts";
import { type Form, formOf, readForm } from "../../../src/news/manage/forms.ts";
import { managePhrasesIn } from "../../../src/news/manage/manage-phrases.ts";
import { isQuiet, parseQuiet, quietWords } from "../../../src/news/manage/quiet.ts";
import { parseTimes } from "../../../src/news/manage/times.ts";
import { phrasesIn } from "../../../src/news/phrases.ts";

const at = "2026-11-28T00:00:00.000Z" as Instant;
const here = { platform: "slack", channel: "C1" } as const;
const digest = newChannelDigest(here, "mara", at);

describe("a filter in words", () => {
  it("is read, in any order, with quotes where an entry holds a separator", () => {
    expect(parseFilter('people: Hamid Karzai, "Smith, John"; without: sport, "a; b"')).toEqual({
      people: ["Hamid Karzai", "Smith, John"],
      topics: [],
      sources: [],
      words: [],
      without: ["sport", "a; b"],
    });
    expect(parseFilter("Themen: Frieden; ohne: Sport")).toMatchObject({ topics: ["Frieden"], without: ["Sport"] });
    expect(parseFilter("sources: https://a.example/feed.xml, The Herald")).toMatchObject({
      sources: ["https://a.example/feed.xml", "The Herald"],
    });
  });

  it.each(["karzai", "colour: blue", "https://a.example/"])("that is none is named: %s", (typed) => {
    expect(parseFilter(typed)).toHaveProperty("wrong");
  });

  it("is written so that it is read as the same again", () => {
    const entry = fc
      .string({ unit: fc.constantFrom(...'ab ,;:"\nß日'), minLength: 1, maxLength: 20 })
      .map((text) => text.replace(/\s+/g, " ").trim())
      .filter((text) => text !== "");
    const list = fc.uniqueArray(entry, { maxLength: 4 });
    const filter: fc.Arbitrary<Filter> = fc.record({ people: list, topics: list, sources: list, words: list, without: list });
    fc.assert(fc.property(filter, (one) => void expect(parseFilter(filterWords(one))).toEqual(one)));
  });
});

describe("quiet hours", () => {
  it("are read in several ways, also over midnight, and written so that they are read again", () => {
    expect(parseQuiet("22:00-7:00", "Europe/Berlin")).toEqual({ from: 1320, to: 420, zone: "Europe/Berlin" });
    expect(parseQuiet("from 10pm to 7am America/New_York", "UTC")).toEqual({ from: 1320, to: 420, zone: "America/New_York" });
    for (const wrong of ["", "night", "8:00", "8:00-8:00", "25:00-3:00", "22-7 Mars/Base"]) expect(parseQuiet(wrong, "UTC")).toBeNull();
    fc.assert(
      fc.property(fc.nat(1439), fc.nat(1439), (from, to) => {
        fc.pre(from !== to);
        const quiet = { from, to, zone: "Asia/Kolkata" };
        expect(parseQuiet(quietWords(quiet), "UTC")).toEqual(quiet);
      }),
    );
  });

  it("are those of their zone", () => {
    const quiet = { from: 1320, to: 420, zone: "Europe/Berlin" };
    const clock = (time: string) => isQuiet(quiet, new Date(`2026-11-28T${time}:00Z`));
    expect([clock("20:59"), clock("21:00"), clock("05:59"), clock("06:00")]).toEqual([false, true, true, false]);
    expect(mannerOf({ ...digest, quiet, roles: ["S1"] }, new Date("2026-11-28T23:00:00Z"))).toEqual({ silent: true });
    expect(mannerOf({ ...digest, quiet, roles: ["S1"] }, new Date("2026-11-28T12:00:00Z"))).toEqual({ ping: ["S1"] });
    expect(mannerOf(null, new Date())).toEqual({});
  });
});

describe("schedules of the settings and of chat", () => {
  const settings: Schedule[] = [
    { id: "default", cron: "0 8 * * *", zone: "UTC", destinations: [here, { platform: "slack", channel: "C2" }] },
  ];
  const times = { cron: "0 9 * * *", zone: "Europe/Berlin" };
  const ids = (schedules: readonly Schedule[]) => schedules.map((s) => [s.id, s.cron, s.destinations.map((to) => to.channel).join()]);

  it("a channel that chat has taken over leaves the settings' schedule and has one of its own, which knows what it has seen", () => {
    const all = allSchedules(settings, [{ ...digest, times }]);
    expect(ids(all)).toEqual([
      ["default", "0 8 * * *", "C2"],
      ["slack C1", "0 9 * * *", "C1"],
    ]);
    expect(all[1]?.seen).toEqual(["slack C1 now", "default"]);
  });

  it("one with only a filter keeps the settings' times, one that is paused gets nothing, one without times neither", () => {
    expect(ids(allSchedules(settings, [{ ...digest, filter: { ...digest.filter, words: ["x"] } }]))[1]).toEqual([
      "slack C1",
      "0 8 * * *",
      "C1",
    ]);
    expect(ids(allSchedules(settings, [{ ...digest, times, paused: true }]))).toEqual([["default", "0 8 * * *", "C2"]]);
    expect(ids(allSchedules([], [digest]))).toEqual([]);
  });
});

describe("a form", () => {
  const setting = { digest, zone: "Europe/Berlin", pingable: ["S1", "S2"], language: "en" } as const;
  const filled = (form: Form | null): Record<string, readonly string[]> =>
    Object.fromEntries((form?.fields ?? []).map((field) => [field.name, field.kind === "text" ? [field.value] : field.values]));
  const sent = (act: Form["act"], values: Record<string, readonly string[]>) => readForm({ act, language: "en" }, values, "UTC");

  it("for times is made of choices, and read as what one could have typed", () => {
    const form = formOf("schedule", setting);
    expect(form?.fields.map(({ name }) => name)).toEqual(["days", "hours", "zone", "words", "quiet"]);
    expect(filled(form)).toMatchObject({ days: ["1", "2", "3", "4", "5"], zone: ["Europe/Berlin"] });
    expect(sent("schedule", { ...filled(form), hours: ["8", "13"] })).toEqual({
      kind: "manage",
      act: "schedule",
      words: "weekdays 8:00, 13:00 Europe/Berlin | off",
    });
    expect(sent("schedule", { words: ["mon 9:15"], zone: [""], quiet: ["22:00-7:00"] })).toMatchObject({
      words: "mon 9:15 UTC | 22:00-7:00",
    });
  });

  it("shows what is set, as choices where they can say it, else in words", () => {
    const set = (cron: string) => filled(formOf("schedule", { ...setting, digest: { ...digest, times: { cron, zone: "UTC" } } }));
    expect(set("0 8,20 * * mon,wed")).toMatchObject({ days: ["1", "3"], hours: ["8", "20"], words: [""] });
    expect(set("15 8 * * mon,wed")).toMatchObject({ days: [], hours: [], words: ["mon,wed 8:15 UTC"] });
  });

  it.each([
    [{ days: ["1"], hours: [] }, "words"],
    [{ days: [], hours: ["8"] }, "words"],
    [{ words: ["someday"] }, "words"],
    [{ words: ["8:00"], zone: ["Mars"] }, "zone"],
    [{ words: ["8:00"], quiet: ["always"] }, "quiet"],
  ])("says which field is wrong: %j", (values, field) => {
    expect(Object.keys((sent("schedule", values) as { mistakes: object }).mistakes)).toEqual([field]);
  });

  it("for a filter takes lists, and an empty one takes the filter away", () => {
    expect(sent("filter", { people: ["Karzai, Petraeus"], without: ["sport"] })).toMatchObject({
      words: "people: Karzai, Petraeus; without: sport",
    });
    expect(sent("filter", {})).toMatchObject({ words: "off" });
  });

  it("for roles offers those of the settings only; there is none where there are none", () => {
    expect(formOf("roles", { ...setting, digest: { ...digest, roles: ["S2", "S9"] } })?.fields[0]).toMatchObject({ values: ["S2"] });
    expect(formOf("roles", { ...setting, pingable: [] })).toBeNull();
  });

  it("holds all that is set, however much, or does not open: what it left out would be lost where it is saved", () => {
    const entries = (n: number) => Array.from({ length: n }, (_, at) => `${"Möller 👩‍🚀 ".repeat(6)}${at}`.trim());
    const withPeople = (n: number) =>
      formOf("filter", { ...setting, digest: { ...digest, filter: { ...everything, people: entries(n) } } });
    expect(sent("filter", filled(withPeople(30)))).toMatchObject({ words: `people: ${entries(30).join(", ")}` });
    expect(withPeople(50)).toBeNull();
    const cron = Array.from({ length: 12 }, (_, hour) => `${hour},${hour + 20},${hour + 40} ${hour} ${hour + 1} * *`).join("; ");
    const times = formOf("schedule", { ...setting, digest: { ...digest, times: { cron, zone: "UTC" } } });
    expect(parseTimes(filled(times).words?.[0] ?? "", "UTC")).toEqual({ cron, zone: "UTC" });
    const many = Array.from({ length: 26 }, (_, n) => `S${n}`);
    expect(formOf("roles", { ...setting, pingable: many })).toBeNull();
    expect(Object.keys((sent("roles", { roles: many.slice(0, 6) }) as { mistakes: object }).mistakes)).toEqual(["roles"]);
  });

  it("keeps to what platforms take: five fields, 25 choices, short labels, in every language", () => {
    for (const language of languages)
      for (const act of ["schedule", "filter", "roles", "quiet"] as const) {
        const form = formOf(act, { ...setting, language });
        expect(form?.title.length).toBeLessThanOrEqual(24);
        expect(form?.submit.length).toBeLessThanOrEqual(24);
        expect(form?.fields.length).toBeLessThanOrEqual(5);
        for (const field of form?.fields ?? []) {
          expect(field.label.length).toBeLessThanOrEqual(45);
          expect((field.hint ?? "").length).toBeLessThanOrEqual(100);
          if (field.kind === "choices") expect(field.options.length).toBeLessThanOrEqual(25);
        }
      }
  });
});

describe("the bot's words", () => {
  it.each([
    ["cards", phrasesIn],
    ["managing", managePhrasesIn],
  ])(
    "of %s are there in every language, and are not left in English",
    (_, inLanguage: (language: (typeof languages)[number]) => object) => {
      const english = inLanguage("en") as Record<string, unknown>;
      // The name of the bot, a mark, an example, and words that are the same.
      const alike = new Set([
        "gap",
        "noTitle",
        "homeTitle",
        "hintQuiet",
        "homeDigest",
        "saidBy",
        "nobody",
        "statusIt",
        "homeSources",
        "fieldRoles",
      ]);
      for (const language of languages) {
        const own = inLanguage(language) as Record<string, unknown>;
        expect(Object.keys(own)).toEqual(Object.keys(english));
        for (const [name, phrase] of Object.entries(own)) {
          expect(typeof phrase).toBe(typeof english[name]);
          if (typeof phrase === "string") expect(phrase.trim(), `${language} ${name}`).not.toBe("");
          if (language !== "en" && typeof phrase === "string" && !alike.has(name))
            expect(phrase, `${language} ${name}`).not.toBe(english[name]);
        }
      }
    },
  );
});
