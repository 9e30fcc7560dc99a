import type { DigestLength } from "../digest-length.ts";
import type { PlatformName } from "../edition.ts";
import { each, type In, type InLanguages, type Language, locales, translations } from "../language.ts";
import { zoneWords } from "./zones.ts";

/** "Mon 30 Nov 2026, 08:00 (Europe/Berlin)": a moment on the clocks of a zone. */
export function momentIn(date: Date, zone: string, language: Language = "en"): string {
  const format = new Intl.DateTimeFormat(locales[language], {
    timeZone: zone,
    hourCycle: "h23",
    ...{ weekday: "short", day: "numeric", month: "short", year: "numeric", hour: "2-digit", minute: "2-digit" },
  });
  return `${format.format(date)} (${zoneWords(zone)})`;
}

const EXAMPLE = "/digest schedule weekdays 8:00 Europe/Berlin";

/** What a digest of each length shows of a story. */
const LENGTHS: Readonly<Record<DigestLength, InLanguages<string>>> = {
  headlines: each(
    "headlines only (headlines)",
    "nur Überschriften (headlines)",
    "les titres seulement (headlines)",
    "solo titulares (headlines)",
  ),
  brief: each(
    "a sentence and a quote per story (brief)",
    "ein Satz und ein Zitat je Meldung (brief)",
    "une phrase et une citation par sujet (brief)",
    "una frase y una cita por noticia (brief)",
  ),
  full: each("everything (full)", "alles (full)", "tout (full)", "todo (full)"),
};

/** What the bot says to those who manage a digest, who follow somebody, and on what it found behind a link. */
const table = {
  title: each("The digest of this channel", "Der Überblick in diesem Kanal", "La revue de ce canal", "El resumen de este canal"),
  notHere: each(
    "Run this in the channel whose digest you want to change.",
    "Geben Sie das in dem Kanal ein, dessen Überblick gemeint ist.",
    "Saisissez ceci dans le canal dont vous voulez régler la revue.",
    "Escriba esto en el canal cuyo resumen quiere ajustar.",
  ),
  notAllowed: each(
    (platform: PlatformName): string =>
      platform === "slack"
        ? "Only administrators of the workspace, or members listed in SLACK_MANAGERS, can change a digest. Ask one of them."
        : "Only members with the Manage Server permission can change a digest. Ask one of them.",
    (platform) =>
      platform === "slack"
        ? "Nur Administratoren des Workspace oder die in SLACK_MANAGERS genannten Mitglieder dürfen einen Überblick ändern. Fragen Sie dort."
        : "Nur Mitglieder mit der Berechtigung „Server verwalten“ dürfen einen Überblick ändern. Fragen Sie dort.",
    (platform) =>
      platform === "slack"
        ? "Seuls les administrateurs de l’espace de travail, ou les membres nommés dans SLACK_MANAGERS, peuvent modifier une revue. Adressez-vous à eux."
        : "Seuls les membres ayant la permission « Gérer le serveur » peuvent modifier une revue. Adressez-vous à eux.",
    (platform) =>
      platform === "slack"
        ? "Solo los administradores del espacio de trabajo, o los miembros indicados en SLACK_MANAGERS, pueden cambiar un resumen. Pídaselo a ellos."
        : "Solo los miembros con el permiso «Gestionar servidor» pueden cambiar un resumen. Pídaselo a ellos.",
  ),
  unknownAct: each(
    (typed: string) => `/digest ${typed} is not a command. Try one of these:`,
    (typed) => `/digest ${typed} ist kein Befehl. Es gibt:`,
    (typed) => `/digest ${typed} n’est pas une commande. Les voici :`,
    (typed) => `/digest ${typed} no es un comando. Estos sí:`,
  ),
  help: each<readonly string[]>(
    [
      "/digest status – next digest, recent deliveries, problems",
      `${EXAMPLE} – also “mon, thu 9am; sat 10:00”, “every 2 hours”, or cron; “off” stops it`,
      "/digest preview – see what would be posted, visible only to you · /digest now – post it",
      "/digest pause · /digest resume",
      "/digest filter people: Karzai; topics: peace talks; without: sport – or “off”",
      "/digest quiet 22:00-7:00 – no pings in these hours, and on Discord no sound; or “off”",
      "/digest length headlines – one line per story; or “brief” (a sentence and a quote), “full”, “default”",
      "/digest roles – who a digest pings (nobody by default)",
      "/digest sources – list, add, check, remove",
    ],
    [
      "/digest status – wann der nächste kommt, was aus den letzten wurde, was gestört ist",
      `${EXAMPLE} – auch „mo, do 9:00; sa 10:00“, „every 2 hours“ oder cron; „off“ beendet ihn`,
      "/digest preview – was jetzt käme, nur für Sie · /digest now – postet ihn",
      "/digest pause · /digest resume",
      "/digest filter people: Karzai; topics: Frieden; without: Sport – oder „off“",
      "/digest quiet 22:00-7:00 – in diesen Stunden keine Benachrichtigungen, auf Discord auch kein Ton; oder „off“",
      "/digest length headlines – eine Zeile je Meldung; oder „brief“ (ein Satz, ein Zitat), „full“, „default“",
      "/digest roles – wen ein Überblick benachrichtigt; niemanden, wenn nichts gesetzt ist",
      "/digest sources – auflisten, hinzufügen, prüfen, entfernen",
    ],
    [
      "/digest status – la prochaine revue, le sort des dernières, ce qui est en panne",
      `${EXAMPLE} – aussi « lun, jeu 9h; sam 10h », « every 2 hours » ou cron ; « off » l’arrête`,
      "/digest preview – ce qui serait publié, pour vous seul · /digest now – le publie",
      "/digest pause · /digest resume",
      "/digest filter people: Karzai; topics: paix; without: sport – ou « off »",
      "/digest quiet 22:00-7:00 – à ces heures, aucune notification, ni son sur Discord ; ou « off »",
      "/digest length headlines – une ligne par sujet ; ou « brief » (une phrase, une citation), « full », « default »",
      "/digest roles – qui une revue notifie ; personne sauf réglage",
      "/digest sources – lister, ajouter, vérifier, retirer",
    ],
    [
      "/digest status – cuándo llega el próximo, qué fue de los últimos, qué falla",
      `${EXAMPLE} – también «lun, jue 9:00; sáb 10:00», «every 2 hours» o cron; «off» lo termina`,
      "/digest preview – lo que se publicaría, solo para usted · /digest now – lo publica",
      "/digest pause · /digest resume",
      "/digest filter people: Karzai; topics: paz; without: deporte – o «off»",
      "/digest quiet 22:00-7:00 – a esas horas, sin menciones y, en Discord, sin sonido; o «off»",
      "/digest length headlines – una línea por noticia; o «brief» (una frase y una cita), «full», «default»",
      "/digest roles – a quién avisa un resumen; a nadie si no se fija",
      "/digest sources – listar, añadir, comprobar, quitar",
    ],
  ),
  scheduled: each(
    (times: string) => `Posted here: ${times}.`,
    (times) => `Kommt hier: ${times}.`,
    (times) => `Publiée ici : ${times}.`,
    (times) => `Se publica aquí: ${times}.`,
  ),
  next: each(
    (when: string) => `Next: ${when}.`,
    (when) => `Als Nächstes: ${when}.`,
    (when) => `Prochaine : ${when}.`,
    (when) => `Próximo: ${when}.`,
  ),
  never: each("This schedule never fires.", "Er kommt nie.", "Elle ne vient jamais.", "No llega nunca."),
  notScheduled: each(
    `No digest is scheduled here. Set one: ${EXAMPLE}`,
    `Hier ist kein Überblick geplant. So planen Sie einen: ${EXAMPLE}`,
    `Aucune revue n’est prévue ici. Pour en prévoir une : ${EXAMPLE}`,
    `Aquí no hay ningún resumen previsto. Para fijar uno: ${EXAMPLE}`,
  ),
  bySettings: each(
    "These times come from the settings (DIGEST_CRON).",
    "Die Zeiten sind die der Einstellungen (DIGEST_CRON).",
    "Les heures sont celles de la configuration (DIGEST_CRON).",
    "Las horas son las de la configuración (DIGEST_CRON).",
  ),
  insteadOfSettings: each(
    "This overrides the default schedule in this channel; /digest schedule off restores the default.",
    "Diese Zeiten gelten in diesem Kanal statt derer der Einstellungen; /digest schedule off stellt jene wieder her.",
    "Ces heures remplacent celles de la configuration dans ce canal ; /digest schedule off les rétablit.",
    "Estas horas sustituyen a las de la configuración en este canal; /digest schedule off las restablece.",
  ),
  setBy: each(
    (who: string, day: string) => `Set in chat by ${who} on ${day}.`,
    (who, day) => `Im Chat gesetzt von ${who} am ${day}.`,
    (who, day) => `Réglé dans la discussion par ${who} le ${day}.`,
    (who, day) => `Fijado en el chat por ${who} el ${day}.`,
  ),
  wrongWord: each(
    (word: string) => `“${word}” isn't a day, a time or a time zone. Try “weekdays 8:00 Europe/Berlin” or “mon, thu 9am”.`,
    (word) => `„${word}“ ist kein Tag, keine Uhrzeit und keine Zone. Zum Beispiel „werktags 8:00 Europe/Berlin“ oder „mo, do 9:00“.`,
    (word) => `« ${word} » n’est ni un jour, ni une heure, ni un fuseau. Par exemple « semaine 8h Europe/Paris » ou « lun, jeu 9h ».`,
    (word) => `«${word}» no es un día, una hora ni una zona. Por ejemplo «laborables 8:00 Europe/Madrid» o «lun, jue 9:00».`,
  ),
  wrongTime: each(
    (typed: string) => `“${typed}” doesn't include a time of day. Try “weekdays 8:00 Europe/Berlin”.`,
    (typed) => `„${typed}“ nennt keine Uhrzeit. Zum Beispiel „werktags 8:00 Europe/Berlin“.`,
    (typed) => `« ${typed} » ne donne pas d’heure. Par exemple « semaine 8h Europe/Paris ».`,
    (typed) => `«${typed}» no indica ninguna hora. Por ejemplo «laborables 8:00 Europe/Madrid».`,
  ),
  wrongCron: each(
    (why: string) => `That cron expression cannot be read: ${why}. “30 8 * * mon-fri” is 8:30 on weekdays.`,
    (why) => `Dieser cron-Ausdruck ist nicht lesbar: ${why}. „30 8 * * mon-fri“ ist werktags um 8:30.`,
    (why) => `Cette expression cron est illisible : ${why}. « 30 8 * * mon-fri » signifie 8h30 en semaine.`,
    (why) => `Esa expresión cron no se puede leer: ${why}. «30 8 * * mon-fri» es a las 8:30 los laborables.`,
  ),
  wrongMany: each(
    (most: string) => `These are more than ${most} different times. Use fewer.`,
    (most) => `Das sind mehr als ${most} verschiedene Zeiten. Nehmen Sie weniger.`,
    (most) => `Cela fait plus de ${most} horaires différents. Réduisez-les.`,
    (most) => `Son más de ${most} horarios distintos. Use menos.`,
  ),
  scheduleOff: each(
    "Scheduled digests are now off in this channel.",
    "Hier kommt kein Überblick mehr von selbst.",
    "Plus aucune revue ne vient ici d’elle-même.",
    "Aquí ya no llega ningún resumen por sí solo.",
  ),
  paused: each(
    "Paused: no digests in this channel until /digest resume.",
    "Pausiert: Bis /digest resume kommt hier kein Überblick.",
    "En pause : aucune revue ici jusqu’à /digest resume.",
    "En pausa: aquí no llega ningún resumen hasta /digest resume.",
  ),
  resumed: each("Resumed.", "Es geht weiter.", "C’est reparti.", "Sigue adelante."),
  filtered: each(
    (words: string) => `Only: ${words}.`,
    (words) => `Nur: ${words}.`,
    (words) => `Seulement : ${words}.`,
    (words) => `Solo: ${words}.`,
  ),
  unfiltered: each(
    "No filter: digests include everything.",
    "Kein Filter: alles, was gelesen wird.",
    "Aucun filtre : tout ce qui est lu.",
    "Sin filtro: todo lo que se lee.",
  ),
  wrongFilter: each(
    (typed: string) => `“${typed}” isn't a filter. Try “people: Karzai; topics: peace talks; without: sport”.`,
    (typed) => `„${typed}“ ist als Filter nicht lesbar. Zum Beispiel „people: Karzai; topics: Frieden; without: Sport“.`,
    (typed) => `« ${typed} » n’est pas un filtre lisible. Par exemple « people: Karzai; topics: paix; without: sport ».`,
    (typed) => `«${typed}» no se puede leer como filtro. Por ejemplo «people: Karzai; topics: paz; without: deporte».`,
  ),
  quietIn: each(
    (hours: string) => `Quiet hours: ${hours} (no pings; on Discord no sound).`,
    (hours) => `Ruhezeit: ${hours} (keine Benachrichtigungen; auf Discord kein Ton).`,
    (hours) => `Heures calmes : ${hours} (aucune notification ; sans son sur Discord).`,
    (hours) => `Horas de silencio: ${hours} (sin menciones; en Discord, sin sonido).`,
  ),
  lengthIs: each(
    (length: DigestLength | null) => `Length: ${length === null ? "as the settings say" : LENGTHS[length].en}.`,
    (length) => `Umfang: ${length === null ? "wie in den Einstellungen" : LENGTHS[length].de}.`,
    (length) => `Longueur : ${length === null ? "celle de la configuration" : LENGTHS[length].fr}.`,
    (length) => `Extensión: ${length === null ? "la de la configuración" : LENGTHS[length].es}.`,
  ),
  wrongLength: each(
    (typed: string) => `“${typed}” isn't a length. Try “headlines”, “brief”, “full” or “default”.`,
    (typed) => `„${typed}“ ist kein Umfang. Möglich sind „headlines“, „brief“, „full“ und „default“.`,
    (typed) => `« ${typed} » n’est pas une longueur. Essayez « headlines », « brief », « full » ou « default ».`,
    (typed) => `«${typed}» no es una extensión. Pruebe «headlines», «brief», «full» o «default».`,
  ),
  formLength: each("How much to show", "Wie viel gezeigt wird", "Ce qui est montré", "Cuánto se muestra"),
  fieldLength: each("Length", "Umfang", "Longueur", "Extensión"),
  noQuiet: each("No quiet hours.", "Keine Ruhezeiten.", "Pas d’heures calmes.", "Sin horas de silencio."),
  wrongQuiet: each(
    (typed: string) => `“${typed}” isn't a time range. Try “22:00-7:00”, or “off”.`,
    (typed) => `„${typed}“ ist kein Zeitraum. Zum Beispiel „22:00-7:00“, oder „off“.`,
    (typed) => `« ${typed} » n’est pas une plage horaire. Par exemple « 22:00-7:00 », ou « off ».`,
    (typed) => `«${typed}» no es un tramo de horas. Por ejemplo «22:00-7:00», u «off».`,
  ),
  pings: each(
    (ids: string) => `Each digest pings: ${ids}.`,
    (ids) => `Jeder Überblick benachrichtigt: ${ids}.`,
    (ids) => `Chaque revue notifie : ${ids}.`,
    (ids) => `Cada resumen avisa a: ${ids}.`,
  ),
  noPings: each(
    "A digest pings nobody.",
    "Ein Überblick benachrichtigt niemanden.",
    "Une revue ne notifie personne.",
    "Un resumen no avisa a nadie.",
  ),
  mayPing: each(
    (ids: string) => `Allowed to be pinged: ${ids}.`,
    (ids) => `Benachrichtigt werden dürfen: ${ids}.`,
    (ids) => `Peuvent être notifiés : ${ids}.`,
    (ids) => `Se puede avisar a: ${ids}.`,
  ),
  nobodyMayPing: each(
    (setting: string) => `Nobody may be pinged. The bot's operator can allow ids in ${setting}.`,
    (setting) => `Niemand darf benachrichtigt werden. Der Betreiber dieses Bots kann ids in ${setting} erlauben.`,
    (setting) => `Personne ne peut être notifié. La personne qui gère ce bot peut autoriser des identifiants dans ${setting}.`,
    (setting) => `No se puede avisar a nadie. Quien administra este bot puede permitir ids en ${setting}.`,
  ),
  notPingable: each(
    (id: string, setting: string) => `${id} is not in the list that ${setting} allows.`,
    (id, setting) => `${id} ist nicht unter denen, die ${setting} erlaubt.`,
    (id, setting) => `${id} ne fait pas partie de ceux que ${setting} autorise.`,
    (id, setting) => `${id} no está entre los que permite ${setting}.`,
  ),
  tooManyPinged: each(
    (most: number) => `A digest pings at most ${most}. Choose fewer.`,
    (most) => `Ein Überblick benachrichtigt höchstens ${most}. Wählen Sie weniger.`,
    (most) => `Une revue en notifie au plus ${most}. Choisissez-en moins.`,
    (most) => `Un resumen avisa como mucho a ${most}. Elija menos.`,
  ),
  cannotPost: each(
    "Nothing was saved because Pullquote could not post here:",
    "Es wurde nichts gespeichert, denn hier könnte nicht gepostet werden:",
    "Rien n’a été enregistré, car la publication ici serait impossible :",
    "No se guardó nada, porque aquí no se podría publicar:",
  ),
  notSaved: each("Nothing was saved:", "Es wurde nichts gespeichert:", "Rien n’a été enregistré :", "No se guardó nada:"),
  planned: each(
    "On its way; it will arrive in a few seconds.",
    "Er ist unterwegs und kommt in wenigen Sekunden.",
    "Elle est en route et arrive dans quelques secondes.",
    "Va en camino y llega en unos segundos.",
  ),
  nothingNew: each(
    "No new articles since the last digest in this channel, so there is nothing to post.",
    "Seit dem letzten Überblick in diesem Kanal wurde nichts Neues gelesen, also gibt es nichts zu posten.",
    "Rien de nouveau n’a été lu depuis la dernière revue de ce canal ; il n’y a donc rien à publier.",
    "No se ha leído nada nuevo desde el último resumen de este canal, así que no hay nada que publicar.",
  ),
  previewNote: each("Preview, only for you.", "Vorschau, nur für Sie.", "Aperçu, pour vous seul.", "Vista previa, solo para usted."),
  lastDeliveries: each("Last digests", "Letzte Überblicke", "Dernières revues", "Últimos resúmenes"),
  noDeliveries: each("None yet.", "Noch keiner.", "Aucune encore.", "Ninguno todavía."),
  sent: each(
    (when: string) => `${when}: posted`,
    (when) => `${when}: gepostet`,
    (when) => `${when} : publiée`,
    (when) => `${when}: publicado`,
  ),
  underway: each(
    (when: string, why: string) => `${when}: on its way${why && ` (${why})`}`,
    (when, why) => `${when}: unterwegs${why && ` (${why})`}`,
    (when, why) => `${when} : en route${why && ` (${why})`}`,
    (when, why) => `${when}: en camino${why && ` (${why})`}`,
  ),
  failed: each(
    (when: string, why: string) => `${when}: not posted. ${why}`,
    (when, why) => `${when}: nicht gepostet. ${why}`,
    (when, why) => `${when} : non publiée. ${why}`,
    (when, why) => `${when}: no publicado. ${why}`,
  ),
  ambiguous: each(
    (when: string, why: string) => `${when}: delivery not confirmed. ${why}`,
    (when, why) => `${when}: Niemand kann sagen, ob er ankam. ${why}`,
    (when, why) => `${when} : impossible de savoir si elle est arrivée. ${why}`,
    (when, why) => `${when}: no se sabe si llegó. ${why}`,
  ),
  inDoubt: each(
    (n: number) => `Unconfirmed deliveries: ${n}. The bot's operator can settle them with “pullquote audit”.`,
    (n) => `Ungeklärt: ${n}. Der Betreiber dieses Bots klärt sie mit „pullquote audit“.`,
    (n) => `En suspens : ${n}. La personne qui gère ce bot les règle avec « pullquote audit ».`,
    (n) => `Por aclarar: ${n}. Quien administra este bot lo resuelve con «pullquote audit».`,
  ),
  broken: each("Problems", "Was gestört ist", "Ce qui est en panne", "Qué falla"),
  brokenNot: each("No problems.", "Nichts ist gestört.", "Rien n’est en panne.", "No falla nada."),
  pauseIt: each("Pause", "Pausieren", "Mettre en pause", "Pausar"),
  resumeIt: each("Resume", "Fortsetzen", "Reprendre", "Reanudar"),
  previewIt: each("Preview", "Vorschau", "Aperçu", "Vista previa"),
  postNow: each("Post now", "Jetzt posten", "Publier maintenant", "Publicar ahora"),
  changeTimes: each("Change the times", "Zeiten ändern", "Changer les heures", "Cambiar las horas"),
  changeFilter: each("Change the filter", "Filter ändern", "Changer le filtre", "Cambiar el filtro"),
  statusIt: each("Status", "Status", "État", "Estado"),

  homeTitle: each("Pullquote", "Pullquote", "Pullquote", "Pullquote"),
  homeDigests: each("Digests", "Überblicke", "Revues", "Resúmenes"),
  homeNoDigests: each("None scheduled.", "Keiner ist geplant.", "Aucune n’est prévue.", "Ninguno está previsto."),
  homeDigest: each(
    (channel: string, times: string) => `${channel}: ${times}`,
    (channel, times) => `${channel}: ${times}`,
    (channel, times) => `${channel} : ${times}`,
    (channel, times) => `${channel}: ${times}`,
  ),
  homeSource: each(
    (name: string, state: string, read: string | null) => `${name}: ${state}${read === null ? "" : ` Last read: ${read}.`}`,
    (name, state, read) => `${name}: ${state}${read === null ? "" : ` Zuletzt gelesen: ${read}.`}`,
    (name, state, read) => `${name} : ${state}${read === null ? "" : ` Dernière lecture : ${read}.`}`,
    (name, state, read) => `${name}: ${state}${read === null ? "" : ` Última lectura: ${read}.`}`,
  ),
  homeNoSources: each("None yet.", "Noch keine.", "Aucune encore.", "Ninguna todavía."),
  andMore: each(
    (n: number) => `And ${n} more.`,
    (n) => `Und ${n} weitere.`,
    (n) => `Et ${n} de plus.`,
    (n) => `Y ${n} más.`,
  ),
  /** How a source is, by what the matter is with it. */
  sourceState: each(
    {
      ...{ new: "not read yet.", fine: "working.", slow: "working, but slow.", moved: "working; it has moved." },
      unreachable: "not responding.",
      failing: "server error.",
      busy: "rate-limited; it asked us to wait.",
      blocked: "access denied.",
      missing: "not found.",
      gone: "permanently gone.",
      "no-feed": "the response is not a feed.",
      refused: "this address may not be read.",
    },
    {
      ...{
        new: "noch nicht gelesen.",
        fine: "ohne Störung gelesen.",
        slow: "gelesen, aber langsam.",
        moved: "gelesen; sie ist umgezogen.",
      },
      unreachable: "sie antwortet nicht.",
      failing: "ihr Server hat eine Störung.",
      busy: "sie bittet um eine Pause.",
      blocked: "sie lässt den Bot nicht ein.",
      missing: "sie ist nicht zu finden.",
      gone: "es gibt sie nicht mehr.",
      "no-feed": "was sie antwortet, ist kein Feed.",
      refused: "ihre Adresse darf nicht gelesen werden.",
    },
    {
      ...{ new: "pas encore lue.", fine: "lue sans incident.", slow: "lue, mais lente.", moved: "lue ; elle a déménagé." },
      unreachable: "elle ne répond pas.",
      failing: "son serveur est en panne.",
      busy: "elle demande une pause.",
      blocked: "elle ne laisse pas entrer le bot.",
      missing: "elle est introuvable.",
      gone: "elle n’existe plus.",
      "no-feed": "sa réponse n’est pas un flux.",
      refused: "son adresse ne peut pas être lue.",
    },
    {
      ...{ new: "aún no leída.", fine: "leída sin problemas.", slow: "leída, pero lenta.", moved: "leída; se ha mudado." },
      unreachable: "no responde.",
      failing: "su servidor tiene un fallo.",
      busy: "pide una pausa.",
      blocked: "no deja entrar al bot.",
      missing: "no se encuentra.",
      gone: "ya no existe.",
      "no-feed": "lo que responde no es un feed.",
      refused: "su dirección no se puede leer.",
    },
  ),
  brokenSince: each(
    (since: string) => `Since ${since}.`,
    (since) => `So seit ${since}.`,
    (since) => `Depuis ${since}.`,
    (since) => `Así desde ${since}.`,
  ),
  homePaused: each("paused", "pausiert", "en pause", "en pausa"),
  homeSources: each("Sources", "Quellen", "Sources", "Fuentes"),
  sourcesHelp: each(
    "/digest sources add example.org – Pullquote finds the site's feed. Also: list, check, remove.",
    "/digest sources add example.org – der Feed einer Website wird von selbst gefunden. Auch: list, check, remove.",
    "/digest sources add example.org – le flux d’un site est trouvé tout seul. Aussi : list, check, remove.",
    "/digest sources add example.org – el canal de un sitio se encuentra solo. También: list, check, remove.",
  ),
  sourcesShared: each(
    "Sources are shared by everyone using this bot. Only its operator, or its admin channel, can change them.",
    "Alle, für die dieser Bot da ist, teilen sich seine Quellen: Geändert werden sie in seinem Admin-Kanal oder von dem, der ihn betreibt.",
    "Tous ceux que sert ce bot partagent ses sources : elles se modifient dans son canal d’administration, ou par celui qui l’exploite.",
    "Todos a quienes sirve este bot comparten sus fuentes: se cambian en su canal de administración, o las cambia quien lo gestiona.",
  ),
  sourcesMore: each(
    (n: number) => `${n} more. To search by name or address: /digest sources list example.`,
    (n) => `${n} weitere: /digest sources list beispiel zeigt die mit „beispiel“ in Name oder Adresse.`,
    (n) => `${n} autres : /digest sources list exemple montre celles dont le nom ou l’adresse contient « exemple ».`,
    (n) => `${n} más: /digest sources list ejemplo muestra las que llevan «ejemplo» en el nombre o la dirección.`,
  ),
  sourceRemove: each(
    (name: string) => `Remove ${name}`,
    (name) => `${name} entfernen`,
    (name) => `Retirer ${name}`,
    (name) => `Quitar ${name}`,
  ),
  sourceRemoved: each(
    (name: string) => `${name} removed. Articles already collected stay in the archive.`,
    (name) => `${name} wird nicht mehr gelesen. Was davon gelesen wurde, bleibt.`,
    (name) => `${name} n’est plus lu. Ce qui en a été lu reste.`,
    (name) => `${name} ya no se lee. Lo que se leyó permanece.`,
  ),

  followingTitle: each("People you follow", "Wem Sie folgen", "Qui vous suivez", "A quién sigue"),
  followingNobody: each(
    "Nobody yet. /news follow karzai sends you their new quotes.",
    "Noch niemandem. /news follow karzai schickt Ihnen, was gesagt wird.",
    "Personne encore. /news follow karzai vous envoie ce qui est dit.",
    "A nadie todavía. /news follow karzai le envía lo que diga.",
  ),
  followed: each(
    (name: string) => `You'll get new quotes by ${name} as a direct message as soon as they come in.`,
    (name) => `Neue Zitate von ${name} kommen als Direktnachricht zu Ihnen, sobald sie gelesen sind.`,
    (name) => `Les nouvelles citations de ${name} vous parviennent en message privé dès qu’elles sont lues.`,
    (name) => `Las nuevas citas de ${name} le llegan por mensaje directo en cuanto se leen.`,
  ),
  followedDaily: each(
    (name: string) => `You'll get new quotes by ${name} together as a direct message at digest time.`,
    (name) => `Neue Zitate von ${name} kommen gesammelt als Direktnachricht zu Ihnen, zur Zeit des Überblicks.`,
    (name) => `Les nouvelles citations de ${name} vous parviennent groupées en message privé, à l’heure de la revue.`,
    (name) => `Las nuevas citas de ${name} le llegan juntas por mensaje directo, a la hora del resumen.`,
  ),
  followEntry: each(
    (name: string, daily: boolean) => `${name} – ${daily ? "with the digest" : "at once"}`,
    (name, daily) => `${name} – ${daily ? "mit dem Überblick" : "sofort"}`,
    (name, daily) => `${name} – ${daily ? "avec la revue" : "aussitôt"}`,
    (name, daily) => `${name} – ${daily ? "con el resumen" : "al momento"}`,
  ),
  unfollowed: each(
    (name: string) => `You no longer follow ${name}.`,
    (name) => `Sie folgen ${name} nicht mehr.`,
    (name) => `Vous ne suivez plus ${name}.`,
    (name) => `Ya no sigue a ${name}.`,
  ),
  notFollowed: each(
    (name: string) => `You were not following ${name}.`,
    (name) => `Sie sind ${name} nicht gefolgt.`,
    (name) => `Vous ne suiviez pas ${name}.`,
    (name) => `No seguía a ${name}.`,
  ),
  tooManyFollowed: each(
    (most: number) => `You can follow up to ${most} people. Unfollow someone first.`,
    (most) => `Man kann ${most} Personen folgen. Folgen Sie zuerst einer nicht mehr.`,
    (most) => `On peut suivre ${most} personnes. Cessez d’abord d’en suivre une.`,
    (most) => `Se puede seguir a ${most} personas. Deje antes de seguir a una.`,
  ),
  unfollow: each(
    (name: string) => `Unfollow ${name}`,
    (name) => `${name} nicht mehr folgen`,
    (name) => `Ne plus suivre ${name}`,
    (name) => `Dejar de seguir a ${name}`,
  ),
  atOnce: each("At once", "Sofort", "Aussitôt", "Al momento"),
  withDigest: each("With the digest", "Mit dem Überblick", "Avec la revue", "Con el resumen"),
  newQuotes: each(
    (names: string) => `New quotes: ${names}`,
    (names) => `Neue Zitate: ${names}`,
    (names) => `Nouvelles citations : ${names}`,
    (names) => `Nuevas citas: ${names}`,
  ),

  linksTitle: each("Who is quoted here?", "Wer wird hier zitiert?", "Qui est cité ici ?", "¿A quién se cita aquí?"),
  noLinks: each(
    "This message has no link to an article.",
    "In dieser Nachricht steht kein Link zu einem Artikel.",
    "Ce message ne contient aucun lien vers un article.",
    "En este mensaje no hay ningún enlace a un artículo.",
  ),
  linkUnread: each(
    (link: string, why: string) => `${link} could not be read: ${why}`,
    (link, why) => `${link} konnte nicht gelesen werden: ${why}`,
    (link, why) => `${link} n’a pas pu être lu : ${why}`,
    (link, why) => `${link} no se pudo leer: ${why}`,
  ),
  nobodyQuoted: each(
    (title: string) => `Nobody is quoted in “${title}”.`,
    (title) => `In „${title}“ wird niemand zitiert.`,
    (title) => `Personne n’est cité dans « ${title} ».`,
    (title) => `En «${title}» no se cita a nadie.`,
  ),
  linksRead: each(
    (read: number, of: number) => `Read ${read} of ${of} links.`,
    (read, of) => `${read} von ${of} Links gelesen.`,
    (read, of) => `${read} liens lus sur ${of}.`,
    (read, of) => `${read} de ${of} enlaces leídos.`,
  ),

  formSubmit: each("Save", "Speichern", "Enregistrer", "Guardar"),
  formSchedule: each("When to post the digest", "Wann der Überblick kommt", "Heures de la revue", "Horas del resumen"),
  formFilter: each("What to include", "Inhalt des Überblicks", "Contenu de la revue", "Contenido del resumen"),
  formRoles: each("Who to ping", "Wen er benachrichtigt", "Qui est notifié", "A quién se avisa"),
  formQuiet: each("Quiet hours", "Ruhezeiten", "Heures calmes", "Horas de silencio"),
  fieldDays: each("Days", "Tage", "Jours", "Días"),
  fieldHours: each("Hours", "Uhrzeiten", "Heures", "Horas"),
  fieldZone: each("Time zone", "Zeitzone", "Fuseau horaire", "Zona horaria"),
  fieldWords: each("Or in words, or as cron", "Oder in Worten, oder cron", "Ou en mots, ou cron", "O con palabras, o cron"),
  hintWords: each(
    "weekdays 8:00 and 13:30 Europe/Berlin",
    "werktags 8:00 und 13:30 Europe/Berlin",
    "semaine 8h et 13h30 Europe/Paris",
    "laborables 8:00 y 13:30 Europe/Madrid",
  ),
  fieldQuiet: each("Quiet hours", "Ruhezeiten", "Heures calmes", "Horas de silencio"),
  hintQuiet: each("22:00-7:00", "22:00-7:00", "22:00-7:00", "22:00-7:00"),
  fieldPeople: each("People", "Personen", "Personnes", "Personas"),
  fieldTopics: each("Topics", "Themen", "Sujets", "Temas"),
  fieldSources: each("Sources or outlets", "Quellen oder Medien", "Sources ou médias", "Fuentes o medios"),
  fieldOnlyWords: each("Words", "Wörter", "Mots", "Palabras"),
  fieldWithout: each("Without these words", "Nicht mit diesen Wörtern", "Sans ces mots", "Sin estas palabras"),
  hintList: each("separated by commas", "durch Kommas getrennt", "séparés par des virgules", "separados por comas"),
  fieldRoles: each("Roles", "Rollen", "Rôles", "Roles"),
  wrongZone: each(
    (typed: string) => `“${typed}” isn't a time zone. Try Europe/Berlin.`,
    (typed) => `„${typed}“ ist keine Zeitzone. Zum Beispiel Europe/Berlin.`,
    (typed) => `« ${typed} » n’est pas un fuseau horaire. Par exemple Europe/Paris.`,
    (typed) => `«${typed}» no es una zona horaria. Por ejemplo Europe/Madrid.`,
  ),
  noHours: each(
    "Choose days and hours, or write the times in words.",
    "Wählen Sie Tage und Uhrzeiten, oder schreiben Sie die Zeiten in Worten.",
    "Choisissez des jours et des heures, ou écrivez les heures en mots.",
    "Elija días y horas, o escriba las horas con palabras.",
  ),
};

export type ManagePhrases = In<typeof table>;
export const managePhrasesIn: (language?: Language) => ManagePhrases = translations(table);
