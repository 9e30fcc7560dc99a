const ROOT = /^(utc|gmt|z)$/i;
const OFFSET = /^(?:utc|gmt)([+-])0?(\d{1,2})(?::?00)?$/i;
const FIXED = /^Etc\/GMT([+-])(\d{1,2})$/;

/**
 * What people call a zone where IANA's names have no such word. An abbreviation means the zone with its summer time, as people who write
 * "9am EST" in July mean it. "IST" (India, Israel, Ireland) and "CST" in China are left out or read as in the United States: the answer
 * names the zone, so that a reader sees what was understood.
 */
const CALLED: Readonly<Record<string, readonly string[]>> = {
  "America/New_York": ["est", "edt", "eastern", "washington", "boston", "nueva york"],
  "America/Chicago": ["ct", "cst", "cdt", "central"],
  "America/Denver": ["mt", "mst", "mdt", "mountain"],
  "America/Los_Angeles": ["pt", "pst", "pdt", "pacific", "san francisco", "seattle"],
  "America/Anchorage": ["akst", "akdt"],
  "Pacific/Honolulu": ["hst", "hawaii"],
  "Europe/London": ["bst", "londres"],
  "Europe/Lisbon": ["wet", "west", "lissabon", "lisbonne", "lisboa"],
  "Europe/Berlin": ["cet", "cest", "mez", "mesz", "hamburg", "munich", "munchen", "frankfurt", "koln", "cologne"],
  "Europe/Vienna": ["wien", "vienne", "viena"],
  "Europe/Zurich": ["geneva", "genf", "geneve", "ginebra"],
  "Europe/Brussels": ["brussel", "bruxelles", "bruselas"],
  "Europe/Athens": ["eet", "eest"],
  "Europe/Kiev": ["kyiv"],
  "Europe/Moscow": ["msk", "moskau", "moscou", "moscu"],
  "Asia/Calcutta": ["kolkata", "delhi", "new delhi", "mumbai"],
  "Asia/Shanghai": ["beijing", "peking", "pekin"],
  "Asia/Tokyo": ["jst", "tokio"],
  "Australia/Sydney": ["aest", "aedt"],
};
let cities: ReadonlyMap<string, string> | null = null;

/** The words of the longest name of a zone: "Port of Spain". */
export const LONGEST_ZONE_WORDS = 3;

/** The IANA zone of a word: "Europe/Berlin" however it is written, "UTC", "UTC+2", "EST", or a city alone ("Berlin", "New York"). Null: none. */
export function zoneOf(word: string): string | null {
  if (ROOT.test(word)) return "UTC";
  const [, sign, hours] = OFFSET.exec(word) ?? [];
  if (hours !== undefined) {
    if (Number(hours) === 0) return "UTC";
    // IANA counts these westward: UTC+2 is Etc/GMT-2. It knows them from twelve hours behind to fourteen ahead.
    return Number(hours) <= (sign === "+" ? 14 : 12) ? `Etc/GMT${sign === "+" ? "-" : "+"}${Number(hours)}` : null;
  }
  if (word.includes("/")) {
    try {
      const known = new Intl.DateTimeFormat("en", { timeZone: word }).resolvedOptions().timeZone;
      // An alias ("Asia/Kolkata") stays as it was written.
      return known.toLowerCase() === word.toLowerCase() ? known : word;
    } catch {
      return null;
    }
  }
  cities ??= new Map([
    ...Intl.supportedValuesOf("timeZone").map((zone) => [plain(zone.split("/").at(-1) ?? ""), zone] as const),
    ...Object.entries(CALLED).flatMap(([zone, names]) => names.map((name) => [name, zone] as const)),
  ]);
  return cities.get(plain(word)) ?? null;
}

const plain = (word: string) => word.toLowerCase().normalize("NFD").replace(/\p{M}/gu, "").replaceAll("_", " ");

/** A zone as people write it: "UTC+2" for IANA's "Etc/GMT-2", whose sign is the other way round. `zoneOf` reads the same zone. */
export function zoneWords(zone: string): string {
  return zone.replace(FIXED, (_, sign, hours) => `UTC${sign === "-" ? "+" : "-"}${hours}`);
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
