import { rarity } from "../cluster/rarity.ts";
import { termOf } from "../summary/terms.ts";

/** An article of a story: its title and its beginning. */
export type Beginning = { readonly title: string; readonly lead: string };

/** So many words of a beginning are looked at. */
const LEAD_WORDS = 120;
const LEVELS = [0, 1, 2, 3] as const;

export const WORD_FEATURES = [
  "bias",
  ...LEVELS.flatMap((titles) => LEVELS.map((leads) => `in titles ${titles}, leads ${leads}`)),
  ...LEVELS.flatMap((titles) => LEVELS.map((leads) => `function word in titles ${titles}, leads ${leads}`)),
  ...[
    "capital",
    "capital content",
    "capital in leads",
    "all capitals",
    "digits",
    "length",
    "very short",
    "rare",
    "rare squared",
    "rare capital",
  ],
  ...["rare in titles", "rare in leads", "place in title", "opens title", "second in title", "depth in title", "quoted", "before colon"],
  ...["lead place", "opens lead", "no lead", "times in leads", "pair in two titles", "pair in three titles", "title pair in a lead"],
  ...[
    "title pair in two leads",
    "pair twice",
    "words of its titles",
    "alike titles",
    "title words",
    "lead words",
    "again",
    "again and again",
    "function word again",
  ],
  ...["function word again and again", "times for again", "title word again"],
] as const;

type Word = {
  /** Of how many titles and leads it is. */
  titles: number;
  leads: number;
  /** How often it stands with a capital, all in capitals, in quotation marks, before a colon. */
  capitals: number;
  capitalsInLeads: number;
  upper: number;
  quoted: number;
  label: number;
  timesInLeads: number;
  place: number;
  depth: number;
  timesInTitles: number;
  leadPlace: number;
  alike: number;
  pairedTitles: number;
  pairedLeads: number;
  paired: number;
  titleWords: number;
};

/** The words of a text by what they are compared by: their term, or themselves where they say nothing alone. */
export function formsOf(text: string): string[] {
  return piecesOf(text).map(formOf);
}

const formOf = (word: string) => termOf(word) ?? word.toLowerCase();
/** Unlike `wordsOf`, "Lind's" is two: as an editor's words are counted. */
const piecesOf = (text: string): string[] => text.match(/[\p{L}\p{N}]+/gu) ?? [];
const isIdle = (form: string) => form.length === 1 || termOf(form) === null;

/** The words of a story, and how likely an editor who tells it in a few words uses each of them. */
export type ToldWords = {
  /** What is looked at of a word that is used for the `time`th time (1, 2, …). */
  features(form: string, time: number): Float64Array;
};

/** Linear in the length of the story. */
export function toldWords(articles: readonly Beginning[]): ToldWords {
  const words = new Map<string, Word>();
  const titlePairs = new Map<string, number>();
  const leadPairs = new Map<string, number>();
  const titles = articles.map(({ title }) => piecesOf(title));
  const leads = articles.map(({ lead }) => piecesOf(lead).slice(0, LEAD_WORDS));
  const wordOf = (form: string) => {
    const known = words.get(form);
    if (known) return known;
    const word = unheard();
    words.set(form, word);
    return word;
  };
  const formsOfTitles = titles.map((title) => title.map(formOf));
  formsOfTitles.forEach((forms, n) => {
    const title = articles[n]?.title ?? "";
    const raw = titles[n] ?? [];
    const colon = title.indexOf(": ");
    let from = 0;
    forms.forEach((form, i) => {
      const at = title.indexOf(raw[i] ?? "", from);
      from = at + (raw[i] ?? "").length;
      const word = wordOf(form);
      word.capitals += Number(CAPITAL.test(raw[i] ?? ""));
      word.upper += Number(/^\p{Lu}{2,}$/u.test(raw[i] ?? ""));
      word.timesInTitles++;
      word.place = Math.min(word.place, i);
      word.depth += i / forms.length;
      word.titleWords += forms.length;
      const before = title.slice(0, at);
      word.quoted += Number(count(before, /[“‘]/gu) > count(before, /[”’]/gu));
      word.label += Number(at < colon);
    });
    for (const form of new Set(forms)) wordOf(form).titles++;
    for (const pair of pairsOf(forms)) titlePairs.set(pair, (titlePairs.get(pair) ?? 0) + 1);
  });
  leads.forEach((raw) => {
    const forms = raw.map(formOf);
    forms.forEach((form, i) => {
      const word = wordOf(form);
      word.capitalsInLeads += Number(CAPITAL.test(raw[i] ?? ""));
      word.timesInLeads++;
      word.leadPlace = Math.min(word.leadPlace, i);
    });
    for (const form of new Set(forms)) wordOf(form).leads++;
    for (const pair of pairsOf(forms)) leadPairs.set(pair, (leadPairs.get(pair) ?? 0) + 1);
  });
  for (const [pair, times] of titlePairs)
    for (const form of pair.split(" ")) {
      const word = wordOf(form);
      const inLeads = leadPairs.get(pair) ?? 0;
      word.pairedTitles = Math.max(word.pairedTitles, times);
      word.pairedLeads = Math.max(word.pairedLeads, inLeads);
      word.paired = Math.max(word.paired, times + inLeads);
    }
  for (const [pair, times] of leadPairs)
    if (times > 1) for (const form of pair.split(" ")) wordOf(form).paired = Math.max(wordOf(form).paired, times);
  // How much each title shares with the others: its words are worth more where the others use them too.
  let alike = 0;
  for (const forms of formsOfTitles) {
    const shared = forms.reduce((sum, form) => sum + wordOf(form).titles - 1, 0) / Math.max(1, forms.length * (articles.length - 1));
    alike += shared / articles.length;
    for (const form of forms) wordOf(form).alike = Math.max(wordOf(form).alike, shared);
  }
  const mean = (lists: readonly (readonly string[])[]) => lists.reduce((sum, list) => sum + list.length, 0) / Math.max(1, lists.length);
  const about = { articles: articles.length, alike, titleWords: mean(titles) / 10, leadWords: Math.log(1 + mean(leads)) / 4 };
  return { features: (form, time) => featuresOf(form, time, words.get(form) ?? unheard(), about) };
}

type About = { readonly articles: number; readonly alike: number; readonly titleWords: number; readonly leadWords: number };

function featuresOf(form: string, time: number, word: Word, about: About): Float64Array {
  const features = new Float64Array(WORD_FEATURES.length);
  const idle = isIdle(form);
  const rare = Math.max(0, rarity(form)) / 8;
  const capital = word.capitals / Math.max(1, word.timesInTitles);
  const capitalInLeads = word.capitalsInLeads / Math.max(1, word.timesInLeads);
  const inTitle = word.timesInTitles > 0;
  const cell = 4 * level(word.titles, about.articles) + level(word.leads, about.articles);
  features[0] = 1;
  if (time === 1) features[1 + cell + (idle ? 16 : 0)] = 1;
  features.set(
    [
      capital,
      idle ? 0 : capital,
      capitalInLeads,
      word.upper / Math.max(1, word.timesInTitles),
      Number(/^\d+$/.test(form)),
      Math.min(10, form.length) / 10,
      Number(form.length <= 2),
      rare,
      rare * rare,
      rare * Math.max(capital, capitalInLeads),
      word.titles > 1 ? rare : 0,
      word.leads > 1 ? rare : 0,
      inTitle ? Math.min(12, word.place) / 12 : 0.5,
      Number(word.place === 0),
      Number(word.place === 1),
      inTitle ? word.depth / word.timesInTitles : 0.5,
      word.quoted / Math.max(1, word.timesInTitles),
      word.label / Math.max(1, word.timesInTitles),
      Math.min(60, word.leadPlace) / 60,
      1 / (1 + word.leadPlace),
      Number(word.leads === 0),
      Math.min(12, word.timesInLeads) / 12,
      Number(word.pairedTitles >= 2),
      Number(word.pairedTitles >= 3),
      Number(word.pairedLeads >= 1),
      Number(word.pairedLeads >= 2),
      Number(word.paired >= 2),
      inTitle ? word.titleWords / word.timesInTitles / 10 : 0,
      word.alike,
      about.titleWords,
      about.leadWords,
      Number(time === 2),
      Number(time > 2),
      Number(idle && time === 2),
      Number(idle && time > 2),
      time > 1 ? Math.min(12, word.timesInLeads / (time - 1)) / 12 : 0,
      time > 1 ? Math.min(3, word.titles) / 3 : 0,
    ],
    33,
  );
  return features;
}

/** None, one, several, most of the articles. */
function level(n: number, of: number): number {
  return n <= 1 ? n : Math.min(3, Math.max(2, Math.round((3 * n) / Math.max(3, of))));
}

function unheard(): Word {
  return {
    titles: 0,
    leads: 0,
    capitals: 0,
    capitalsInLeads: 0,
    upper: 0,
    quoted: 0,
    label: 0,
    timesInLeads: 0,
    timesInTitles: 0,
    place: 99,
    depth: 0,
    leadPlace: 99,
    alike: 0,
    pairedTitles: 0,
    pairedLeads: 0,
    paired: 0,
    titleWords: 0,
  };
}

const CAPITAL = /^\p{Lu}/u;

function pairsOf(forms: readonly string[]): Set<string> {
  return new Set(forms.slice(1).map((form, i) => `${forms[i]} ${form}`));
}

const count = (text: string, what: RegExp) => text.match(what)?.length ?? 0;
