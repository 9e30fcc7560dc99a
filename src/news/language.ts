/** The languages of the bot's own words. News stays in the language of its source. */
export const languages = ["en", "de", "fr", "es"] as const;
export type Language = (typeof languages)[number];
export type InLanguages<T> = Readonly<Record<Language, T>>;

/** One line of a table of phrases: the same in every language. */
export function each<T>(en: T, de: T, fr: T, es: T): InLanguages<T> {
  return { en, de, fr, es };
}

type Table = Readonly<Record<string, InLanguages<unknown>>>;
export type In<T extends Table> = { readonly [K in keyof T]: T[K]["en"] };

/** A table of phrases, read in one language. */
export function translations<T extends Table>(table: T): (language?: Language) => In<T> {
  const read = (language: Language) =>
    Object.fromEntries(Object.entries(table).map(([name, phrase]) => [name, phrase[language]])) as unknown as In<T>;
  const made = { en: read("en"), de: read("de"), fr: read("fr"), es: read("es") };
  return (language = "en") => made[language];
}

/** The language of a locale ("de", "pt-BR", "es_419"); null where we do not speak it. */
export function languageOf(locale: string | undefined): Language | null {
  const begins = locale?.toLowerCase().split(/[-_]/)[0];
  return languages.find((language) => language === begins) ?? null;
}

/** The locale by which days and lists are written. */
export const locales: InLanguages<string> = { en: "en-GB", de: "de-DE", fr: "fr-FR", es: "es-ES" };
