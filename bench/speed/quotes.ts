/**
 * Articles a second on one core, beside compromise where it is installed, and how the time grows with the length of a text.
 *
 *   npx tsx bench/speed/quotes.ts
 */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { extract } from "../../src/news/quotes/extract.ts";

const here = import.meta.dirname;
const train = join(here, "..", "..", "..", "shared", "data", "quotes", "polnear-train.jsonl");
const file = existsSync(train) ? train : join(here, "..", "quality", "gum-news.jsonl");
const texts = readFileSync(file, "utf8")
  .split("\n")
  .filter(Boolean)
  .map((line) => (JSON.parse(line) as { text: string }).text);
const say = (line: string) => process.stdout.write(`${line}\n`);

/** Articles a second: each once to warm up on the first twenty, then all for at most `seconds`. */
function rate(work: (text: string) => void, seconds: number): number {
  for (const text of texts.slice(0, 20)) work(text);
  // Processor time: the clock on the wall also counts what the machine's other users do.
  const used = () => process.cpuUsage().user / 1000;
  const start = used();
  let done = 0;
  while (used() - start < seconds * 1000) work(texts[done++ % texts.length] ?? "");
  return (done * 1000) / (used() - start);
}

const ours = rate((text) => void extract(text), 6);
say(
  `pullquote   ${ours.toFixed(0)} articles a second   ${file.split(/[\\/]/).at(-1)}   peak ${(process.resourceUsage().maxRSS / 1024).toFixed(0)} MB`,
);
const peer: string = "compromise";
const nlp = await import(peer).then(
  (module: {
    default: (text: string) => { quotations: () => { out: (form: string) => unknown }; people: () => { out: (form: string) => unknown } };
  }) => module.default,
  () => undefined,
);
if (nlp === undefined) say("compromise  not installed: npm install --no-save compromise");
else {
  const theirs = rate((text) => {
    const doc = nlp(text);
    doc.quotations().out("array");
    doc.people().out("array");
  }, 10);
  say(`compromise  ${theirs.toFixed(0)} articles a second   pullquote is ${(ours / theirs).toFixed(1)} times as fast`);
}

const base = texts.join("\n\n");
/** Processor time in milliseconds, the median of three. */
const time = (text: string) => {
  const rounds = text.length > 100_000 ? 1 : 20;
  const measured = Array.from({ length: 3 }, () => {
    const before = process.cpuUsage();
    for (let i = 0; i < rounds; i++) extract(text);
    const used = process.cpuUsage(before);
    return (used.user + used.system) / 1000 / rounds;
  });
  return measured.sort((a, b) => a - b)[1] ?? 0;
};
let failed = false;
const grow = (name: string, make: (length: number) => string) => {
  const small = Math.max(0.05, time(make(4_096)));
  const large = time(make(1_048_576));
  // 256 times the length: 250 times the time is the aim, 400 what a busy machine is given; a square would be 65,536.
  if (large / small > 400) failed = true;
  say(
    `${name.padEnd(28)} 4 KB ${small.toFixed(2).padStart(8)} ms   1 MB ${large.toFixed(0).padStart(7)} ms   ${(large / small).toFixed(0)} times`,
  );
};
grow("articles", (n) => base.slice(0, n));
grow("one paragraph", (n) => base.replaceAll("\n", " ").slice(0, n));
grow("no white space", (n) => base.replace(/\s/g, "").slice(0, n));
for (const mark of ['"', "“", "'", "''", "«", " “a", '" ', "“”", '"a" ', "“Yes.” ", "‘a’ "])
  grow(`only ${mark}`, (n) => mark.repeat(Math.ceil(n / mark.length)).slice(0, n));
for (const [name, unit] of [
  ["he said he said", "he said "],
  ["names only", "Jane Roe, Mr. Doe and Ann Poe of Rome. "],
  ["names, no white space", "JaneRoe,Mr.Doe"],
  ["quotes by one name", 'Roe said "yes," Roe said. '],
  ["quotes by one, no white space", 'Roesaid"yes,"Roesaid.'],
  ["a quote a paragraph", '"Yes," said Roe.\n\n'],
  ["initials", "A. "],
  ["commas", "Roe, "],
  ["according to", "according to Roe, "],
  ["he, the senator", "He said the senator said that she was right. "],
] as const)
  grow(name, (n) => unit.repeat(Math.ceil(n / unit.length)).slice(0, n));
process.exitCode = failed ? 1 : 0;
