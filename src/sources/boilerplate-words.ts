/**
 * What stands on a page beside an article, in the languages news comes in. Each pattern is matched against a whole line in lower case
 * without its outer punctuation; the tables say only how such lines begin or what they are, the rules are in boilerplate.ts.
 */
const either = (...words: string[]) => words.join("|");

/** Interrupts an article, which goes on below. */
export const ADVERTISING: readonly RegExp[] = [
  /^(?:advertisements?|advertising|anzeigen?|werbung|publicit[éeà]|publicidad|advertentie|annons|reklam[ae]?|mainos|реклама|sponsored(?: content| by.{0,40})?|promoted|ad)$/u,
  /^(?:story|article|post|text) continues (?:below|after).{0,40}$/u,
  /^(?:scroll (?:down )?to continue|continue reading(?: (?:below|the main story|the article))?|skip (?:advertisement|to (?:main )?content).*)$/u,
];

/** Never part of an article, wherever it stands. */
export const NOISE: readonly RegExp[] = [
  // Sharing, printing, following.
  /^(?:share|tweet|pin|e-?mail|print|save|like|send|post|copy|link copied|facebook|twitter|x|whatsapp|telegram|linkedin|pinterest|reddit|tumblr|flipboard|pocket|instagram|messenger|copy link|teilen|twittern|drucken|partager|imprimer|compartir|tweeten|condividi|delen|dela|jaa|поделиться|ツイート|シェア(?:する)?|分享)(?: (?:this|it|on|via|with|by|the|story|article|post|page|friends|facebook|twitter|x|whatsapp|e-?mail|linkedin|reddit|pinterest|artikel|auf|per|sur|en|por|su|op|\d+)){0,6}$/u,
  new RegExp(
    `^(?:${either("share this", "share on", "share via", "share your", "tweet this", "click to share", "e-?mail this", "print this", "(?:diesen |den )?(?:artikel|beitrag) (?:teilen|drucken|empfehlen|bewerten|mit anderen)", "partager (?:cet|l['’])", "comparte (?:esta|este)", "compartir (?:en|esta|este)")})(?: .{0,50})?$`,
    "u",
  ),
  /^(?:follow|like|find|join) (?:us|me|him|her|them|@\w+|[\p{L} ]{2,30}) (?:on|at) (?:twitter|facebook|instagram|x|linkedin|tiktok|youtube|telegram|whatsapp|snapchat|threads|bluesky).{0,60}$/u,
  /^(?:folgen sie uns|folge uns|suivez-nous|síguenos|sigue(?:nos)?|seguici|volg ons).{0,80}$/u,
  // Newsletters, subscriptions, apps.
  /^(?:sign up|subscribe|register|sign in|log in|login|create an account)(?: (?:now|today|here|to|for|with|and|free|up|our|the|via|by).{0,140})?$/u,
  /^(?:get|receive|want) .{0,80}(?:newsletter|in your inbox|to your inbox|delivered (?:straight|directly|daily)).{0,60}$/u,
  /^.{0,90}(?:subscribe (?:now|today|here)|sign up (?:now|today|here)|download (?:the|our) .{0,30}apps?)\b.{0,60}$/u,
  /^(?:.{0,30}\bnewsletter\b.{0,30}|newsletter.{0,60}|jetzt (?:abonnieren|anmelden|registrieren).{0,60}|abonnez-vous.{0,80}|suscríbete.{0,80}|iscriviti.{0,80})$/u,
  /^(?:never miss|don['’]t miss|stay up to date|keep up with|be the first to).{0,100}$/u,
  /^(?:verpassen sie|verpasse) (?:keine?n?|nichts).{0,100}$/u,
  // Copyright and terms.
  /^(?:©|\(c\)|copyright\b).{0,160}$/u,
  /^.{0,120}\b(?:all rights reserved|alle rechte vorbehalten|tous droits réservés|todos los derechos reservados|tutti i diritti riservati|may not be (?:published|reproduced|copied).{0,80}|vg[ -]?wort)[\p{P}\s]*$/u,
  /^(?:privacy policy|terms (?:of (?:use|service)|and conditions)|cookie (?:policy|settings|preferences)|impressum|datenschutz(?:erklärung)?|mentions légales|do not sell my (?:personal )?information)$/u,
  /^(?:this site|we|our site|diese (?:web)?seite|wir) (?:uses?|verwende[nt]|nutz(?:en|t)) cookies.{0,200}$/u,
  // What WordPress puts behind each item of a feed, in the languages of its translators.
  /^(?:the post|der beitrag|l['’]article|la entrada|o post|l['’]articolo|het bericht|inlägget|innlegget|indlægget|wpis|příspěvek|запись|сообщение) .{1,300} (?:appeared first on|first appeared on|erschien zuerst auf|est apparu en premier sur|se publicó primero en|apareceu primeiro em|proviene da|verscheen eerst op|dök först upp på|dukket først opp på|blev først udgivet på|pojawił się poczatkowo na|pochází z|впервые появилась|появились сначала на) .{1,120}$/u,
  // Comments.
  /^(?:\(?\d+\)? )?(?:comments?|kommentare?|commentaires?|comentarios?|commenti|reacties|comentários|комментарии)(?: ?[(:]?\d+\)?)?$/u,
  /^(?:leave|post|write|add|view|show|see|read|be the first to) (?:a |all |your |the |\d+ )?(?:comments?|reply|response)(?: .{0,40})?$/u,
  /^(?:comments (?:are|have been) closed|kommentar(?:e)? (?:schreiben|verfassen|hinterlassen|anzeigen)|hinterlasse(?:n sie)? .{0,30}|schreibe? einen kommentar.{0,60}|laisser un commentaire|deja un comentario|reply|antworten|répondre|responder)$/u,
  // Where an entry is filed.
  /^(?:posted|filed|published|archived|categori[sz]ed|tagged)(?: (?:in|under|on|as|with|by|at))? .{1,160}$|^tagged$/u,
  /^(?:in this (?:article|story|post)|read more stories about|more (?:about|on this)|tags?|keywords?|categor(?:y|ies)|topics?|labels?|schlag(?:wörter|worte|wort)|kategorien?|stichworte?|mots[- ]clés|catégories?|etiquetas|categorías?|temas|argomenti|trefwoorden|taggar|rubriky?|рубрики?|теги|метки) ?[:：].{0,200}$/u,
  /^(?:this (?:entry|post|article) was (?:posted|published|written|filed)|(?:dieser|dieser blog) (?:eintrag|beitrag|artikel) (?:wurde|ist)|veröffentlicht (?:in|unter|von)|abgelegt unter|publié (?:dans|par)|publicado (?:en|por)|pubblicato (?:in|da)|geplaatst (?:in|door)).{0,200}$/u,
  /^in ["“„«].{1,40}$/u,
  // Of readers, of players, of galleries.
  /^(?:there (?:are|is) \d+ (?:comments?|responses?)|expand comments.{0,5}|\d+ (?:replies|responses|antworten|réponses|respuestas))$/u,
  /^.{0,120}\(?opens in (?:a )?new (?:window|tab)\)?.{0,10}$/u,
  /^(?:stream type ?live|playback rate|(?:current|remaining|duration) time[ -]*[\d:]*|(?:loaded|progress) ?: ?[\d.]+%?|(?:descriptions|subtitles|captions)(?: off)?(?:, selected| settings, opens .{0,40})?|chapters|default, selected|font (?:size|family)|text edge style|defaults ?done|foreground|fullscreen|full screen|autoplay|skip ad|mute|unmute|this is a modal window.{0,100}|buy photo|view (?:photos?|graphic|this image|slideshow|gallery)|photos|caption|\d+ of \d+|wait \d+ seconds? to continue|unfortunately, this video is not available.{0,40}|(?:now watching|up next|next video starts in).{0,40}|inread invented by .{0,20}|(?:media|image) (?:playback|caption|copyright|source).{0,40})$/u,
  /^(?:编审|发稿时间|來源|来源|分享到|分享至|返回首页|返回顶部|热门推荐|相关阅读|相關閱讀|上一篇|下一篇|标签|关键词)(?:[:：\s].{0,60})?$/u,
  // Tools of the page.
  /^(?:back to top|nach oben|top|home|startseite|menu|menü|search|suche|close|schließen|fermer|cerrar|next|previous|weiter|zurück|prev|more|mehr|loading|show more|load more|mehr (?:anzeigen|laden)|view (?:all|gallery|comments|more)|open image in gallery|bild anzeigen|expand|collapse|toggle .{0,20}|listen(?: to (?:this )?(?:article|story).{0,30})?|play(?: video)?|watch(?: video)?|enlarge(?: (?:this )?image)?|toggle caption|hide caption|bookmark|merken|report (?:an? )?(?:error|typo)|correct(?:ion)?s?|tags?|topics?|themen|schlagworte|category|categories)$/u,
  /^(?:\d+ )?(?:min(?:ute)?s?|minuten)(?: of)? (?:read|lesezeit|lecture|reading|to read)$/u,
  /^(?:reading time|lesezeit|estimated reading time|temps de lecture|tiempo de lectura|lesedauer)\b.{0,30}$/u,
  /^(?:page|seite) \d+ (?:of|von) \d+$/u,
  /^(?:\d+ )?(?:shares?|views?|likes?|retweets?|aufrufe|vues|reads)(?: \d+)?$/u,
  /^(?:rate|bewerte?n?|note[rz]?) (?:this|diesen|cet|den) .{0,40}$|^\(?(?:noch keine bewertungen|no ratings yet)\)?$/u,
];

/** Names another article; on a line of its own, short or a link. */
export const POINTER: RegExp = new RegExp(
  `^(?:${either(
    "read (?:more|also|next|on|the (?:full|rest|original).{0,40})|also (?:read|see|on|in).{0,20}|see (?:also|more|related)|more (?:on|from|about|in|here|stories|news|coverage|information)|further reading|related|recommended|recommendations?|editor['’]?s['’]? picks?|most (?:read|popular|viewed|shared)|trending(?: now)?|popular(?: posts| stories)?|you (?:might|may|could) (?:also )?(?:like|be interested|enjoy)|don['’]t miss|in other news|up next|what to read next|watch(?: also| now| more| this)?|listen|photos|gallery|in pictures|in case you missed|click here",
    "lesen sie (?:auch|hier|mehr|dazu|weiter)|lies auch|mehr (?:zum thema|zu|von|aus|über|dazu|lesen|infos?|informationen)|auch (?:interessant|auf|lesenswert)|(?:das|dies|sie|diese).{0,20}(?:könnte[n]?|auch) .{0,40}interessieren|weitere[rs]? (?:artikel|beiträge|themen|informationen|infos|nachrichten|inhalte|meldungen|links?)|weiterführende[rs]? .{0,20}|weiterlesen|zum (?:artikel|thema|weiterlesen)|siehe auch|passend dazu|verwandte .{0,20}|empfohlene .{0,20}|meistgelesen.{0,20}|ähnliche .{0,20}|entdecke (?:weitere|mehr).{0,30}|noch mehr .{0,30}|alle .{0,20}(?:beiträge|artikel) .{0,40}|hintergrund|video|bildergalerie|fotostrecke",
    "(?:à )?lire (?:aussi|également|la suite|plus)|à (?:lire|voir|écouter)(?: aussi| également)?|voir aussi|sur le même sujet|pour aller plus loin|en savoir plus|articles? (?:liés?|similaires?|recommandés?)",
    "lea? (?:también|además|más)|lee (?:también|además|más|aquí)|leer más|le(?:e)?r (?:también|mais|também)|te(?: puede| podría)(?: |n )?(?:también )?interesar|le puede interesar|puede(?:s)? (?:leer|ver).{0,20}|ver (?:también|más)|más (?:noticias|información|sobre|en)|noticias relacionadas|relacionad[oa]s?|leia (?:também|mais)|veja (?:também|mais)|saiba mais",
    "leggi (?:anche|tutto|di più)|vedi anche|guarda anche|potrebbe interessarti.{0,20}|lees (?:ook|meer|verder)|bekijk ook|meer (?:over|nieuws|lezen)|läs (?:också|även|mer)|mer om|les (?:også|mer)|læs (?:også|mere)|lue (?:myös|lisää)|czytaj (?:też|także|również|więcej)|zobacz (?:też|także|również)|přečtěte si.{0,20}|čtěte (?:také|více|dále).{0,20}|читайте (?:также|ещё|еще).{0,20}|подробнее|olvassa el.{0,10}|ayrıca (?:bakınız|okuyun)|続きを読む|関連(?:記事|ニュース|リンク)|相关(?:阅读|新闻|链接)|延伸阅读",
  )})(?![\\p{L}\\p{N}])`,
  "u",
);

/** Heads the comments of readers. */
export const COMMENTS: RegExp =
  /^(?:\(?\d+\)? )?(?:comments|\d+ comment|\d+ (?:responses?|replies)|kommentare|leserkommentare|commentaires|comentarios|comentários|commenti|reacties|kommentarer|kommentit|комментарии|コメント|评论)(?: ?[(:]?\d+\)?| (?:lesen|anzeigen|lire|voir)(?: \(.{0,20}\))?| on .{0,80}| zu .{0,80})?$|^(?:leave|post|write|add|be the first to) (?:a |your )?(?:comment|reply|response)(?: .{0,40})?$|^(?:join the (?:conversation|discussion)|what people are saying|hinterlasse(?:n sie)? .{0,30}|schreibe? einen kommentar.{0,40}|laisser un commentaire|deja un comentario)$/u;

/** Opens what comes behind an article: nothing below such a line belongs to it unless prose follows again. */
export const TAIL: RegExp = new RegExp(
  `^(?:${either(
    "(?:more (?:articles?|posts?)|(?:other|latest|recent|related|popular|top|featured|similar|our|new|all|trending|upcoming) (?:\\w+ ){0,2}(?:posts?|articles?|stories|columns?|news|videos?|reads?|coverage|headlines|searches|products|episodes|blogs?|links|topics|events))(?: .{0,30})?|(?:previous|next) (?:article|story|post|entry).{0,100}|(?:vorheriger|nächster) (?:artikel|beitrag).{0,100}|about the (?:author|writer)s?",
    "(?:beliebte|letzte|neueste|aktuelle|meistgelesene) (?:beiträge|artikel|news|nachrichten|themen|videos).{0,40}|art[íi]culos? relacionad[oa]s?|contenido relacionado|lo más (?:leído|visto|popular).{0,30}|les plus (?:lus|populaires).{0,30}|související.{0,30}|další články.{0,30}|comparte tu opinión|mais lidas|leia mais|più letti|meest gelezen",
    "related(?: .{0,30})?|more (?:from|on|stories|news|like this|in).{0,40}|recommended.{0,30}|comments|share this.{0,20}|tags?|filed under|topics|categories|about the authors?|about us|around the web|from around the web|more coverage|in case you missed it|sponsored (?:links|stories|content)|you may like|promoted (?:stories|content)|next post|previous post|most (?:read|popular|viewed|commented).{0,20}|latest(?: news| stories)?|trending.{0,20}|popular.{0,20}|read next|what to read next|you (?:may|might) also .{0,30}|see also|further reading|external links|references|footnotes|notes|contact(?: us)?|newsletter",
    "mehr zum thema.{0,30}|weitere (?:artikel|beiträge|themen|informationen|meldungen|nachrichten).{0,40}|auch interessant.{0,30}|das könnte.{0,40}|verwandte .{0,30}|ähnliche .{0,30}|über den autor|über die autorin|zur person|kommentare|themen|schlagwörter|schlagworte|empfohlene .{0,30}|weiterführende .{0,30}|kontakt|pressekontakt",
    "sur le même (?:sujet|thème)|articles? (?:liés|similaires)|à lire aussi|commentaires?|noticias relacionadas|relacionad[oa]s|temas relacionados|comentarios?|leggi anche|articoli correlati|lees ook|gerelateerd.{0,20}|читайте также.{0,20}|関連(?:記事|ニュース|リンク)|相关(?:阅读|新闻|链接)",
  )})$`,
  "u",
);

/** Who took or owns a picture. */
export const CREDIT: RegExp =
  /^(?:(?:photo(?:graph)?s?|pictures?|images?|pic|foto|fotos|bild|bilder|titelbild|symbolbild|illustration|video|grafik|credit|credits|bildquelle|bildnachweis|fotografía|imagen|crédit|crédits)(?: (?:credit|courtesy|by|via|von|de|of|par|quelle))*\s?[:/|©]|(?:photo|picture|image|bild|foto)(?: credit)?s?(?: by| via| von| courtesy of)).{0,100}$|^(?:[^.!?]{0,60}[\s/|(©])?(?:getty(?: images)?|shutterstock|istock(?:photo)?(?:\.com)?|alamy|picture alliance|imago(?: images)?|ap photo|unsplash|pixabay|dpa|afp|reuters|epa|pa wire|press association)(?:[/|,).\s][^.!?]{0,50})?$/u;
