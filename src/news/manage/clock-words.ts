/** "8:05". */
export function clock(minute: number): string {
  return `${Math.floor(minute / 60)}:${String(minute % 60).padStart(2, "0")}`;
}

const NAMED: Readonly<Record<string, number>> = {
  noon: 720,
  mittags: 720,
  midi: 720,
  mediodía: 720,
  midnight: 0,
  mitternacht: 0,
  minuit: 0,
  medianoche: 0,
};

/** The minute of the day that a word means: "8", "8:05", "08.05", "8h05", "0805", "8am", "8:05 pm", "noon". Null: none. */
export function clockOf(word: string): number | null {
  if (Object.hasOwn(NAMED, word)) return NAMED[word] ?? null;
  const [, hours, minutes = "0", half] =
    /^(\d{2})(\d{2})h?$/.exec(word) ?? /^(\d{1,2})(?:[:.h](\d{2})?)?\s*(am|pm|uhr|h)?$/.exec(word) ?? [];
  if (hours === undefined) return null;
  let hour = Number(hours);
  if (half === "am" || half === "pm") {
    if (hour < 1 || hour > 12) return null;
    hour = (hour % 12) + (half === "pm" ? 12 : 0);
  }
  return hour < 24 && Number(minutes) < 60 ? hour * 60 + Number(minutes) : null;
}

/** Days of the week that a word means, from Sunday = 0. What is said in the four languages of the bot, and in cron. */
const DAYS: readonly (readonly string[])[] = [
  ["sun", "sunday", "sundays", "so", "sonntag", "sonntags", "dim", "dimanche", "dimanches", "dom", "domingo", "domingos"],
  ["mon", "monday", "mondays", "mo", "montag", "montags", "lun", "lundi", "lundis", "lunes"],
  ["tue", "tues", "tuesday", "tuesdays", "di", "dienstag", "dienstags", "mar", "mardi", "mardis", "martes"],
  ["wed", "wednesday", "wednesdays", "mi", "mittwoch", "mittwochs", "mer", "mercredi", "mercredis", "mié", "mie", "miércoles", "miercoles"],
  ["thu", "thur", "thurs", "thursday", "thursdays", "do", "donnerstag", "donnerstags", "jeu", "jeudi", "jeudis", "jue", "jueves"],
  ["fri", "friday", "fridays", "fr", "freitag", "freitags", "ven", "vendredi", "vendredis", "vie", "viernes"],
  [
    "sat",
    "saturday",
    "saturdays",
    "sa",
    "samstag",
    "samstags",
    "sonnabend",
    "sam",
    "samedi",
    "samedis",
    "sáb",
    "sab",
    "sábado",
    "sabado",
    "sábados",
  ],
];

const ALL = [0, 1, 2, 3, 4, 5, 6];
const WORK = [1, 2, 3, 4, 5];
const END = [0, 6];
const GROUPS: Readonly<Record<string, readonly number[]>> = {
  ...{ daily: ALL, everyday: ALL, täglich: ALL, taeglich: ALL, quotidien: ALL, "tous-les-jours": ALL, diario: ALL, diariamente: ALL },
  ...{ weekday: WORK, weekdays: WORK, workdays: WORK, werktags: WORK, wochentags: WORK, werktage: WORK, semaine: WORK, laborables: WORK },
  ...{ weekend: END, weekends: END, wochenende: END, wochenends: END, "week-end": END, "fin-de-semana": END, "fines-de-semana": END },
};

/** Null: no day. */
export function daysOf(word: string): readonly number[] | null {
  if (Object.hasOwn(GROUPS, word)) return GROUPS[word] ?? null;
  const day = DAYS.findIndex((names) => names.includes(word));
  return day < 0 ? null : [day];
}

/** Words between the first day and the last: "Monday to Friday". */
export const UNTIL: ReadonlySet<string> = new Set([
  "to",
  "through",
  "thru",
  "until",
  "till",
  "bis",
  "au",
  "à",
  "a",
  "al",
  "hasta",
  "-",
  "–",
]);

/** Words between the others that say nothing. */
export const FILLERS: ReadonlySet<string> = new Set([
  ...["and", "at", "on", "every", "each", "the", "in", "from", "o'clock", "oclock", "zone", "time", "timezone"],
  ...["und", "um", "am", "an", "von", "jeden", "jede", "uhr", "zeit", "zeitzone"],
  ...["et", "à", "le", "les", "du", "chaque", "heure", "heures", "fuseau", "en"],
  ...["y", "a", "de", "las", "la", "los", "el", "cada", "hora", "horas"],
]);

/** How days of the week are said in words that are read again: "weekdays", "mon,wed". */
const SHORT = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];

export function dayWords(days: readonly number[]): string {
  const key = days.join();
  if (key === ALL.join()) return "daily";
  if (key === WORK.join()) return "weekdays";
  if (key === END.join()) return "weekends";
  return days.map((day) => SHORT[day]).join(",");
}
