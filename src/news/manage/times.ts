import { type Cron, parseCron } from "../slot.ts";
import { clock, clockOf, daysOf, dayWords, FILLERS, UNTIL } from "./clock-words.ts";
import { LONGEST_ZONE_WORDS, zoneOf, zoneWords } from "./zones.ts";

/** When a digest comes: cron expressions with ";" between, and the zone of their wall clock. */
export type Times = { readonly cron: string; readonly zone: string };
/** What cannot be read: a word, no time of day at all, a cron expression. */
export type NoTimes = { readonly wrong: "word" | "none" | "cron" | "many"; readonly text: string };

/** Expressions of one schedule. */
const MOST = 12;
/** More times a day than this are told as cron. */
const MOST_TOLD = 12;

/**
 * Reads times in words ("weekdays 8:00 and 13:30 Europe/Berlin", "Monday to Friday 9am ET", "mon, thu 9am; sat 10:00", "every 2 hours",
 * "daily noon") in the languages of the bot, or as cron ("30 8 * * mon-fri"). The zone may stand anywhere; without one it is `zone`.
 */
export function parseTimes(typed: string, zone: string): Times | NoTimes {
  let where = zone;
  const crons: string[] = [];
  for (const part of typed
    .split(/[;\n]+/)
    .map((one) => one.trim())
    .filter(Boolean)) {
    const read = parsePart(part);
    if ("wrong" in read) return read;
    if (read.zone !== null) where = read.zone;
    crons.push(...read.crons);
  }
  const each = [...new Set(crons)];
  if (each.length === 0) return { wrong: "none", text: typed.trim().slice(0, 80) };
  return each.length > MOST ? { wrong: "many", text: String(MOST) } : { cron: each.join("; "), zone: where };
}

type Part = { readonly crons: readonly string[]; readonly zone: string | null };

function parsePart(part: string): Part | NoTimes {
  let zone: string | null = null;
  const words = part
    .replace(/(\d)\s*([ap])\.?\s?m\.?(?=[\s,]|$)/gi, "$1$2m")
    .replace(/\b(utc|gmt)\s*([+-])\s*(?=\d)/gi, "$1$2")
    // "9am ET" ends with a zone; the French "et" stands before another time or day.
    .replace(/\bET(?=\s*$)|\bET\b(?!\s*(?:\d|(?:à|le|les)\s))|\bet(?=\s*$)/g, "EST")
    .replace(/\bevery\s*day\b|\ball days\b|\bjeden tag\b/gi, "daily")
    .replace(/tous les jours|todos los d[ií]as|cada d[ií]a/gi, "daily")
    .replace(/en semaine|d[ií]as laborables/gi, "weekdays")
    .replace(/fin(es)? de semana|am wochenende|le week-end/gi, "weekends")
    .split(/\s+/)
    .filter((word) => {
      const found = /^[a-z]+(?:[_+-]?\w+)*\//i.test(word) || /^(utc|gmt)$/i.test(word) ? zoneOf(word.replace(/[,.]$/, "")) : null;
      if (found !== null) zone = found;
      return found === null;
    });
  const prefixed = /^cron:?$/i.test(words[0] ?? "");
  const fields = prefixed ? words.slice(1) : words;
  if (prefixed || (fields.length === 5 && fields.some((field) => field.includes("*")))) {
    const cron = parseCron(fields.join(" "));
    return typeof cron === "string" ? { wrong: "cron", text: cron } : { crons: [fields.join(" ").toLowerCase()], zone };
  }
  const read = readWords(words.join(" ").toLowerCase());
  if ("wrong" in read) return read;
  return { crons: cronsOf(read.days, read.minutes), zone: zone ?? read.zone };
}

type Read = { readonly days: readonly number[]; readonly minutes: readonly number[]; readonly zone: string | null };

function readWords(text: string): Read | NoTimes {
  const days = new Set<number>();
  const minutes = new Set<number>();
  let zone: string | null = null;
  const rest = text.replace(
    /\b(?:every|alle|toutes les|cada)\s+(\d{1,2})\s*(?:hours?|stunden?|heures?|horas?)\b|\b(?:hourly|stündlich|(?:every|each) hour|jede stunde|toutes les heures|chaque heure|cada hora)\b/gu,
    (_, step) => {
      const by = step === undefined ? 1 : Number(step);
      if (by >= 1 && by <= 23) for (let hour = 0; hour < 24; hour += by) minutes.add(hour * 60);
      return " ";
    },
  );
  const words = rest
    .split(/[\s,&]+/)
    .filter(Boolean)
    .map((word) => word.replace(/\.$/, ""));
  for (let at = 0; at < words.length; at++) {
    const word = words[at] ?? "";
    // "mon-fri" in one word, "Monday to Friday" in three.
    const range = UNTIL.has(words[at + 1] ?? "") ? [word, words[at + 2] ?? ""] : word.split(/[-–]/);
    const [from, to] = range.length === 2 ? range.map(daysOf) : [];
    const city = zoneAt(words, at);
    const minute = clockOf(word);
    if (from?.length === 1 && to?.length === 1) {
      for (const day of daysFromTo(from[0] ?? 0, to[0] ?? 0)) days.add(day);
      if (UNTIL.has(words[at + 1] ?? "")) at += 2;
    } else if (daysOf(word)) for (const day of daysOf(word) ?? []) days.add(day);
    else if (minute !== null) minutes.add(minute);
    else if (city !== null) {
      zone = city.zone;
      at += city.words - 1;
    } else if (!FILLERS.has(word)) return { wrong: "word", text: word.slice(0, 40) };
  }
  if (minutes.size === 0) return { wrong: "none", text: text.slice(0, 80) };
  const all = days.size === 0 ? [0, 1, 2, 3, 4, 5, 6] : [...days].sort((a, b) => a - b);
  return { days: all, minutes: [...minutes].sort((a, b) => a - b), zone };
}

/** The zone whose name begins at this word; the longest name of those that do. */
function zoneAt(words: readonly string[], at: number): { readonly zone: string; readonly words: number } | null {
  for (let many = LONGEST_ZONE_WORDS; many > 0; many--) {
    const name = words.slice(at, at + many);
    const zone = name.length === many ? zoneOf(name.join(" ")) : null;
    if (zone !== null) return { zone, words: many };
  }
  return null;
}

function daysFromTo(from: number, to: number): number[] {
  const days = [from];
  for (let day = from; day !== to; ) {
    day = (day + 1) % 7;
    days.push(day);
  }
  return days;
}

const DAY_FIELD = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];

/** The cron expressions of these days and minutes of the day: minutes that come at the same hours stand in one. */
export function cronsOf(days: readonly number[], minutes: readonly number[]): string[] {
  const hoursOf = new Map<number, number[]>();
  for (const at of minutes) hoursOf.set(at % 60, [...(hoursOf.get(at % 60) ?? []), Math.floor(at / 60)]);
  const byHours = new Map<string, number[]>();
  for (const [minute, hours] of hoursOf) byHours.set(hours.join(), [...(byHours.get(hours.join()) ?? []), minute]);
  const day = days.length === 7 ? "*" : days.join() === "1,2,3,4,5" ? "mon-fri" : days.map((one) => DAY_FIELD[one]).join(",");
  return [...byHours].map(([hours, at]) => `${at.join(",")} ${hours.split(",").length === 24 ? "*" : hours} * * ${day}`);
}

/** Times as one would type them: in words where they are only days of the week and times of day, else as cron. `parseTimes` reads the same times. */
export function timesWords({ cron, zone }: Times): string {
  const parts = cron.split(";").map((one) => one.trim());
  const byDays = new Map<string, { days: readonly number[]; minutes: Set<number> }>();
  const others: string[] = [];
  for (const part of parts) {
    const read = parseCron(part);
    const minutes = typeof read === "string" ? [] : minutesOf(read);
    if (typeof read === "string" || read.days.size < 31 || read.months.size < 12 || minutes.length > MOST_TOLD) {
      others.push(part);
      continue;
    }
    const days = [...read.weekdays].sort((a, b) => a - b);
    const group = byDays.get(days.join()) ?? { days, minutes: new Set() };
    for (const minute of minutes) group.minutes.add(minute);
    byDays.set(days.join(), group);
  }
  const told = [...byDays.values()].flatMap(({ days, minutes }) => {
    const all = [...minutes].sort((a, b) => a - b);
    return all.length > MOST_TOLD ? cronsOf(days, all).map((one) => `cron ${one}`) : [`${dayWords(days)} ${all.map(clock).join(", ")}`];
  });
  return `${[...told, ...others.map((one) => `cron ${one}`)].join("; ")} ${zoneWords(zone)}`;
}

/** The minutes of the day at which a cron expression is due. */
export function minutesOf({ hours, minutes }: Cron): number[] {
  return hours.flatMap((hour) => minutes.map((minute) => hour * 60 + minute));
}
