import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const NAMES = [
  "Ada Moreno",
  "Luis Okafor",
  "Mira Halvorsen",
  "Jonas Petrov",
  "Nadia Castellan",
  "Tomas Lindqvist",
  "Ruth Adeyemi",
  "Ivo Brandt",
];
const ROLES = ["mayor of Norwick", "harbour master", "head of the river board", "chair of the council"];
const THINGS = ["the bridge", "the tram line", "the old harbour", "the water works", "the night market"];
const CLAIMS = [
  "We have counted every bolt of it twice and we will count them again before the first winter storm comes in from the sea",
  "Nobody who lives here was asked, and a plan that nobody was asked about is a plan that nobody will look after later",
  "The money was set aside four years ago, it is still there to the last coin, and it will be spent on what it was meant for",
  "I would rather explain a delay to this town today than explain an accident to it in the middle of next year",
  "When the water rose last spring it was the volunteers who carried the sandbags, and they deserve a straight answer now",
];

/**
 * Writes `count` articles of our own making, with quotes, as text files. `long`: each fills most of a message, so that a digest of
 * them takes several.
 */
export function writeArticles(folder: string, count: number, long: boolean): void {
  mkdirSync(folder, { recursive: true });
  for (let n = 0; n < count; n++) writeFileSync(join(folder, `article-${n}.txt`), article(n, long));
}

function article(n: number, long: boolean): string {
  const of = <T>(list: readonly T[], i: number) => list[(n + i) % list.length] as T;
  const speeches = Array.from({ length: long ? 4 : 1 }, (_, i) => {
    const words = long ? [of(CLAIMS, i), of(CLAIMS, i + 1), of(CLAIMS, i + 2), of(CLAIMS, i + 3)].join(". ") : of(CLAIMS, 0);
    return `"${words}," said ${of(NAMES, i)}, ${of(ROLES, i)}.`;
  });
  return [
    `Title: Work on ${of(THINGS, 0)} goes on for week ${n + 1}`,
    "Source: The Norwick Courier",
    `Date: 2026-01-${String(10 + n).padStart(2, "0")}`,
    "",
    `The council met on Monday and spoke for ${n + 2} hours about ${of(THINGS, 0)}, which has been closed since the spring.`,
    "",
    ...speeches.flatMap((speech) => [speech, ""]),
    `A vote on ${of(THINGS, 1)} was put off until the second week of the month.`,
    "",
  ].join("\n");
}
