import { clock, clockOf } from "./clock-words.ts";
import { minuteOfDay, zoneOf, zoneWords } from "./zones.ts";

/** Hours without a sound, in minutes of the day; over midnight where `from` is later than `to`. */
export type Quiet = { readonly from: number; readonly to: number; readonly zone: string };

export function isQuiet({ from, to, zone }: Quiet, now: Date): boolean {
  const minute = minuteOfDay(now, zone);
  return from < to ? minute >= from && minute < to : minute >= from || minute < to;
}

/** Reads "22:00-7:00 Europe/Berlin", "from 10pm to 7am". Null: it is none. */
export function parseQuiet(typed: string, zone: string): Quiet | null {
  const text = typed.trim().toLowerCase();
  const [, first = "", second = "", rest = ""] =
    /^(?:from |von |de )?(\S+?(?:\s*[ap]m)?)\s*(?:-|–|to|bis|à|a)\s*(\d\S*?(?:\s*[ap]m)?)(?:\s+(.*))?$/u.exec(text) ?? [];
  const from = clockOf(first);
  const to = clockOf(second);
  const where = rest === "" ? zone : zoneOf(typed.trim().slice(-rest.length));
  return from === null || to === null || from === to || where === null ? null : { from, to, zone: where };
}

/** As one would type it. */
export function quietWords({ from, to, zone }: Quiet): string {
  return `${clock(from)}-${clock(to)} ${zoneWords(zone)}`;
}
