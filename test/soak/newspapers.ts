import { mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** A random number from 0 to below 1; the same seed gives the same ones (mulberry32). */
export function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const FIRST = ["Ada", "Luis", "Mira", "Jonas", "Nadia", "Tomas", "Ruth", "Ivo", "Lena", "Omar", "Petra", "Sven"];
const LAST = ["Moreno", "Okafor", "Halvorsen", "Petrov", "Castellan", "Lindqvist", "Adeyemi", "Brandt", "Okoye", "Serrano"];
const ROLES = ["the mayor", "a harbour master", "head of the river board", "chair of the council", "a teacher", "the fire chief"];
const THINGS = ["bridge", "tram line", "harbour", "water works", "night market", "library", "stadium", "hospital", "airport", "theatre"];
const CLAIMS = [
  "we have counted every bolt of it twice and will count them again before the first storm",
  "nobody who lives here was asked, and that is why nobody will look after it later",
  "the money was set aside four years ago and it is still there to the last coin",
  "I would rather explain a delay to this town today than an accident next year",
];

/** Outlets as folders that get new articles every day, lose the old ones, and are away for a while now and then. */
export function newspapers(folder: string, count: number, random: () => number) {
  const names = Array.from({ length: count }, (_, n) => join(folder, `outlet-${String(n).padStart(2, "0")}`));
  for (const name of names) mkdirSync(name, { recursive: true });
  const of = <T>(list: readonly T[]) => list[Math.floor(random() * list.length)] as T;
  const away = new Set<string>();

  const article = (day: string, n: number): string => {
    const thing = of(THINGS);
    const speech = () => `"${of(CLAIMS)}," said ${of(FIRST)} ${of(LAST)}, ${of(ROLES)}, in the ${of(THINGS)}.`;
    return [
      `Title: ${thing[0]?.toUpperCase()}${thing.slice(1)} ${Math.floor(random() * 10_000)} in the news`,
      `Source: Courier ${n}`,
      `Date: ${day}`,
      "",
      `The council met and spoke for ${2 + Math.floor(random() * 7)} hours about the ${thing} number ${Math.floor(random() * 10_000)}.`,
      ...["", speech(), "", speech(), ""],
      `A vote on the ${of(THINGS)} was put off until week ${Math.floor(random() * 52)}.`,
      "",
    ].join("\n");
  };

  return {
    names,
    /** The morning's papers: each has an article, and not the one of three days ago any more. */
    publish(day: string, before: string): void {
      for (const [n, name] of names.entries()) {
        if (away.has(name)) continue;
        writeFileSync(join(name, `${day}.txt`), article(day, n));
        rmSync(join(name, `${before}.txt`), { force: true });
      }
    },
    /** One outlet disappears, or all that did are back. */
    trouble(): void {
      const name = of(names);
      if (away.has(name)) return;
      renameSync(name, `${name}-away`);
      away.add(name);
    },
    mend(): void {
      for (const name of away) renameSync(`${name}-away`, name);
      away.clear();
    },
  };
}
