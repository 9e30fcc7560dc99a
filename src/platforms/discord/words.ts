import { each, translations } from "../../news/language.ts";

/** What Discord's commands and conversation say beyond `news/phrases.ts`. Descriptions have at most 100 characters, names at most 32. */
const table = {
  otherCommandTitle: each("Not a command any more", "Kein Befehl mehr", "Plus une commande", "Ya no es un comando"),
  otherCommand: each(
    (typed: string) => `/${typed} was a command of another version. Type /news; the list of commands is up to date in a minute.`,
    (typed) => `/${typed} war ein Befehl einer anderen Version. Tippen Sie /news; die Liste der Befehle stimmt in einer Minute.`,
    (typed) => `/${typed} était une commande d’une autre version. Tapez /news ; la liste des commandes sera à jour dans une minute.`,
    (typed) => `/${typed} era un comando de otra versión. Escriba /news; la lista de comandos estará al día en un minuto.`,
  ),
  news: each(
    "The latest digest, or what somebody said, word for word",
    "Der neueste Überblick, oder was jemand gesagt hat, Wort für Wort",
    "La dernière revue, ou ce que quelqu’un a dit, mot pour mot",
    "El último resumen, o lo que alguien dijo, palabra por palabra",
  ),
  who: each("who", "wer", "qui", "quien"),
  whoSays: each(
    "A name, or words from a story; also: follow karzai, unfollow karzai, following",
    "Ein Name oder Wörter aus einer Meldung; auch: follow karzai, unfollow karzai, following",
    "Un nom, ou des mots d’un article ; aussi : follow karzai, unfollow karzai, following",
    "Un nombre, o palabras de una noticia; también: follow karzai, unfollow karzai, following",
  ),
  about: each("about", "thema", "sujet", "tema"),
  aboutSays: each(
    "Only what they said in stories about this",
    "Nur, was sie in Meldungen darüber gesagt haben",
    "Seulement ce qu’ils ont dit dans des articles à ce sujet",
    "Solo lo que dijeron en noticias sobre esto",
  ),
  digest: each(
    "The digest of this channel: when it comes and what is in it",
    "Der Überblick in diesem Kanal: wann er kommt und was darin steht",
    "La revue de ce canal : quand elle vient et ce qu’elle contient",
    "El resumen de este canal: cuándo llega y qué contiene",
  ),
  now: each("Post one now", "Jetzt einen posten", "En publier une maintenant", "Publicar uno ahora"),
  preview: each(
    "What would be posted now, only for you",
    "Was jetzt käme, nur für Sie",
    "Ce qui serait publié maintenant, pour vous seul",
    "Lo que se publicaría ahora, solo para usted",
  ),
  schedule: each("When it is posted", "Wann er kommt", "Quand elle est publiée", "Cuándo se publica"),
  pause: each(
    "No digests until they are resumed",
    "Keine mehr, bis es weitergeht",
    "Plus aucune jusqu’à la reprise",
    "Ninguno hasta reanudar",
  ),
  resume: each("Go on after a pause", "Nach einer Pause weiter", "Reprendre après une pause", "Seguir tras una pausa"),
  sources: each(
    "List, add, check or remove what is read",
    "Was gelesen wird: auflisten, hinzufügen, prüfen, entfernen",
    "Ce qui est lu : lister, ajouter, vérifier, retirer",
    "Lo que se lee: listar, añadir, comprobar, quitar",
  ),
  filter: each(
    "People, topics, sources and words it holds or leaves out",
    "Personen, Themen, Quellen und Wörter, die er enthält oder weglässt",
    "Personnes, sujets, sources et mots qu’elle contient ou écarte",
    "Personas, temas, fuentes y palabras que contiene o deja fuera",
  ),
  length: each(
    "How much it shows of each story: headlines, brief or full",
    "Wie viel er von jeder Meldung zeigt: headlines, brief oder full",
    "Ce qu’elle montre de chaque sujet : headlines, brief ou full",
    "Cuánto muestra de cada noticia: headlines, brief o full",
  ),
  roles: each("Who it pings", "Wen er benachrichtigt", "Qui elle notifie", "A quién avisa"),
  quiet: each(
    "Hours with no pings and no sound",
    "Stunden ohne Erwähnungen und ohne Ton",
    "Heures sans notification ni son",
    "Horas sin menciones ni sonido",
  ),
  status: each(
    "The next digest, recent deliveries and problems",
    "Wann der nächste kommt, was aus den letzten wurde, was gestört ist",
    "La prochaine, le sort des dernières, ce qui est en panne",
    "Cuándo llega el próximo, qué fue de los últimos, qué falla",
  ),
  help: each("What /digest can do", "Was /digest kann", "Ce que /digest sait faire", "Lo que puede hacer /digest"),
  words: each("words", "worte", "mots", "palabras"),
  wordsSay: each(
    "In words, instead of the form that comes without any",
    "In Worten, statt des Formulars, das sonst kommt",
    "En mots, au lieu du formulaire qui vient sinon",
    "Con palabras, en lugar del formulario que viene si no",
  ),
  channel: each("channel", "kanal", "canal", "canal"),
  channelSays: each(
    "Another channel or forum than this one",
    "Ein anderer Kanal oder ein anderes Forum als hier",
    "Un autre canal ou forum que celui-ci",
    "Otro canal o foro distinto de este",
  ),
  quotedHere: each("Who is quoted here?", "Wer wird hier zitiert?", "Qui est cité ici ?", "¿A quién se cita aquí?"),
  formWrong: each("Not saved", "Nicht gespeichert", "Non enregistré", "No se ha guardado"),
  formAgain: each("Fill it in again", "Noch einmal ausfüllen", "Remplir à nouveau", "Rellenar de nuevo"),
};

export const wordsIn = translations(table);

/** A phrase of the table in the languages other than English, by Discord's locales. */
export function localized(name: { [K in keyof typeof table]: (typeof table)[K]["en"] extends string ? K : never }[keyof typeof table]) {
  const phrase = table[name];
  return { de: phrase.de, fr: phrase.fr, "es-ES": phrase.es, "es-419": phrase.es } as const;
}
