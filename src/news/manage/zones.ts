const ROOT = /^(utc|gmt|z)$/i;
let cities: ReadonlyMap<string, string> | null = null;

/** The IANA zone of a word: "Europe/Berlin" however it is written, "UTC", or a city alone ("Berlin"). Null: none. */
export function zoneOf(word: string): string | null {
  if (ROOT.test(word)) return "UTC";
  if (word.includes("/")) {
    try {
      const known = new Intl.DateTimeFormat("en", { timeZone: word }).resolvedOptions().timeZone;
      // An alias ("Asia/Kolkata") stays as it was written.
      return known.toLowerCase() === word.toLowerCase() ? known : word;
    } catch {
      return null;
    }
  }
  cities ??= new Map(Intl.supportedValuesOf("timeZone").map((zone) => [(zone.split("/").at(-1) ?? "").toLowerCase(), zone]));
  return cities.get(word.toLowerCase().replaceAll(" ", "_")) ?? null;
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** The minute of the day on the clocks of a zone. */
export function minuteOfDay(now: Date, zone: string): number {
  let format = formats.get(zone);
  if (!format) {
    format = new Intl.DateTimeFormat("en-US", { timeZone: zone, hourCycle: "h23", hour: "numeric", minute: "numeric" });
    formats.set(zone, format);
  }
  const parts = Object.fromEntries(format.formatToParts(now).map(({ type, value }) => [type, Number(value)]));
  return (parts.hour ?? 0) * 60 + (parts.minute ?? 0);
}
