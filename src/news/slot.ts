import { type Instant, instant } from "./article.ts";
import type { Schedule, Slot } from "./edition.ts";

/** The five fields of a cron expression as sets of allowed numbers; days of the week count from Sunday = 0. */
export type Cron = {
  readonly minutes: readonly number[];
  readonly hours: readonly number[];
  readonly days: ReadonlySet<number>;
  readonly months: ReadonlySet<number>;
  readonly weekdays: ReadonlySet<number>;
};

const MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const WEEKDAYS = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];
const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
/** 29 February on a given weekday comes back within 40 years; a day that never comes (31 April) is given up after as long. */
const HORIZON_DAYS = 40 * 366;

/**
 * Reads five fields: minute, hour, day of month, month, day of week; `*`, lists, ranges, steps, English three-letter names, 7 as Sunday.
 * Text back: what is wrong with it. A day has to fit both day fields, as in node-cron (Vixie cron takes either).
 */
export function parseCron(text: string): Cron | string {
  const fields = text.trim().toLowerCase().split(/\s+/);
  if (fields.length !== 5) return `has ${fields.length} field${fields.length === 1 ? "" : "s"}, not five`;
  const read = [
    field(fields[0] ?? "", "minute", 0, 59, []),
    field(fields[1] ?? "", "hour", 0, 23, []),
    field(fields[2] ?? "", "day of month", 1, 31, []),
    field(fields[3] ?? "", "month", 1, 12, MONTHS, 1),
    field(fields[4] ?? "", "day of week", 0, 7, WEEKDAYS),
  ];
  const wrong = read.find((numbers) => typeof numbers === "string");
  if (typeof wrong === "string") return wrong;
  const [minutes, hours, days, months, weekdays] = read as number[][];
  return {
    minutes: minutes ?? [],
    hours: hours ?? [],
    days: new Set(days),
    months: new Set(months),
    weekdays: new Set(weekdays?.map((day) => day % 7)),
  };
}

function field(text: string, name: string, least: number, most: number, names: readonly string[], offset = 0): number[] | string {
  const numbers = new Set<number>();
  for (const item of text.split(",")) {
    const m = /^(?:(\*)|(\w+)(?:-(\w+))?)(?:\/(\d+))?$/.exec(item);
    if (!m) return `${name} "${item}" is not a number, a range or *`;
    const number = (word: string) => (names.includes(word) ? names.indexOf(word) + offset : /^\d+$/.test(word) ? Number(word) : Number.NaN);
    const from = m[1] ? least : number(m[2] ?? "");
    const to = m[1] ? most : m[3] ? number(m[3]) : m[4] ? most : from;
    const step = m[4] ? Number(m[4]) : 1;
    if (!(from >= least && to <= most && from <= to && step >= 1)) return `${name} "${item}" is not within ${least}-${most}`;
    for (let n = from; n <= to; n += step) numbers.add(n);
  }
  return [...numbers].sort((a, b) => a - b);
}

/** The slots of a schedule that are due after `after` and not later than `until`, in order. Throws on a cron expression or a zone that is not valid: both are checked where they come in. */
export function slotsBetween(schedule: Schedule, after: Date, until: Date): Slot[] {
  const crons = mustParse(schedule.cron);
  const slots: Slot[] = [];
  for (let day = localDay(after, schedule.zone) - DAY; day <= localDay(until, schedule.zone) + DAY; day += DAY)
    for (const slot of slotsOfDay(schedule, crons, day))
      if (slot.due > after.toISOString() && slot.due <= until.toISOString()) slots.push(slot);
  return onePerMoment(slots);
}

/** The first slot after a moment; null for a day that never comes. */
export function nextSlot(schedule: Schedule, after: Date): Slot | null {
  const crons = mustParse(schedule.cron);
  const first = localDay(after, schedule.zone) - DAY;
  for (let day = first; day <= first + HORIZON_DAYS * DAY; day += DAY) {
    const slot = onePerMoment([...slotsOfDay(schedule, crons, day), ...slotsOfDay(schedule, crons, day + DAY)]).find(
      ({ due }) => due > after.toISOString(),
    );
    if (slot) return slot;
  }
  return null;
}

function mustParse(text: string): Cron[] {
  return text.split(";").map((one) => {
    const cron = parseCron(one);
    if (typeof cron === "string") throw new RangeError(`cron expression "${one}": ${cron}`);
    return cron;
  });
}

/** `day` is a local date, as the UTC midnight of the same date. */
function slotsOfDay(schedule: Schedule, crons: readonly Cron[], day: number): Slot[] {
  const date = new Date(day);
  const minutes = crons.flatMap((cron) => {
    if (!cron.days.has(date.getUTCDate()) || !cron.months.has(date.getUTCMonth() + 1) || !cron.weekdays.has(date.getUTCDay())) return [];
    return cron.hours.flatMap((hour) => cron.minutes.map((minute) => hour * 60 + minute));
  });
  return [...new Set(minutes)].map((minute) => {
    const wall = day + minute * MINUTE;
    const local = new Date(wall).toISOString().slice(0, 16);
    return { schedule: schedule.id, zone: schedule.zone, local, due: moment(wall, schedule.zone), cron: schedule.cron };
  });
}

/** Where a spring gap moves a slot onto another one, the two are one: the later wall-clock time stays. */
function onePerMoment(slots: readonly Slot[]): Slot[] {
  const sorted = [...slots].sort((a, b) => (a.due === b.due ? (a.local < b.local ? -1 : 1) : a.due < b.due ? -1 : 1));
  return sorted.filter((slot, i) => sorted[i + 1]?.due !== slot.due);
}

/**
 * The moment of a wall-clock time (given as the UTC moment of the same digits). Twice in autumn: the first. Skipped in spring: the
 * first minute that exists again.
 */
function moment(wall: number, zone: string): Instant {
  // Offsets lie within a day, so those a day before and after are all that can apply.
  const candidates = [wall - offset(wall - DAY, zone), wall - offset(wall + DAY, zone)].sort((a, b) => a - b);
  const hit = candidates.find((utc) => utc + offset(utc, zone) === wall);
  if (hit !== undefined) return instant(new Date(hit));
  let low = Math.min(...candidates) - DAY;
  let high = Math.max(...candidates) + DAY;
  while (high - low > MINUTE) {
    const middle = low + Math.floor((high - low) / 2 / MINUTE) * MINUTE;
    if (middle + offset(middle, zone) > wall) high = middle;
    else low = middle;
  }
  return instant(new Date(high));
}

/** The local date of a moment, as the UTC midnight of that date. */
function localDay(date: Date, zone: string): number {
  const wall = date.getTime() + offset(date.getTime(), zone);
  return wall - (((wall % DAY) + DAY) % DAY);
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** How far a zone is ahead of UTC at a moment, in milliseconds. */
function offset(utc: number, zone: string): number {
  let format = formats.get(zone);
  if (!format) {
    format = new Intl.DateTimeFormat("en-US", {
      timeZone: zone,
      hourCycle: "h23",
      year: "numeric",
      month: "numeric",
      day: "numeric",
      hour: "numeric",
      minute: "numeric",
      second: "numeric",
    });
    formats.set(zone, format);
  }
  const parts = Object.fromEntries(format.formatToParts(utc).map(({ type, value }) => [type, Number(value)]));
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts as Record<string, number | undefined>;
  return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(utc / 1000) * 1000;
}
