import type { Instant } from "../news/article.ts";
import { instant } from "../news/article.ts";
import { americanZones, monthOf, zoneOf } from "./date-words.ts";

const EARLIEST = Date.UTC(1990, 0, 1);
const DAY = 86_400_000;

type Day = { readonly year: number; readonly month: number; readonly day: number };
type Hour = { readonly hour: number; readonly minute: number; readonly second: number };

const NOON_FREE: Hour = { hour: 0, minute: 0, second: 0 };

/** "2026-11-03", "2026/11/3", "20261103", "2026-11", with anything behind it. */
const YEAR_FIRST =
  /(?<!\d)(?<year>\d{4})(?:(?<sep>[-/.])(?<month>\d{1,2})(?:\k<sep>(?<day>\d{1,2}))?|(?<month2>\d{2})(?<day2>\d{2}))(?!\d)/;
/** "3 November 2026", "Tue, 03 Nov 26", "3. November 2026", "3rd of November, 2026", "3 de noviembre de 2026", "3-Nov-2026". */
const DAY_FIRST =
  /(?<!\d)(?<day>\d{1,2})(?:st|nd|rd|th|er|º|\.)?(?:\s+(?:of|de|of\s+the))?[\s-]*(?<name>\p{L}{3,})\.?,?(?:\s+(?:de|del))?[\s-]*(?<year>\d{4}|\d{2}(?![\d:]))(?!\d)/u;
/** "November 3, 2026", "Nov. 3rd 2026", "Tuesday, November 3, 2026". */
const MONTH_FIRST = /(?<!\p{L})(?<name>\p{L}{3,})\.?\s+(?<day>\d{1,2})(?:st|nd|rd|th)?,?\s+(?:at\s+)?(?<year>\d{4})(?!\d)/u;
/** "03.11.2026" and "3/11/2026": the first number is the day unless only the second can be. */
const NUMBERS = /(?<!\d)(?<first>\d{1,2})(?<sep>[./-])(?<second>\d{1,2})\k<sep>(?<year>\d{4})(?!\d)/;
const CJK = /(?<year>\d{4})\s*年\s*(?<month>\d{1,2})\s*月\s*(?<day>\d{1,2})\s*日/;
/** Unicode's time zone of Windows and of ISO: "08:15", "8:15:30.123", "8.15pm", "8 a.m.", "T0815". */
const TIME = /(?<![\d.:])(?<hour>\d{1,2})(?:[:.h](?<minute>\d{2})(?:[:.](?<second>\d{2})(?:[.,]\d+)?)?)?\s*(?<half>[ap]\.?\s?m\b\.?)?/iu;
const OFFSET = /^\s*\(?(?:GMT|UTC)?\s*(?<sign>[+\u2212-])(?<hours>\d{1,2}):?(?<minutes>\d{2})?(?!\d)/;
const ZONE = /^\s*\(?(?<zone>[A-Z]{1,4})(?![\p{L}])/u;

/** Whether the day is in the calendar: V8 makes 3 March of 31 February. */
function real({ year, month, day }: Day): boolean {
  const date = new Date(Date.UTC(year, month - 1, day));
  return month >= 1 && month <= 12 && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}

const fullYear = (year: string) => (year.length === 2 ? Number(year) + (Number(year) < 70 ? 2000 : 1900) : Number(year));

function named(match: RegExpExecArray | null): Day | null {
  const { year = "", name = "", day = "" } = match?.groups ?? {};
  const month = monthOf.get(name.toLowerCase());
  return month === undefined ? null : { year: fullYear(year), month, day: Number(day) };
}

type Found = { readonly day: Day; readonly match: RegExpExecArray };

function findDay(text: string): Found | null {
  const cjk = CJK.exec(text);
  if (cjk) return { match: cjk, day: { year: Number(cjk.groups?.year), month: Number(cjk.groups?.month), day: Number(cjk.groups?.day) } };
  const iso = YEAR_FIRST.exec(text);
  if (iso?.groups) {
    const { year, month, month2, day, day2 } = iso.groups;
    const found = { year: Number(year), month: Number(month ?? month2), day: Number(day ?? day2 ?? 1) };
    if (real(found)) return { match: iso, day: found };
  }
  for (const form of [MONTH_FIRST, DAY_FIRST]) {
    const match = form.exec(text);
    const found = named(match);
    if (match && found && real(found)) return { match, day: found };
  }
  const match = NUMBERS.exec(text);
  if (!match?.groups) return null;
  const [first, second, year] = [Number(match.groups.first), Number(match.groups.second), Number(match.groups.year)];
  const european = { year, month: second, day: first };
  const american = { year, month: first, day: second };
  // "03/11/2026" is one day in London and another one in New York: with slashes it is no date unless one number is over twelve.
  if (match.groups.sep === "/" && real(european) && real(american) && first !== second) return null;
  const day = real(european) ? european : american;
  return real(day) ? { match, day } : null;
}

function findTime(rest: string): { readonly hour: Hour; readonly after: string } {
  const match = /^T?(?<hour>\d{2})(?<minute>\d{2})(?<second>\d{2})?(?!\d)/.exec(rest.trim()) ?? TIME.exec(rest);
  const { hour = "", minute, second, half } = match?.groups ?? {};
  if (!match || (minute === undefined && half === undefined)) return { hour: NOON_FREE, after: rest };
  const afternoon = half?.toLowerCase().startsWith("p");
  const of24 = half === undefined ? Number(hour) : (Number(hour) % 12) + (afternoon ? 12 : 0);
  const time = { hour: of24, minute: Number(minute ?? 0), second: Number(second ?? 0) };
  if (time.hour > 24 || time.minute > 59 || time.second > 60) return { hour: NOON_FREE, after: "" };
  return { hour: time, after: rest.slice(rest.indexOf(match[0]) + match[0].length) };
}

/** Summer time of the United States since 2007: from the second Sunday of March to the first of November, to the day. */
function americanSummer({ year, month, day }: Day): boolean {
  const sunday = (of: number, nth: number) => 1 + ((7 - new Date(Date.UTC(year, of - 1, 1)).getUTCDay()) % 7) + 7 * (nth - 1);
  const days = month * 100 + day;
  return days >= 300 + sunday(3, 2) && days < 1100 + sunday(11, 1);
}

/** Minutes east; no zone, or one nobody knows, is UTC. */
function findZone(after: string, day: Day): number {
  const offset = OFFSET.exec(after)?.groups;
  if (offset) {
    const minutes = Number(offset.hours) * 60 + Number(offset.minutes ?? 0);
    return offset.sign === "+" ? minutes : -minutes;
  }
  const zone = ZONE.exec(after)?.groups?.zone ?? "";
  const american = americanZones.get(zone);
  if (american !== undefined) return american + (americanSummer(day) ? 60 : 0);
  return zoneOf.get(zone) ?? 0;
}

/**
 * The date in a short text ("Tue, 03 Nov 2026 08:00:00 GMT", "Nov. 3, 2026 8:00 AM ET", "3. November 2026"), or none.
 * Never `new Date(text)`: V8 reads year 1 as 2001 and a date without a zone in the zone of the server. Without a zone it is UTC.
 * None before 1990, and with `now` none later than a day after it: such a date is a mistake of its publisher.
 */
export function parseDate(text: string, now?: Date): Instant | undefined {
  const found = findDay(text.slice(0, 200));
  if (!found) return undefined;
  const { day, match } = found;
  const rest = text.slice(match.index + match[0].length, match.index + match[0].length + 40);
  // A time may stand before the day ("8:15, 3 November"); behind it is the usual place.
  const behind = findTime(rest);
  const { hour, after } =
    behind.hour === NOON_FREE && /\d:\d\d|\d\s?[ap]\.?m\b/i.test(text.slice(0, match.index))
      ? findTime(text.slice(0, match.index))
      : behind;
  const time = Date.UTC(day.year, day.month - 1, day.day, hour.hour, hour.minute, hour.second) - findZone(after, day) * 60_000;
  if (time < EARLIEST || (now !== undefined && time > now.getTime() + DAY)) return undefined;
  return instant(new Date(time));
}
