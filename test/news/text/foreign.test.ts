import { describe, expect, it } from "vitest";
import { articleOf, tell } from "../../../src/ingest/tell.ts";
import type { ArticleId } from "../../../src/news/article.ts";
import { extract, SPEAKER_MARGIN } from "../../../src/news/quotes/extract.ts";
import { isForeign } from "../../../src/news/text/foreign.ts";
import { tokenise } from "../../../src/news/text/tokens.ts";
import { extractiveSummariser } from "../../../src/summarisers/extractive.ts";

const GERMAN =
  "Der Stadtrat von Oberlauchau hat am Mittwoch für den Bau der neuen Brücke gestimmt. „Wir haben zwanzig Jahre auf diesen Tag gewartet“, sagte Bürgermeisterin Katrin Osterloh nach der Sitzung. Mit Blick auf die Kosten wurde der Ton schärfer. Ohne Einigung droht im Vorjahr geplanten Vorhaben das Aus.";
const FRENCH =
  "Le conseil de la ville a voté mercredi pour la construction du nouveau pont. « Nous avons attendu ce jour pendant vingt ans », a déclaré la maire Hélène Morvan après la séance. Les habitants du quartier ne sont pas tous d’accord avec le projet.";
const SPANISH =
  "El concejo de la ciudad aprobó el miércoles la construcción del nuevo puente. «Hemos esperado este día durante veinte años», dijo la alcaldesa Lucía Vázquez después de la sesión. Los vecinos del barrio no están de acuerdo con el proyecto.";
const OTHERS: readonly (readonly [string, string])[] = [
  ["Italian", "Il consiglio della città ha votato mercoledì per la costruzione del nuovo ponte, ma non tutti gli abitanti sono d’accordo."],
  ["Dutch", "De gemeenteraad heeft woensdag voor de bouw van een nieuwe brug gestemd, maar niet alle bewoners zijn het daarmee eens."],
  ["Turkish", "Belediye meclisi çarşamba günü yeni bir köprü için oy kullandı ve başkan bu karar ile çok mutlu olduğunu söyledi."],
  ["Polish", "Rada miasta w środę zagłosowała za budową nowego mostu, ale nie wszyscy mieszkańcy zgadzają się na to i protestują."],
  ["Russian", "Городской совет в среду проголосовал за строительство нового моста, но не все жители района с этим согласны сегодня."],
  ["Arabic", "صوت مجلس المدينة يوم الأربعاء لصالح بناء الجسر الجديد لكن ليس كل السكان يوافقون على هذا القرار اليوم"],
];

describe("a language whose names are not known", () => {
  it.each<readonly [string, string]>([["German", GERMAN], ["French", FRENCH], ["Spanish", SPANISH], ...OTHERS])(
    "%s is told from English",
    (_, text) => {
      expect(isForeign(tokenise(text))).toBe(true);
    },
  );

  it.each([
    ["prose", "The council of the town voted on Wednesday for a new bridge. Not all residents agree with the plan."],
    [
      "foreign words in English",
      "“Wir schaffen das,” Angela Merkel said, and “Nous avons attendu ce jour pendant vingt ans,” Hélène Morvan said of it.",
    ],
    ["a list of names and numbers", "Osterloh 3, Morvan 2. Vázquez 1, Brandt 0. De la Cruz 4, Van den Berg 2. Dos Santos 5, Da Silva 1."],
    ["a few words", "Der Spiegel und die Zeit"],
    ["nothing", ""],
  ])("%s counts as English", (_, text) => {
    expect(isForeign(tokenise(text))).toBe(false);
  });

  it.each([
    [GERMAN, "Wir haben zwanzig Jahre auf diesen Tag gewartet"],
    [FRENCH, "Nous avons attendu ce jour pendant vingt ans"],
    [SPANISH, "Hemos esperado este día durante veinte años"],
  ])("gives what is between marks, with nobody's name, and no list of persons", (text, words) => {
    const { quotes, people } = extract(text);
    expect(quotes.map(({ parts }) => parts.map(({ start, end }) => text.slice(start, end)).join(" "))).toEqual([words]);
    // A guess may be there; it is below what is shown.
    for (const { confidence } of quotes) expect(confidence).toBeLessThan(SPEAKER_MARGIN);
    const article = articleOf({ origin: "test", text }, "a" as ArticleId, new Date("2026-11-23T07:00:00Z"));
    expect(tell({ summariser: extractiveSummariser() } as never, article).quotes.map(({ speaker }) => speaker)).toEqual([null]);
    expect(people).toEqual([]);
  });

  it("takes a title or a word in marks for nobody's words", () => {
    const text = `${GERMAN} Der Film „Die letzte Brücke“ und die „Brückensteuer“ sind dort bekannt.`;
    expect(extract(text).quotes).toHaveLength(1);
  });
});
