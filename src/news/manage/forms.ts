import { digestLengths } from "../digest-length.ts";
import { type Language, locales } from "../language.ts";
import type { Act, Managing } from "../question.ts";
import { parseCron } from "../slot.ts";
import { type ChannelDigest, MOST_PINGED } from "./channel-digest.ts";
import { clock } from "./clock-words.ts";
import { entriesIn, entryWords, filterKeys, filterWords } from "./filter-words.ts";
import { managePhrasesIn } from "./manage-phrases.ts";
import { parseQuiet, quietWords } from "./quiet.ts";
import { cronsOf, minutesOf, parseTimes, timesWords } from "./times.ts";
import { zoneOf, zoneWords } from "./zones.ts";

/** What is asked for, never how it looks: each platform makes its own dialogue of it. */
export type Field = {
  readonly name: string;
  readonly label: string;
  readonly hint?: string;
} & (
  | { readonly kind: "text"; readonly value: string; readonly longest: number; readonly lines?: true }
  /** Any number of these, none too. At most 25. */
  | {
      readonly kind: "choices";
      readonly values: readonly string[];
      readonly options: readonly { readonly value: string; readonly label: string }[];
    }
);

/** The longest text of a field: what Slack takes; Discord takes more. */
const LONGEST_TEXT = 3000;
/** Choices of one field: what Discord takes. */
const MOST_CHOICES = 25;

/** At most five fields, of which none must be filled in; `act` comes back with what was. */
export type Form = {
  readonly act: Act;
  readonly title: string;
  readonly submit: string;
  readonly fields: readonly Field[];
  readonly language: Language;
};
/** Of each field of a form, what it was filled with: one text, or what was chosen. */
export type Filled = Readonly<Record<string, readonly string[]>>;
/** Of fields, what is wrong with what stands in them. */
export type Mistakes = { readonly mistakes: Readonly<Record<string, string>> };

export type FormSetting = {
  readonly digest: ChannelDigest;
  /** Of the settings, for what the channel has not set. */
  readonly zone: string;
  readonly pingable: readonly string[];
  readonly language: Language;
};

/** Of an act that takes more than a button, with what is set now; null: it takes no form, or none that holds all that is set: half of it would be saved. */
export function formOf(act: Act, setting: FormSetting): Form | null {
  const form = wholeForm(act, setting);
  const fits = form?.fields.every((field) =>
    field.kind === "text" ? field.value.length <= field.longest : field.options.length <= MOST_CHOICES,
  );
  return fits ? form : null;
}

function wholeForm(act: Act, setting: FormSetting): Form | null {
  const { digest, language } = setting;
  const said = managePhrasesIn(language);
  const made = (title: string, fields: readonly Field[]): Form => ({ act, title, submit: said.formSubmit, fields, language });
  switch (act) {
    case "schedule":
      return made(said.formSchedule, scheduleFields(setting));
    case "filter":
      return made(said.formFilter, filterFields(setting));
    case "quiet":
      return made(said.formQuiet, [quietField(digest, language)]);
    case "length":
      return made(said.formLength, [
        {
          kind: "choices",
          name: "length",
          label: said.fieldLength,
          values: digest.length === null ? [] : [digest.length],
          options: digestLengths.map((length) => ({ value: length, label: said.lengthIs(length) })),
        },
      ]);
    case "roles":
      if (setting.pingable.length === 0) return null;
      return made(said.formRoles, [
        {
          kind: "choices",
          name: "roles",
          label: said.fieldRoles,
          values: digest.roles.filter((id) => setting.pingable.includes(id)),
          options: setting.pingable.map((id) => ({ value: id, label: id })),
        },
      ]);
    default:
      return null;
  }
}

const WEEK = [1, 2, 3, 4, 5, 6, 0];

function scheduleFields({ digest, zone, language }: FormSetting): Field[] {
  const said = managePhrasesIn(language);
  const name = new Intl.DateTimeFormat(locales[language], { weekday: "long", timeZone: "UTC" });
  const chosen = digest.times === null ? null : choiceOf(digest.times.cron);
  return [
    {
      kind: "choices",
      name: "days",
      label: said.fieldDays,
      values: chosen?.days.map(String) ?? (digest.times ? [] : ["1", "2", "3", "4", "5"]),
      // 2 January 2000 was a Sunday.
      options: WEEK.map((day) => ({ value: String(day), label: name.format(new Date(Date.UTC(2000, 0, 2 + day))) })),
    },
    {
      kind: "choices",
      name: "hours",
      label: said.fieldHours,
      values: chosen?.hours.map(String) ?? [],
      options: Array.from({ length: 24 }, (_, hour) => ({ value: String(hour), label: clock(hour * 60) })),
    },
    { kind: "text", name: "zone", label: said.fieldZone, hint: "Europe/Berlin", value: zoneWords(digest.times?.zone ?? zone), longest: 60 },
    {
      kind: "text",
      name: "words",
      label: said.fieldWords,
      hint: said.hintWords,
      value: digest.times && !chosen ? timesWords(digest.times) : "",
      longest: LONGEST_TEXT,
    },
    quietField(digest, language),
  ];
}

/** Days and full hours, where the times are nothing else. */
function choiceOf(cron: string): { days: readonly number[]; hours: readonly number[] } | null {
  const read = parseCron(cron);
  if (cron.includes(";") || typeof read === "string" || read.days.size < 31 || read.months.size < 12) return null;
  const minutes = minutesOf(read);
  return minutes.every((minute) => minute % 60 === 0) ? { days: [...read.weekdays], hours: minutes.map((minute) => minute / 60) } : null;
}

function quietField({ quiet }: ChannelDigest, language: Language): Field {
  const said = managePhrasesIn(language);
  return { kind: "text", name: "quiet", label: said.fieldQuiet, hint: said.hintQuiet, value: quiet ? quietWords(quiet) : "", longest: 80 };
}

function filterFields({ digest, language }: FormSetting): Field[] {
  const said = managePhrasesIn(language);
  const labels = {
    people: said.fieldPeople,
    topics: said.fieldTopics,
    sources: said.fieldSources,
    words: said.fieldOnlyWords,
    without: said.fieldWithout,
  };
  return filterKeys.map((name) => ({
    kind: "text",
    name,
    label: labels[name],
    hint: said.hintList,
    value: entryWords(digest.filter[name]),
    longest: LONGEST_TEXT,
    lines: true,
  }));
}

/** What was filled in as the question one could have typed, or what is wrong with which field. Needs nothing but the form: it is read within the moment a platform gives. */
export function readForm(form: Pick<Form, "act" | "language">, filled: Filled, zone: string): Managing | Mistakes {
  const text = (name: string) => (filled[name]?.[0] ?? "").trim();
  const asked = (words: string): Managing => ({ kind: "manage", act: form.act, words });
  switch (form.act) {
    case "schedule":
      return readSchedule(form.language, filled, zone);
    case "filter": {
      const filter = Object.fromEntries(filterKeys.map((key) => [key, entriesIn(text(key))])) as Record<
        (typeof filterKeys)[number],
        string[]
      >;
      return asked(filterWords(filter) || "off");
    }
    case "quiet":
      return text("quiet") === "" ? asked("off") : (quietMistake(form.language, text("quiet"), zone) ?? asked(text("quiet")));
    case "length":
      return asked(filled.length?.[0] ?? "default");
    case "roles":
      if ((filled.roles ?? []).length > MOST_PINGED)
        return { mistakes: { roles: managePhrasesIn(form.language).tooManyPinged(MOST_PINGED) } };
      return asked((filled.roles ?? []).join(" ") || "off");
    default:
      return asked("");
  }
}

function readSchedule(language: Language, filled: Filled, fallback: string): Managing | Mistakes {
  const said = managePhrasesIn(language);
  const text = (name: string) => (filled[name]?.[0] ?? "").trim();
  const zone = text("zone") === "" ? fallback : zoneOf(text("zone"));
  if (zone === null) return { mistakes: { zone: said.wrongZone(text("zone").slice(0, 60)) } };
  const quiet = text("quiet");
  const wrong = quiet === "" ? null : quietMistake(language, quiet, zone);
  if (wrong) return wrong;
  const numbers = (name: string) =>
    (filled[name] ?? [])
      .map(Number)
      .filter(Number.isInteger)
      .sort((a, b) => a - b);
  const [days, hours] = [numbers("days"), numbers("hours")];
  const words =
    text("words") ||
    cronsOf(
      days,
      hours.map((hour) => hour * 60),
    )
      .map((cron) => `cron ${cron}`)
      .join("; ");
  if (words === "" || (text("words") === "" && days.length === 0)) return { mistakes: { words: said.noHours } };
  const times = parseTimes(words, zone);
  if ("wrong" in times) return { mistakes: { words: timesMistake(times, language) } };
  return { kind: "manage", act: "schedule", words: `${timesWords(times)} | ${quiet === "" ? "off" : quiet}` };
}

function quietMistake(language: Language, typed: string, zone: string): Mistakes | null {
  return parseQuiet(typed, zone) ? null : { mistakes: { quiet: managePhrasesIn(language).wrongQuiet(typed.slice(0, 60)) } };
}

/** Why times cannot be read, in words. */
export function timesMistake(
  { wrong, text }: { readonly wrong: "word" | "none" | "cron" | "many"; readonly text: string },
  language?: Language,
): string {
  const said = managePhrasesIn(language);
  return { word: said.wrongWord, none: said.wrongTime, cron: said.wrongCron, many: said.wrongMany }[wrong](text);
}
