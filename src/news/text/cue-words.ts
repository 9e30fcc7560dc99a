import { cueShares } from "./cue-weights-table.ts";

/**
 * Verbs and nouns that say something was said, every form, with how strongly: 3 speech verbs, 2 often, 1 sometimes.
 * The learner weighs them again; this table only says which words to look at.
 */
const strong =
  "said says say saying told tells tell telling added adds add adding wrote writes write writing tweeted tweets tweet tweeting asked asks ask asking replied replies reply replying responded responds respond responding stated states stating explained explains explain explaining noted notes note noting argued argues argue arguing declared declares declare declaring announced announces announce announcing insisted insists insist insisting continued continues continue continuing concluded concludes concluding recalled recalls recall recalling warned warns warn warning claimed claims claim claiming admitted admits admit admitting acknowledged acknowledges acknowledge acknowledging quipped quips joked jokes joking boasted boasts boasting remarked remarks remarking commented comments commenting observed observes observing exclaimed exclaims shouted shouts shouting yelled yells yelling chanted chant chants chanting asserted asserts asserting contended contends contending countered counters countering suggested suggests suggesting predicted predicts predicting complained complains complaining lamented laments lamenting confessed confesses conceded concedes conceding confided vowed vows vowing promised promises promising pledged pledges pledging urged urges urging mused muses musing opined proclaimed proclaims proclaiming testified testifies testifying elaborated recounted recounts emphasized emphasised emphasizes emphasizing stressed stresses stressing reiterated reiterates reiterating repeated repeats repeating emailed e-mailed interjected muttered whispered screamed screams screaming cried cries blurted retorted retorts quoth answered answers answering thundered intoned deadpanned cautioned cautions cautioning affirmed affirms disclosed discloses revealed reveals revealing reported reports reporting stipulated chimed snapped sneered scoffed roared barked bellowed wondered wonders wondering speculated speculates inquired inquires demanded demands demanding protested protests maintained maintains maintaining reasoned surmised ventured volunteered marveled mourned posted posts posting blogged texted messaged instructed ordered advised advises advising remembered remembers recited sang sings uttered voiced narrated interrupted conjectured allowed agreed agrees agreeing summarized summarised clarified clarifies specified specifies alleged alleges alleging denied denies denying confirmed confirms confirming";
const often =
  "called calls call calling described describes describe describing accused accuses accuse accusing dubbed dubs labeled labels labelled labeling dismissed dismisses dismissing blasted blasts blasting slammed slams slamming mocked mocks mocking denounced denounces denouncing decried decries decrying condemned condemns condemning criticized criticised criticizes criticizing praised praises praising hailed hails hailing touted touts touting branded brands ripped rips derided derides ridiculed ridicules blamed blames blaming compared compares comparing likened cited cites citing quoted quotes quoting referred refers referring referenced pointed points pointing spoke speaks speaking talked talks talking read reads reading according assured assures assuring reminded reminds reminding informed expressed expresses expressing characterized characterises characterizes characterised portrayed portrays portraying charged charges charging defended defends defending echoed echoes echoing mentioned mentions mentioning thanked thanks thanking threatened threatens threatening pressed addressed signed went wants see sees saw think thinks thought believe believes believed hoped hopes hoping feared fears questioned questions questioning attacked attacks attacking challenged credited credits crediting declined indicated indicates indicating implied implies hinted hints joined began begins beginning opened ended ends finished proposed proposes recommended recommends advocated counseled lambasted excoriated rebuked scolded chided chides lashed fired bashed trashed tore termed deemed pronounced titled entitled headlined heard hear wished wishes welcomed rejected rejects rejecting promoted";
const sometimes =
  "statement interview remarks comment comments tweet email e-mail letter speech words message testimony claim claims assertion declaration admission accusation allegation suggestion promise pledge vow warning call response answer reply question argument conference telephone phone facebook twitter instagram column editorial report article memo op-ed post press release slogan motto phrase label description put puts made makes gave gives took takes used uses issued issues released releases published publishes filed sent sends found finds shows showed show seen want wanted seems feels felt knows knew consider considers considered find cast casts framed frames painted paints pitched promising via per";

const strength = new Map<string, number>();
for (const [value, list] of [
  [1, sometimes],
  [2, often],
  [3, strong],
] as const)
  for (const word of list.split(" ")) strength.set(word, value);

/** 0 to 3: how strongly a lower-case word says that something is said. */
export function cueStrength(word: string): number {
  return strength.get(word) ?? 0;
}

/** Learned by train/: how often a word of this table, outside quotes, is what attributes one; hundredths, of those seen in five articles or more. */
export function cueValue(word: string): number {
  return values.get(word) ?? (strength.get(word) ?? 0) * 4;
}
const values = new Map<string, number>(
  cueShares.split(" ").map((pair) => [pair.slice(0, pair.indexOf(":")), Number(pair.slice(pair.indexOf(":") + 1))]),
);
