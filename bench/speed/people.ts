/**
 * Names of 100,000 persons as an archive would hold them, and 20,000 headlines: how long the index takes to build and to answer, and what it
 * takes of memory; then what Discord's completion takes, persons and stories together.
 *
 *   node --expose-gc --import tsx bench/speed/people.ts [persons] [headlines]
 *
 * Answers are measured in processor time, so that a busy machine does not change them, and the slowest one in a hundred is what counts.
 * Building is the best of three, by the clock or in processor time: that counts threads that collect garbage twice, the clock counts other programs.
 * Ends with exit code 1 where a figure misses its target.
 */
import { memoryOf } from "../../src/answer/memory.ts";
import type { Instant } from "../../src/news/article.ts";
import type { Headline } from "../../src/news/headlines.ts";
import { peopleIndex } from "../../src/news/people.ts";
import type { ArchivedName } from "../../src/news/person.ts";
import type { StoryId } from "../../src/news/story.ts";

const PERSONS = Number(process.argv[2] ?? 100_000);
const HEADLINES = Number(process.argv[3] ?? 20_000);

/** Park and Miller's generator: the same names in every run. */
function random(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state * 48_271) % 2_147_483_647;
    return state % below;
  };
}

const GIVEN =
  "James Mary Robert Patricia John Jennifer Michael Linda David Elizabeth William Barbara Bill Bob Dave José Ángela Søren Zoë Mohammed Fatima Olu Wanjiru Priya Rahul Xiu Mei Jae-in Geun-hye Владимир Ольга محمد".split(
    " ",
  );
const PARTICLES = ["", "", "", "", "", "", "van der ", "de la ", "al-", "O'", "bin "];
const ONSETS = "b br c ch d dr f g gr h j k kr l m n p pr r s sh st t tr v w y z".split(" ");
const NUCLEI = "a e i o u ai au ea ee ia io ou".split(" ");
const CODAS = ["", "", "n", "r", "l", "s", "m", "ck", "nd", "rt", "tz"];

function makeNames(persons: number): ArchivedName[] {
  const below = random(7);
  const pick = <T>(list: readonly T[]): T => list[below(list.length)] as T;
  const syllable = () => pick(ONSETS) + pick(NUCLEI) + pick(CODAS);
  const capital = (word: string) => word.charAt(0).toUpperCase() + word.slice(1);
  const surnames = Array.from(
    { length: persons / 4 },
    () => pick(PARTICLES) + capital(syllable() + syllable() + (below(2) ? syllable() : "")),
  );
  const names = new Map<string, ArchivedName>();
  const put = (name: string, aliases: readonly string[]) =>
    names.set(name, {
      name,
      aliases,
      role: pick(["president", "minister", "analyst", "striker"]),
      articles: 1 + below(20),
      quotes: below(30),
      latest: `2026-${String(1 + below(12)).padStart(2, "0")}-01T00:00:00.000Z` as Instant,
    });
  while (names.size < persons) {
    // As in life: some surnames are borne by hundreds, most by one or two.
    const surname = surnames[Math.floor((below(surnames.length) * (1 + below(100))) / 100)] as string;
    const given = pick(GIVEN) + (below(3) ? "" : ` ${capital(pick(ONSETS)).charAt(0)}.`) + (below(4) ? "" : ` ${capital(syllable())}`);
    put(`${given} ${surname}`, [surname, `Mr. ${surname}`]);
    if (below(20) === 0) put(surname, []);
  }
  return [...names.values()];
}

const TOPICS =
  "talks peace budget harbour storm Élysée election court climate wahlkampf ministro huelga мир выборы 和平 谈判 محادثات السلام of in on with after".split(
    " ",
  );

/** As papers head their articles: some seven words, a name in most. */
function makeHeadlines(names: readonly ArchivedName[]): Headline[] {
  const below = random(5);
  return Array.from({ length: HEADLINES }, (_, n) => {
    const words = Array.from({ length: 4 + below(6) }, () => TOPICS[below(TOPICS.length)]);
    if (below(3)) words.splice(below(words.length), 0, names[below(names.length)]?.name.split(" ").at(-1));
    const at = new Date(Date.UTC(2026, 10, 1) + n * 60_000).toISOString() as Instant;
    return { number: n + 1, story: n.toString(16).padStart(20, "0") as StoryId, title: words.join(" "), at };
  });
}

/** Processor time of this process, in milliseconds. */
function spent(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

function percentile(times: number[], share: number): number {
  return [...times].sort((a, b) => a - b)[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0;
}

const names = makeNames(PERSONS);
const collect = (globalThis as { gc?: () => void }).gc ?? (() => {});
collect();
const before = process.memoryUsage().heapUsed;
const index = peopleIndex(names);
collect();
const memory = (process.memoryUsage().heapUsed - before) / 1e6;

let started = 0;
const builds = [1, 2, 3].map(() => {
  started = spent();
  const clock = performance.now();
  peopleIndex(names);
  return Math.min(performance.now() - clock, spent() - started);
});

const below = random(11);
const nameAt = () => (names[below(names.length)] as ArchivedName).name;
const swapped = (word: string) => {
  const at = 1 + below(Math.max(1, word.length - 2));
  return word.slice(0, at) + (word[at + 1] ?? "") + (word[at] ?? "") + word.slice(at + 2);
};
const headlines = makeHeadlines(names);
// Time stands still: what is measured is asked of what is there.
const clock = { now: () => new Date(0), sleep: async () => {} };
const both = memoryOf({ names: async () => names, headlines: async () => headlines }, clock, () => {});
await both.complete("", 25);
const typed = (words: number) => {
  const title = headlines[below(headlines.length)]?.title.split(" ") ?? [];
  return title.slice(-words).join(" ").slice(0, -1);
};

const kinds: readonly (readonly [string, number, () => unknown])[] = [
  ["find: a whole name", 10, () => index.find(nameAt())],
  ["find: a surname", 10, () => index.find(nameAt().split(" ").at(-1) ?? "")],
  ["find: a beginning", 10, () => index.find((nameAt().split(" ").at(-1) ?? "").slice(0, 4))],
  ["find: with a typing error", 10, () => index.find(swapped(nameAt().split(" ").at(-1) ?? ""))],
  ["find: a name with a typing error", 10, () => index.find(nameAt().split(" ").map(swapped).join(" "))],
  ["find: nobody", 10, () => index.find("climate summit negotiations")],
  ["complete: one letter", 10, () => index.complete(nameAt().slice(0, 1), 25)],
  ["complete: two letters", 10, () => index.complete(nameAt().slice(0, 2), 25)],
  ["complete: three letters", 10, () => index.complete(nameAt().slice(0, 3), 25)],
  ["complete: given name and a letter", 10, () => index.complete(`${nameAt().split(" ")[0]} ${"abcdgkmst".charAt(below(9))}`, 25)],
  ["complete: with a typing error", 10, () => index.complete(swapped(nameAt().split(" ").at(-1) ?? ""), 25)],
  ["complete: nothing typed", 10, () => index.complete("", 25)],
  ["persons and stories: a letter", 50, () => both.complete(nameAt().slice(0, 1), 25)],
  ["persons and stories: a surname", 50, () => both.complete(nameAt().split(" ").at(-1) ?? "", 25)],
  ["persons and stories: a word", 50, () => both.complete(typed(1), 25)],
  ["persons and stories: three words", 50, () => both.complete(typed(3), 25)],
  ["persons and stories: in no headline", 50, () => both.complete("climate summit negotiations", 25)],
  ["persons and stories: nothing typed", 50, () => both.complete("", 25)],
];

let missed = 0;
const row = (what: string, figure: string, target: string, good: boolean) => {
  if (!good) missed++;
  process.stdout.write(`${what.padEnd(36)} ${figure.padStart(24)}   ${target}${good ? "" : "   MISSED"}\n`);
};
process.stdout.write(`${names.length} names, ${index.size()} persons, Node ${process.version}\n`);
row("build", `${Math.min(...builds).toFixed(0)} ms`, "under 2000 ms", Math.min(...builds) < 2000);
row("memory", `${memory.toFixed(0)} MB`, "under 300 MB", memory < 300);
for (const [what, target, run] of kinds) {
  const times: number[] = [];
  for (let i = 0; i < 1000; i++) {
    started = spent();
    await run();
    times.push(spent() - started);
  }
  const p99 = percentile(times, 0.99);
  row(what, `p50 ${percentile(times, 0.5).toFixed(2)}  p99 ${p99.toFixed(2)} ms`, `p99 under ${target} ms`, p99 < target);
}
const adding: number[] = [];
for (let i = 0; i < 100; i++) {
  const some = Array.from({ length: 20 }, () => names[below(names.length)] as ArchivedName).map((name) => ({
    ...name,
    articles: name.articles + 1,
  }));
  some.push({ ...(some[0] as ArchivedName), name: `Newcomer ${nameAt()}` });
  started = spent();
  index.add(some);
  index.complete("a", 1);
  adding.push(spent() - started);
}
row(
  "add 21 names and ask",
  `p50 ${percentile(adding, 0.5).toFixed(2)}  p99 ${percentile(adding, 0.99).toFixed(2)} ms`,
  "p99 under 100 ms",
  percentile(adding, 0.99) < 100,
);
process.exitCode = missed > 0 ? 1 : 0;
