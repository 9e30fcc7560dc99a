import { each, type In, type InLanguages, type Language, locales, translations } from "./language.ts";
import type { QuoteKind } from "./quote.ts";

type Extent = { readonly articles: number; readonly since: string | null };

/** "1 article", "2 articles"; in French nothing is one, too. */
export const count = (n: number, one: string, many = `${one}s`): string => `${n} ${n === 1 ? one : many}`;
const en = count;
const fr = (n: number, one: string, many = `${one}s`) => `${n} ${n < 2 ? one : many}`;
const de = en;
const es = en;

const minute = (at: string) => `${at.slice(0, 16).replace("T", " ")} UTC`;

// Made once: to make one takes half a millisecond, a good part of an answer.
const lists = formats((locale) => new Intl.ListFormat(locale, { type: "conjunction" }));
const days = formats((locale) => new Intl.DateTimeFormat(locale, { dateStyle: "long", timeZone: "UTC" }));

function formats<T>(make: (locale: string) => T): InLanguages<T> {
  return each(make(locales.en), make(locales.de), make(locales.fr), make(locales.es));
}

function list(names: readonly string[], language: Language): string {
  return lists[language].format(names);
}

/** "3 November 2026", in UTC. */
export function day(date: Date, language: Language = "en"): string {
  return days[language].format(date);
}

/** Every word of the bot's own that a reader sees on a card, in every language. Cards and renderers take them from here. */
const table = {
  digestTitle: each("News digest", "Nachrichtenüberblick", "Revue de presse", "Resumen de noticias"),
  nothingYet: each(
    "Nothing has been read yet. Put articles into the seeds folder, or name other folders in SOURCES.",
    "Es wurde noch nichts gelesen. Legen Sie Artikel in den Ordner seeds, oder nennen Sie andere Ordner in SOURCES.",
    "Rien n’a encore été lu. Déposez des articles dans le dossier seeds, ou indiquez d’autres dossiers dans SOURCES.",
    "Todavía no se ha leído nada. Ponga artículos en la carpeta seeds, o indique otras carpetas en SOURCES.",
  ),
  nothingNew: each(
    "Nothing new for this channel since the last digest.",
    "Seit dem letzten Überblick gibt es hier nichts Neues.",
    "Rien de nouveau ici depuis la dernière revue.",
    "Nada nuevo aquí desde el último resumen.",
  ),
  late: each(
    (due: string) => `late, was due ${due}`,
    (due) => `verspätet, fällig war er ${due}`,
    (due) => `en retard, était prévue ${due}`,
    (due) => `con retraso, correspondía a ${due}`,
  ),
  moreNotShown: each(
    (n: number) => `${n} more not shown`,
    (n) => `${n} weitere nicht gezeigt`,
    (n) => `${n} autres non affichés`,
    (n) => `${n} más sin mostrar`,
  ),
  articles: each(
    (n: number) => en(n, "article"),
    (n) => de(n, "Artikel", "Artikel"),
    (n) => fr(n, "article"),
    (n) => es(n, "artículo"),
  ),
  stories: each(
    (n: number) => en(n, "story", "stories"),
    (n) => de(n, "Meldung", "Meldungen"),
    (n) => fr(n, "sujet"),
    (n) => es(n, "noticia"),
  ),
  quotes: each(
    (n: number) => en(n, "quote"),
    (n) => de(n, "Zitat", "Zitate"),
    (n) => fr(n, "citation"),
    (n) => es(n, "cita"),
  ),
  moreQuotes: each(
    (n: number) => en(n, "more quote"),
    (n) => de(n, "weiteres Zitat", "weitere Zitate"),
    (n) => fr(n, "autre citation", "autres citations"),
    (n) => es(n, "cita más", "citas más"),
  ),
  speakers: each(
    (n: number) => en(n, "speaker"),
    (n) => de(n, "Stimme", "Stimmen"),
    (n) => fr(n, "voix", "voix"),
    (n) => es(n, "voz", "voces"),
  ),
  outlets: each(
    (n: number) => en(n, "outlet"),
    (n) => de(n, "Medium", "Medien"),
    (n) => fr(n, "média"),
    (n) => es(n, "medio"),
  ),
  saidBy: each(
    (name: string) => `— ${name}`,
    (name) => `— ${name}`,
    (name) => `— ${name}`,
    (name) => `— ${name}`,
  ),
  speakerUncertain: each(
    "— speaker unclear from the article",
    "— aus dem Artikel geht nicht sicher hervor, wer das sagt",
    "— l’article ne permet pas d’établir qui le dit",
    "— el artículo no deja claro quién lo dice",
  ),
  unnamed: each(
    "not named in the article",
    "im Artikel nicht namentlich genannt",
    "non nommé dans l’article",
    "no identificado en el artículo",
  ),
  reported: each(
    "Reported speech, in the article's words",
    "Wiedergegeben mit den Worten des Artikels",
    "Rapporté, avec les mots de l’article",
    "Referido, con las palabras del artículo",
  ),
  unmarkedBlock: each(
    "block quote without quotation marks in the original",
    "in der Quelle ohne Anführungszeichen abgesetzt",
    "détaché sans guillemets dans la source",
    "separado sin comillas en la fuente",
  ),
  withdrawn: each(
    (how: "gone" | "reworded") =>
      `the article has since been edited and ${how === "gone" ? "no longer contains this" : "now words it differently"}`,
    (how) => `der Artikel wurde seither geändert und ${how === "gone" ? "enthält dies nicht mehr" : "gibt dies anders wieder"}`,
    (how) => `l’article a été modifié depuis et ${how === "gone" ? "ne contient plus ceci" : "le formule autrement"}`,
    (how) => `el artículo se cambió después y ${how === "gone" ? "ya no dice esto" : "lo dice de otro modo"}`,
  ),
  gap: each("[…]", "[…]", "[…]", "[…]"),
  cut: each(
    "[shortened by Pullquote; continue at the source]",
    "[von Pullquote gekürzt; weiter in der Quelle]",
    "[coupé par Pullquote ; la suite à la source]",
    "[cortado por Pullquote; siga en la fuente]",
  ),
  cutQuote: each(
    "shortened by Pullquote; open the whole quote below",
    "hier von Pullquote gekürzt; das ganze Zitat ist einen Klick entfernt",
    "coupé ici par Pullquote ; la citation entière est à un clic",
    "cortado aquí por Pullquote; la cita completa está a un clic",
  ),
  wholeQuote: each(
    (name: string) => `Whole quote: ${name}`,
    (name) => `Ganzes Zitat: ${name}`,
    (name) => `Citation entière : ${name}`,
    (name) => `Cita completa: ${name}`,
  ),
  wholeQuoteOf: each("Whole quote", "Ganzes Zitat", "Citation entière", "Cita completa"),
  carriedBy: each(
    (outlets: number) => `carried by ${en(outlets, "outlet")}`,
    (outlets) => `in ${de(outlets, "Medium", "Medien")}`,
    (outlets) => `repris par ${fr(outlets, "média")}`,
    (outlets) => `en ${es(outlets, "medio")}`,
  ),
  wordingDiffers: each("wording differs", "Wortlaut verschieden", "formulations différentes", "con distintas palabras"),
  wordedIn: each(
    (outlet: string, words: string) => `in ${outlet}: “${words}”`,
    (outlet, words) => `in ${outlet}: „${words}“`,
    (outlet, words) => `dans ${outlet} : « ${words} »`,
    (outlet, words) => `en ${outlet}: «${words}»`,
  ),
  otherWording: each("Another wording", "Anderer Wortlaut", "Autre formulation", "Otra versión"),
  freshQuote: each("new in this story", "neu in dieser Meldung", "nouveau dans ce sujet", "nuevo en esta noticia"),
  storyTitle: each("The whole story", "Die ganze Meldung", "Le sujet en entier", "La noticia completa"),
  wholeStory: each(
    (headline: string) => `Whole story: ${headline}`,
    (headline) => `Ganze Meldung: ${headline}`,
    (headline) => `Sujet entier : ${headline}`,
    (headline) => `Noticia completa: ${headline}`,
  ),
  toldBy: each("Reported by", "Berichtet von", "Relaté par", "Contado por"),
  newInStory: each("New in this story", "Neu in dieser Meldung", "Nouveau dans ce sujet", "Novedad en esta noticia"),
  alsoIn: each("Also in", "Auch in", "Aussi dans", "También en"),
  continued: each("continued", "Fortsetzung", "suite", "continuación"),
  people: each("People mentioned", "Erwähnte Personen", "Personnes citées", "Personas mencionadas"),
  keyQuotes: each("Key quotes", "Wichtige Zitate", "Citations clés", "Citas clave"),
  undated: each("undated", "ohne Datum", "sans date", "sin fecha"),
  noOutlet: each("outlet not given", "Medium nicht genannt", "média non indiqué", "medio no indicado"),
  more: each("More", "Mehr", "Suite", "Más"),
  context: each("Show in context", "Im Zusammenhang", "Voir le contexte", "Ver en contexto"),
  read: each("Read the article", "Artikel lesen", "Lire l’article", "Leer el artículo"),
  share: each("Share to channel", "Im Kanal teilen", "Partager dans le canal", "Compartir en el canal"),
  sharedBy: each(
    (name: string) => `Shared by ${name}.`,
    (name) => `Geteilt von ${name}.`,
    (name) => `Partagé par ${name}.`,
    (name) => `Compartido por ${name}.`,
  ),
  follow: each(
    (name: string) => `Follow ${name}`,
    (name) => `${name} folgen`,
    (name) => `Suivre ${name}`,
    (name) => `Seguir a ${name}`,
  ),
  helpTitle: each("What you can ask", "Was Sie fragen können", "Ce que vous pouvez demander", "Qué puede preguntar"),
  help: each<readonly string[]>(
    [
      "/news – the latest digest",
      "/news karzai – what a person said, word for word",
      "/news karzai about:taliban – only from articles that contain this word",
      "/news peace talks – stories on a topic",
      "/news follow karzai – new quotes as a direct message; “daily” at the end: once a day",
      "/news following – who you follow · /news unfollow karzai",
      "/digest help – schedules and sources",
    ],
    [
      "/news – der neueste Überblick",
      "/news karzai – was jemand gesagt hat, Wort für Wort",
      "/news karzai about:taliban – nur aus Artikeln, in denen dieses Wort steht",
      "/news Friedensgespräche – Meldungen zu einem Thema",
      "/news follow karzai – neue Zitate als Direktnachricht; mit „daily“ am Ende einmal am Tag",
      "/news following – wem Sie folgen · /news unfollow karzai",
      "/digest help – Zeitpläne und Quellen",
    ],
    [
      "/news – la dernière revue",
      "/news karzai – ce qu’une personne a dit, mot pour mot",
      "/news karzai about:taliban – seulement dans les articles qui contiennent ce mot",
      "/news pourparlers – les sujets sur un thème",
      "/news follow karzai – les nouvelles citations en message privé ; avec « daily » à la fin, une fois par jour",
      "/news following – qui vous suivez · /news unfollow karzai",
      "/digest help – horaires et sources",
    ],
    [
      "/news – el último resumen",
      "/news karzai – lo que dijo una persona, palabra por palabra",
      "/news karzai about:taliban – solo de artículos que contienen esta palabra",
      "/news diálogo de paz – noticias sobre un tema",
      "/news follow karzai – citas nuevas por mensaje directo; con «daily» al final, una vez al día",
      "/news following – a quién sigue · /news unfollow karzai",
      "/digest help – horarios y fuentes",
    ],
  ),
  latest: each("Latest digest", "Neuester Überblick", "Dernière revue", "Último resumen"),
  quotesOf: each(
    (name: string, about?: string) => (about ? `${name} on ${about}` : name),
    (name, about) => (about ? `${name} zu ${about}` : name),
    (name, about) => (about ? `${name} sur ${about}` : name),
    (name, about) => (about ? `${name} sobre ${about}` : name),
  ),
  allQuotesOf: each(
    (name: string) => `All quotes by ${name}`,
    (name) => `Alle Zitate von ${name}`,
    (name) => `Toutes les citations de ${name}`,
    (name) => `Todas las citas de ${name}`,
  ),
  storiesOn: each(
    (words: string) => `Stories on “${words}”`,
    (words) => `Meldungen zu „${words}“`,
    (words) => `Sujets sur « ${words} »`,
    (words) => `Noticias sobre «${words}»`,
  ),
  onlyReported: each(
    (name: string) => `No direct quotes by ${name}. They are reported as saying:`,
    (name) => `Es gibt kein wörtliches Zitat von ${name}. So werden die Aussagen wiedergegeben:`,
    (name) => `Aucune parole de ${name} n’est citée mot pour mot. Voici ce qui est rapporté :`,
    (name) => `No hay ninguna cita textual de ${name}. Esto es lo que se refiere:`,
  ),
  mentioned: each(
    (name: string, articles: number, speakers: readonly string[]) =>
      `${name} is mentioned in ${en(articles, "article")}, but not quoted. ${speakers.length ? `Quoted there: ${list(speakers, "en")}.` : "Nobody is quoted there."}`,
    (name, articles, speakers) =>
      `${name} wird in ${de(articles, "Artikel", "Artikeln")} erwähnt, aber nicht zitiert. ${speakers.length ? `Zitiert werden dort: ${list(speakers, "de")}.` : "Dort wird niemand zitiert."}`,
    (name, articles, speakers) =>
      `${name} est mentionné dans ${fr(articles, "article")}, mais pas cité. ${speakers.length ? `Y sont cités : ${list(speakers, "fr")}.` : "Personne n’y est cité."}`,
    (name, articles, speakers) =>
      `Se menciona a ${name} en ${es(articles, "artículo")}, pero no se le cita. ${speakers.length ? `Allí se cita a: ${list(speakers, "es")}.` : "Allí no se cita a nadie."}`,
  ),
  notAbout: each(
    (name: string, about: string) => `No quotes by ${name} about “${about}”.`,
    (name, about) => `Nichts, was ${name} zu „${about}“ gesagt hat.`,
    (name, about) => `Rien de ce que ${name} a dit sur « ${about} ».`,
    (name, about) => `Nada que ${name} haya dicho sobre «${about}».`,
  ),
  noQuotes: each("mentioned, not quoted", "erwähnt, nicht zitiert", "mentionné, non cité", "mencionado, no citado"),
  nobody: each(
    (words: string) => `“${words}”`,
    (words) => `„${words}“`,
    (words) => `« ${words} »`,
    (words) => `«${words}»`,
  ),
  unknown: each(
    (words: string) => `No person or story matching “${words}” found.`,
    (words) => `Niemand und nichts namens „${words}“ in dem, was gelesen wurde.`,
    (words) => `Personne ni rien du nom de « ${words} » dans ce qui a été lu.`,
    (words) => `Nadie ni nada llamado «${words}» en lo leído.`,
  ),
  didYouMean: each("Did you mean …", "Meinten Sie …", "Vouliez-vous dire …", "¿Quería decir …?"),
  which: each(
    (words: string) => `Which “${words}”?`,
    (words) => `Welche Person namens „${words}“?`,
    (words) => `Quel « ${words} » ?`,
    (words) => `¿Qué «${words}»?`,
  ),
  whichOfThese: each(
    (words: string) => `Several people are called “${words}”:`,
    (words) => `Mehrere Personen heißen „${words}“:`,
    (words) => `Plusieurs personnes s’appellent « ${words} » :`,
    (words) => `Varias personas se llaman «${words}»:`,
  ),
  alsoCalled: each(
    (words: string) => `Also called “${words}”:`,
    (words) => `Auch „${words}“ heißen:`,
    (words) => `S’appellent aussi « ${words} » :`,
    (words) => `También se llaman «${words}»:`,
  ),
  firstNameNotGiven: each(
    (surname: string) => `${surname} (first name not given)`,
    (surname) => `${surname} (Vorname nicht genannt)`,
    (surname) => `${surname} (prénom non indiqué)`,
    (surname) => `${surname} (nombre de pila no indicado)`,
  ),
  inContext: each("In context", "Im Zusammenhang", "Dans son contexte", "En contexto"),
  gone: each("No longer there", "Nicht mehr da", "N’existe plus", "Ya no está"),
  takenOut: each(
    "A story shown here has been removed from the archive.",
    "Eine Meldung, die hier stand, wurde aus dem Archiv genommen.",
    "Un sujet qui figurait ici a été retiré des archives.",
    "Una noticia que estaba aquí se retiró del archivo.",
  ),
  goneText: each(
    "This item is no longer in the archive. Try /news again.",
    "Worauf diese Schaltfläche verwies, ist nicht mehr gespeichert. Fragen Sie noch einmal mit /news.",
    "Ce que désignait ce bouton n’est plus conservé. Reposez la question avec /news.",
    "Lo que señalaba este botón ya no está guardado. Pregunte de nuevo con /news.",
  ),
  untitled: each("untitled", "ohne Titel", "sans titre", "sin título"),
  noTitle: each("Pullquote", "Pullquote", "Pullquote", "Pullquote"),
  partOf: each(
    (part: number, parts: number) => `Part ${part} of ${parts}`,
    (part, parts) => `Teil ${part} von ${parts}`,
    (part, parts) => `Partie ${part} sur ${parts}`,
    (part, parts) => `Parte ${part} de ${parts}`,
  ),
  goesOnBelow: each("continues below", "geht unten weiter", "suite ci-dessous", "sigue abajo"),
  goesOnInThread: each("continues in the thread", "geht im Thread weiter", "suite dans le fil", "sigue en el hilo"),
  tooLong: each(
    (left: number) => `${en(left, "more message")} would be needed to show everything. Narrow it down, for example with a name.`,
    (left) =>
      `${de(left, "weitere Nachricht passt", "weitere Nachrichten passen")} nicht in eine Antwort. Fragen Sie nach weniger, zum Beispiel mit einem Namen.`,
    (left) =>
      `${fr(left, "message de plus ne tiendrait", "messages de plus ne tiendraient")} pas dans une réponse. Demandez moins, par exemple avec un nom.`,
    (left) => `${es(left, "mensaje más no cabría", "mensajes más no cabrían")} en una respuesta. Pida menos, por ejemplo con un nombre.`,
  ),
  oldButtonTitle: each(
    "This button is out of date",
    "Diese Schaltfläche ist zu alt",
    "Ce bouton est trop ancien",
    "Ese botón es demasiado antiguo",
  ),
  oldButton: each(
    (command: string) => `This button is from an older version. Use ${command} instead.`,
    (command) => `Sie stammt von einer anderen Version und bedeutet nichts mehr. Fragen Sie noch einmal mit ${command}.`,
    (command) => `Il vient d’une autre version et ne signifie plus rien. Reposez la question avec ${command}.`,
    (command) => `Es de otra versión y ya no significa nada. Pregunte de nuevo con ${command}.`,
  ),
  sourceBroken: each(
    (name: string) => `A source cannot be read: ${name}`,
    (name) => `Eine Quelle ist nicht lesbar: ${name}`,
    (name) => `Une source est illisible : ${name}`,
    (name) => `Una fuente no se puede leer: ${name}`,
  ),
  sourceBack: each(
    (name: string) => `A source is back: ${name}`,
    (name) => `Eine Quelle ist wieder da: ${name}`,
    (name) => `Une source est de retour : ${name}`,
    (name) => `Una fuente ha vuelto: ${name}`,
  ),
  sourceSince: each(
    (since: string) => `It has been unreadable since ${minute(since)}.`,
    (since) => `Sie war nicht lesbar seit ${minute(since)}.`,
    (since) => `Elle était illisible depuis ${minute(since)}.`,
    (since) => `No se podía leer desde ${minute(since)}.`,
  ),
  error: each(
    "Something went wrong on our side.",
    "Hier ist etwas schiefgegangen, es liegt nicht an Ihrer Frage.",
    "Quelque chose s’est mal passé ici, votre question n’y est pour rien.",
    "Algo ha fallado aquí, no es culpa de su pregunta.",
  ),
  errorNote: each(
    (id: string) => `Try again in a minute. If it keeps happening, tell the bot's operator: error ${id}.`,
    (id) => `Versuchen Sie es in einer Minute noch einmal. Bleibt es so, sagen Sie es dem Betreiber dieses Bots: error ${id}.`,
    (id) => `Réessayez dans une minute. Si cela persiste, prévenez la personne qui gère ce bot : error ${id}.`,
    (id) => `Inténtelo de nuevo en un minuto. Si sigue igual, avise a quien administra este bot: error ${id}.`,
  ),
  searched: each(
    ({ articles, since }: Extent) =>
      since === null || articles === 0
        ? "Nothing to search yet: no articles have been read."
        : `Searched ${en(articles, "article")} collected since ${day(new Date(since), "en")}.`,
    ({ articles, since }) =>
      since === null || articles === 0
        ? "Nichts durchsucht: Es wurde noch kein Artikel gelesen."
        : `Durchsucht: ${de(articles, "Artikel", "Artikel")}, gelesen seit ${day(new Date(since), "de")}.`,
    ({ articles, since }) =>
      since === null || articles === 0
        ? "Rien n’a été cherché : aucun article n’a encore été lu."
        : `Recherche dans ${fr(articles, "article")}, depuis le ${day(new Date(since), "fr")}.`,
    ({ articles, since }) =>
      since === null || articles === 0
        ? "No se buscó nada: aún no se ha leído ningún artículo."
        : `Se buscó en ${es(articles, "artículo")}, desde el ${day(new Date(since), "es")}.`,
  ),
};

export type Phrases = In<typeof table>;

/** The phrases of one language; English where none is asked for. */
export const phrasesIn: (language?: Language) => Phrases = translations(table);

/** The English ones. */
export const phrases = phrasesIn("en");

/** What stands before a quote that is not plainly in marks. Null: nothing needs saying. */
export function kindNote(kind: QuoteKind, said: Phrases = phrases): string | null {
  if (kind === "indirect") return said.reported;
  if (kind === "block") return said.unmarkedBlock;
  return null;
}

/** "Searched 12 articles, read since 3 November 2026." */
export function searched(extent: Extent, language?: Language): string {
  return phrasesIn(language).searched(extent);
}
