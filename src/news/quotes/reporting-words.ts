/** Verbs after which a clause is what was said, with or without "that". */
export const REPORTING: ReadonlySet<string> = new Set(
  "said says say saying told tells tell telling added adds argued argues argue claimed claims claim insisted insists warned warns noted notes acknowledged acknowledges admitted admits announced announces declared declares explained explains stated states testified testifies believes believed alleged alleges confirmed confirms predicted predicts suggested suggests contended contends conceded concedes maintained maintains promised promises vowed vows pledged pledges recalled recalls remarked remarks observed observes wrote writes tweeted tweets reported reports reporting revealed reveals replied replies responded complained complains estimated estimates concluded concludes emphasized emphasizes stressed stresses reiterated asserted asserts joked agreed agrees disclosed indicated indicates cautioned cautions boasted adding arguing insisting claiming noting warning".split(
    " ",
  ),
);
/** Of these the ones that take a clause without "that" as a rule; the others as often take a thing ("announced a plan"). */
export const CLAUSAL: ReadonlySet<string> = new Set(
  "said says say saying told tells tell telling believes believed argued argues claimed claims insisted insists thinks joked".split(" "),
);
/** "…, adding that": the reporter's verb for more of the same speech. */
export const PARTICIPLES: ReadonlySet<string> = new Set(
  "adding arguing saying noting insisting warning claiming telling calling citing referring according".split(" "),
);
export const NEGATIVE: ReadonlySet<string> = new Set(
  "not never didn't doesn't don't hasn't haven't hadn't won't wouldn't couldn't can't cannot declined refused refuses without nobody nothing".split(
    " ",
  ),
);
export const HAVE: ReadonlySet<string> = new Set(["has", "have", "had"]);
/** "is reporting that": with a participle only; "was declared the winner" is somebody else's word. */
export const BE: ReadonlySet<string> = new Set(["is", "are", "was", "were", "been"]);
/** Verbs that stand before their subject: "…, said the mayor". */
export const INVERTING: ReadonlySet<string> = new Set("said says added wrote writes tweeted explained noted reported announced".split(" "));

/** "the mayor of Quito said": what stands behind these is not who said it. */
export const INNER: ReadonlySet<string> = new Set(["of", "in", "at", "from", "for", "with", "on", "by"]);

/** Behind "…, according to officials," : the sentence is not over. */
export const GOES_ON: ReadonlySet<string> = new Set("that and when while compared although but though".split(" "));

export const DASHES: ReadonlySet<string> = new Set(["-", "—", "–"]);

/** Conjunctions whose clause waits for another one. */
export const WAITING: ReadonlySet<string> = new Set(
  "if when while although though because since as unless whereas whether until once asked given".split(" "),
);
