/** Short forms that end in a full stop, by what may follow them. Matched as written here, or all in capitals ("SEN. REID"). */

const words = (list: string): ReadonlySet<string> => new Set(list.split(" "));

/** Stand before a name: a capital after them never begins a sentence. */
export const BEFORE_NAME = words(
  "Mr Mrs Ms Mx Dr Drs Prof Profs Messrs Mme Mmes Mlle Msgr Sen Sens Rep Reps Gov Govs Gen Gens Lt Col Cols Sgt Sgts Capt Capts Maj Cmdr Cmdrs Comdr Cdr Adm Rev Revs Fr Hon Rt Pres Det Dets Insp Supt Pvt Pfc Spc Cpl Brig Ens Amb Atty Attys Asst Assoc Dep Dir Exec Treas Commr Eld Bro Smt Shri Sri Adv Md Pt Mt Ft Sta Ste Pte Const Sec Secy Lieut Ald Del Dist",
);

/** Never end a sentence, whatever follows. */
export const NEVER_LAST = words("vs v cf viz ca i.e e.g i.e. eg ie incl esp approx feat ft");

/** Short forms only before a number ("No. 5", "Rs. 500", "Jan. 3"); else a word that ends its sentence. */
export const BEFORE_NUMBER = words(
  "No Nos no nos Art Arts art Sec sec Ch ch Vol vol Fig fig Figs p pp P Rs rs Re Para para Tel tel Ext ext Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec Mon Tue Tues Wed Thu Thur Thurs Fri Sat Sun pg Pg Op op Eq",
);

/** May stand last: the next word decides. Companies, suffixes, streets, states, and what is written with inner stops. */
export const MAY_BE_LAST = words(
  "Inc Corp Co Cos Ltd Bros Jr Sr Esq St Ave Blvd Rd Hwy Pkwy Sq Bldg Dept Depts Div Univ Assn Ctr Intl Natl Govt Mfg Pty Plc PLC Cie etc al Ala Ariz Ark Calif Cal Colo Conn Fla Ga Ill Ind Kan Kans Ky La Mass Mich Minn Miss Mo Mont Neb Nebr Nev Okla Ore Pa Penn Tenn Tex Va Vt Wash Wis Wisc Wyo Alta Ont Que Sask Ph.D Ph.Ds M.D B.A M.A dept est min max avg lb lbs oz hr hrs yr yrs mi sq cu tel misc ret Ret Dem Dems Repub Inst Tech Acad Mex Can Eng Jap Ger Sgd Cong Fed Feds Am",
);

/** Begin a title that a place goes before: "Washington, D.C. Mayor Bowser", "Albany, N.Y. Police Chief". */
export const OFFICES = words(
  "Mayor Police Attorney Council Councilman Circuit District Department Superior Supreme Court County City State Congressman",
);

/** Marks of the hour: what follows them with a capital is a new sentence unless it is a zone or a day. */
export const HOURS = words("a.m p.m A.M P.M");
export const AFTER_HOURS = words(
  "ET EST EDT CT CST CDT MT MST MDT PT PST PDT GMT UTC BST CET CEST IST AEST AEDT JST HKT Eastern Central Mountain Pacific Greenwich Local Monday Tuesday Wednesday Thursday Friday Saturday Sunday Mon Tue Tues Wed Thu Thurs Fri Sat Sun Jan Feb March April May June July Aug Sept Oct Nov Dec January February August September October November December Today Tomorrow",
);

/** Names that end in a mark of exclamation or question. */
export const NAMES_WITH_MARK = words("Yahoo Jeopardy Yum Oklahoma Mamma Moulin Guess Shazam E Jeb Oliver Hello Panic Wham");

/** Words that, written with a capital after a short form, begin a sentence. None of them begins a name or an office. */
export const BEGINS = words(
  "The A An This That These Those He She It They We I You His Her Its Their Our My Your There Here Who What When Where Why How Which Whether And But Or Nor Yet So For If As At By In Of On To Up With From Into Over Under After Before During Since Until While Although Though Because Unless Once Despite Amid Among Between Against Without Within About Above Across Behind Beyond Through Throughout Toward Towards Upon Not No Now Then Thus Also Even Still Just Only However Meanwhile Moreover Nevertheless Nonetheless Instead Indeed Perhaps Maybe Earlier Later Last Next Some Many Most Several Both All Each Every Few Another Other Others Such More Less Any None Nobody Nothing Everyone Everybody Everything Someone Somebody Something Asked According Mr Mrs Ms Had Has Have Is Are Was Were Does Did Do Can Could Would Should Will Let Like Unlike Today Yesterday Afterward Afterwards Additionally Critics Supporters Officials Police Authorities Investigators Prosecutors Experts Analysts Researchers Scientists Doctors Republicans Democrats He's She's It's They're We're I'm That's There's What's Don't Yes Oh Well Either Neither Never Nor One Two Three Four Five Six Seven Eight Nine Ten Its Along Besides Except Given Following Rather Too Very Often Sometimes Soon Again Ever Until Whatever Whoever",
);

/** After these words a sentence goes on. */
export const OPEN_ENDED = words(
  "the a an of to on in and for at by with from or as that his her their its is was are were be when which who while",
);

/** Verbs of saying: after a question in marks, a name and one of these attribute it. */
export const SAYS = words(
  "said says asked asks added adds wrote writes replied replies told tweeted shouted shouts yelled yells cried cries wondered wonders exclaimed responded responds continued demanded screamed recalled joked chanted answered quipped retorted declared muses mused inquired posted",
);

/** German writes an ordinal with a full stop; what follows it is a noun, most often one of these: "am 12. Juni", "im 20. Jahrhundert". */
export const AFTER_ORDINAL = words(
  "Januar Jänner Februar Feber März April Mai Juni Juli August September Oktober November Dezember Jahrhundert Jahrhunderts Jahrtausend Weltkrieg Weltkriegs Spieltag Platz Rang Runde Minute Mal Etage Stock Stockwerk Geburtstag Jahrestag Lebensjahr Legislaturperiode Wahlperiode Auflage Klasse Stunde Tag Saison Bundesliga Liga Senat Strafsenat Armee Bezirk",
);
