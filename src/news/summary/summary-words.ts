/** Word lists of the summaries. Lower case; straight apostrophes. */

const words = (list: string): ReadonlySet<string> => new Set(list.split(" "));

/** Say nothing about what a text is about. */
export const STOPWORDS = words(
  "a an the this that these those some any each every another both all either neither no not such other more most few several many much own same one two of in to for on at by with from about as into after before during against between under over through without within among toward towards upon via like since until till behind near across along around off out up down amid despite beside besides beyond per than inside outside and or but nor so yet because although though while if unless whereas whether once is are was were be been being am has have had having do does did doing will would shall should can could may might must isn't aren't wasn't weren't hasn't haven't hadn't don't doesn't didn't won't wouldn't can't cannot couldn't i we me us my our mine you your he she his him her hers it its they them their who which whom whose what where when why how there here then now just only even still also very too s t re ve ll d m n't say says said saying told according mr mrs ms also lrb rrb",
);

/** Begin a sentence that leans on the one before it. */
export const CONNECTIVES = words(
  "but and or so yet however meanwhile moreover furthermore nevertheless nonetheless instead then therefore thus besides otherwise still also indeed similarly likewise consequently conversely hence additionally likewise",
);
export const PERSONAL = words(
  "he she they him her them his hers their theirs he's she's they're he'd she'd they'd he'll she'll they'll they've",
);
export const HE_SHE = words("he she him her his hers he's she's he'd she'd he'll she'll himself herself");
export const POINTING = words("this that these those such");
export const FIRST_PERSON = words("i we me us my our mine ours myself ourselves i'm i've i'd i'll we're we've we'd we'll let's");
export const SECOND_PERSON = words("you your yours yourself you're you've you'll you'd");
/** After "this" and "that" these tell the time: "this week", "that year". */
export const TIMES = words(
  "week weekend month year season morning afternoon evening summer winter spring autumn fall decade century time term day night monday tuesday wednesday thursday friday saturday sunday",
);
/** Nouns of a second mention: "the plan", "the man", "the pair". With no name or of-phrase behind them they point back. */
export const SECOND_MENTION = words(
  "plan plans report reports move decision man men woman women boy girl teenager suspect suspects victim victims pair couple duo trio group company firm incident attack deal agreement proposal bill measure order ruling verdict study survey team club organisation organization agency department statement letter document documents case trial lawsuit suit complaint charge charges allegation allegations accident crash fire blaze shooting explosion blast storm event meeting talks session hearing announcement comment comments remark remarks post tweet video footage clip image images photo photos picture pictures actor actress singer star player driver officer officers official officials minister senator congressman lawmaker lawmakers politician candidate spokesman spokeswoman judge jury court officer accused defendant father mother son daughter husband wife brother sister child children student teacher doctor author writer director producer founder owner chief leader former latter first second third victory win defeat match game film movie series show book album song project programme program scheme initiative campaign site website app device product products vehicle car plane aircraft ship boat train bus building house home hotel school hospital restaurant village town area region move idea issue problem problems question changes change increase decrease rise fall figure figures number result results finding findings move news article story interview investigation probe inquiry search operation raid arrest arrests animal dog cat bird creature item items service services system money funds cash sum amount fine sentence penalty strike protest protests march rally violence fighting clashes injuries deaths death killing killings murder disease virus outbreak patient patients drug drugs treatment policy law rule rules regulation regulations legislation act amendment resolution vote election elections poll polls",
);
/** Behind a noun they say which one is meant. */
export const DEFINING = words("of that who which whose where for in at on from between against behind to with over under near about");
export const DAYS = words("monday tuesday wednesday thursday friday saturday sunday today yesterday tonight");
export const SPEECH_VERBS = words(
  "said says told tells added adds asked wrote tweeted replied explained insisted claimed warned admitted announced argued stated noted revealed confirmed denied stressed recalled commented",
);
/** A person without a name, good enough for "he" later in the sentence. */
export const PERSON_NOUNS = words(
  "man woman boy girl father mother son daughter husband wife teenager student teacher officer driver player singer actor actress doctor judge minister president soldier policeman worker victim suspect patient resident official author leader chief captain coach manager owner farmer child baby person pensioner grandmother grandfather widow widower mum dad mom star striker midfielder defender goalkeeper lawyer politician lawmaker senator governor mayor candidate nurse pilot passenger prisoner inmate refugee migrant tourist customer worker employee someone everyone anyone nobody who",
);

/** Say something of somebody else: "Police said he". */
export const SOURCES = words(
  "police doctors officials prosecutors witnesses authorities friends relatives neighbours neighbors detectives officers investigators sources court lawyers asked speaking born reports critics supporters fans",
);

/** What people speak and act in: "in a statement he". */
export const THINGS = words(
  "statement interview letter tweet post video press conference speech message note phone series bid move email e-mail book article column blog report document complaint lawsuit suit filing petition affidavit meeting rally visit trip tour week month year day time result few number lot bit moment career decade news television radio show programme program memo release facebook twitter instagram court hearing debate panel packed separate joint brief written recent later previous first second third",
);

/** Openings of what stands around an article and is not its text. Matched without regard to case at the beginning of a sentence. */
export const FURNITURE =
  /^(?:read (?:more|also|next|the full|here)\b|read ?[:|]|also read\b|also see\b|see also\b|read\s*[|:]|click (?:here|on|to)|scroll down|watch\b|sign up|subscribe|follow (?:us|@|\S+ on (?:twitter|facebook|instagram))|share (?:this|on|via)|advert|sponsored|related(?:\s+(?:articles?|stories|topics|content)|:)|more (?:on|from|stories|coverage|about this)\b|e-?mail (?:to a friend|the author|us)|copyright|all rights reserved|©|this (?:article|story|report|post|page|piece) (?:was|has been|is|originally|first|appeared|has)\b|the associated press contributed|continue reading|story continues|skip (?:to|past)|download (?:the|our)|comments?\s*\(|loading|get (?:the latest|our|breaking|daily|more|all the)|for (?:the latest|more (?:on|stories|news|information)|confidential support)|join (?:us|the conversation|our)|like us|image (?:copyright|caption|source)|media (?:caption|playback)|please (?:enable|upgrade|turn|use|note|share|email|click)|send (?:your|us)|contact us|reporting by|writing by|editing by|edited by|additional reporting|with (?:additional )?reporting|(?:published|updated|posted|last updated|last modified|first published|created|modified)\s*(?:[:.|]|on\b|at\b|\d|(?:mon|tues|wednes|thurs|fri|satur|sun)day)|photos?\s*[:/(]|photo(?:graph)? (?:by|credit)|picture\s*[:/(]|pictures? (?:by|credit)|pic\s*[:/]|image\s*[:/(]|images?\s*:|video\s*[:/(]|source\s*:|credit\s*[:/]|file (?:photo|picture|image)|getty|shutterstock|caption\b|transcript\b|\(?(?:ht|pti|ap|afp|reuters|ani|representative) (?:file )?(?:photo|picture|image)|e-mail|tap here|view (?:comments|gallery|this post)|a post shared by|a video posted|pic\.twitter|https?:|www\.|story highlights|new:|correction\b|editor'?s note|listen to|support provided|cookies (?:on|are|help|policy)|terms of (?:use|service)|privacy policy|newsletter)/i;
/** The same anywhere in a sentence. */
export const FURNITURE_WITHIN =
  /\b(?:contributed to this (?:report|story|article)|getty images|shutterstock|afp\/getty|ap photo|image copyright|a post shared by|pic\.twitter\.com|click here|sign up (?:for|to) (?:our|the)|follow (?:us|@\w+|\w+ on twitter)|all rights reserved|e-mail to a friend|scroll down for video|samaritans|watch below|read more|also read)\b|[|©]|\{"@|"@type"/i;
/** A caption that says where in the picture somebody is. */
export const CAPTION =
  /\(\s*(?:pictured|left|right|centre|center|above|below|inset|file|far left|far right|in (?:red|blue|white|black))\b|-LRB- (?:pictured|left|right|center|centre|above|inset)\b|\bpictured (?:left|right|above|below|here|together|in|at|with|on)\b|, pictured[ ,.]|^(?:pictured|above|below|left|right|inset)\b ?[:,]|\b(?:file photo|photo:|seen here)\b/i;
