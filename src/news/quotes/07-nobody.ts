import { at, LOWER, PUNCTUATION, WORD } from "../text/tokens.ts";
import type { Reading } from "./02-reading.ts";

/** How words between marks can be nobody's, by what stands before or behind them. Each has its example in `test/cases/quotes/nobody-*`. */
type Rule = {
  readonly name: string;
  readonly example: string;
  /** The reporter's words of the sentence before the marks, lower case, one space between. */
  readonly before?: RegExp;
  /** Those behind them. */
  readonly after?: RegExp;
  /** Of so many words at the most. */
  readonly most?: number;
};

const SAY =
  "(?:sa(?:y|ys|id|ying)|tell|tells|told|telling|call|calls|called|calling|writ(?:e|es|ten|ing)|wrote|tweet(?:s|ed|ing)?|utter(?:s|ed|ing)?|describ(?:e|es|ed|ing)|us(?:e|es|ed|ing))";

const rules: readonly Rule[] = [
  {
    name: "denied",
    example: 'Joan Webb denied calling the plan "a gift to thieves".',
    before: new RegExp(`\\bden(?:y|ies|ied|ying) (?:ever |having |ever having )*${SAY}\\b[^,;:]*$`),
  },
  {
    name: "denied",
    example: 'Joan Webb denied that she had called them "lazy".',
    before: new RegExp(
      `\\b(?:den(?:y|ies|ied|ying)|disput(?:e|es|ed|ing)|reject(?:s|ed|ing)?)(?: \\S+){0,2} that (?:\\S+ ){1,4}(?:ever )?${SAY}\\b[^,;:]*$`,
    ),
  },
  {
    name: "never said",
    example: 'Joan Webb never said "the strikers are lazy".',
    before: new RegExp(
      `\\b(?:never|not|n't|\\S+n't) (?:once |ever |actually |publicly |in fact )*${SAY}\\b(?: (?!but\\b)[^\\s,;:]+){0,4}$`,
    ),
  },
  {
    name: "false",
    example: 'A post falsely claims that Joan Webb said: "…"',
    before:
      /\b(?:(?:falsely|wrongly) (?:claim|attribut|quot|sa[iy]|alleg|stat|suggest)\w*|(?:fake|fabricated|doctored|invented|bogus|photoshopped|manipulated) (?:quotes?|quotations?|tweets?|posts?|images?|pictures?|photos?|videos?|screenshots?|letters?|statements?|headlines?))\b[^;.]*$/,
  },
  {
    name: "hypothetical",
    example: 'Joan Webb could have said "sorry".',
    before: new RegExp(
      `\\b(?:could|might|would|should)(?: just| well| easily| as well)* have (?:just |simply |easily |as well )?${SAY}\\b(?: [^\\s,;:]+){0,3}[,:]?$`,
    ),
  },
  {
    name: "hypothetical",
    example: 'If Joan Webb says "no", the plan is dead.',
    before: new RegExp(`^(?:if|unless|suppose|should) [^,;:]*\\b${SAY}$`),
    most: 3,
  },
  {
    name: "failed to say",
    example: 'She failed to say "sorry".',
    before: new RegExp(`\\b(?:fail(?:s|ed|ing)?|refus(?:es?|ed|ing)|declin(?:es?|ed|ing)) to ${SAY}(?: [^\\s,;:]+){0,3}$`),
  },
  {
    name: "asked if",
    example: 'Did Joan Webb say "let them eat fish"?',
    before: new RegExp(`^(?:did|does|has|have|had) [^,;:]*\\b${SAY}\\b[^,;:]*$`),
  },
  {
    name: "imagined",
    example: 'You can almost hear Joan Webb say, "Not on my watch."',
    before:
      /\b(?:(?:can|could) (?:almost|practically|just|nearly) (?:hear|see|imagine)|(?:one|you|i|we) (?:can |could |may |might )?imagines?)\b/,
  },
  {
    name: "thought",
    example: '"What have I done?" Joan Webb asked herself.',
    after: /^,? ?(?:\S+ ){0,4}(?:asks?|asked|wonder(?:s|ed)|thought|thinks) (?:to )?(?:herself|himself|themselves|itself)\b/,
  },
  {
    name: "thought",
    example: 'Joan Webb asked herself: "What have I done?"',
    before: /\b(?:ask|wonder|think|thought|told|tell|say|said)\w* (?:to )?(?:herself|himself|themselves)[,:]?$/,
  },
  { name: "word as a word", example: '"hygge" means cosiness', after: /^(?:means?|meant|translates?|refers to)\b/, most: 4 },
  { name: "word as a word", example: '"tak" means "thank you"', before: /\b(?:means?|meaning|translates? (?:as|to))$/, most: 3 },
  {
    name: "word as a word",
    example: 'the word "wall", the Danish word for it is "hygge"',
    before:
      /\b(?:the|a|an|one|single|very) (?:word|password|passcode|spelling|abbreviation|acronym|letters?|prefix|suffix)(?: for (?:it|that|this) is| is| was)?$/,
    most: 3,
  },
  {
    name: "label",
    example: 'the box marked "no further action"',
    before:
      /\b(?:marked|listed as|registered as|filed under|stamped|signposted|reading simply|clicks?|clicked|press(?:es|ed)|tick(?:s|ed)|typ(?:es|ed)|enter(?:s|ed)|password|so-called|code-?named|launched)$/,
    most: 6,
  },
  {
    name: "title",
    example: 'a talk titled "Why walls fail"',
    before: /\b(?:titled|entitled|headlined|headline (?:was|is|read|reads)|subtitled|captioned)$/,
  },
  {
    name: "prize",
    example: 'won the prize for "best use of stone"',
    before: /\b(?:prize|award|medal|trophy|category) (?:for|of)$/,
    most: 8,
  },
];

/** Words of a sentence that are looked at on either side. */
const MOST_BEFORE = 24;
const MOST_AFTER = 8;

/** Which rule says that nobody in the article says these words; null: none. */
export function nobodysRule(reading: Reading, q: number): Rule | null {
  if (isCorrection(reading, q)) return CORRECTION;
  const before = wordsBefore(reading, q);
  const after = wordsAfter(reading, q);
  const words = wordsWithin(reading, q);
  const rule = rules.find(
    (rule) => (rule.most === undefined || words <= rule.most) && (rule.before?.test(before) || rule.after?.test(after)),
  );
  if (rule) return rule;
  return isTitle(reading, q, before) ? TITLE : null;
}

const CORRECTION: Rule = { name: "correction", example: 'This article was amended. An earlier version said that the mayor "will resign".' };
const CORRECTS =
  /^\s*[*•\-–([]?\s*(?:(?:this|the) (?:article|story|report|headline|post|piece)(?: has been| was| is) (?:amended|corrected|updated|changed|edited)|corrections?\b|clarifications?\b|an earlier version of this|editor['’]s note\b.{0,80}\b(?:earlier|previous) version|anmerkung der redaktion|in einer (?:früheren|ersten) version)/iu;
/** A note stands at the beginning of its paragraph. */
const NOTE = 600;

/** What a note takes back nobody said. */
function isCorrection({ text, quotes }: Reading, q: number): boolean {
  const start = quotes[q]?.start ?? 0;
  const from = Math.max(0, start - NOTE);
  const line = text.lastIndexOf("\n", start - 1);
  return line < from && from > 0 ? false : CORRECTS.test(text.slice(Math.max(from, line + 1), start));
}

const TITLE: Rule = { name: "title", example: 'her favourite film was "The Third Man"' };
/** What bears a title, or is one of something. */
const TITLED =
  /\b(?:film|movie|book|novel|memoir|song|album|single|poem|play|musical|opera|series|show|podcast|documentary|report|study|paper|essay|article|column|talk|lecture|exhibition|painting|operation)(?: (?:was|is|called|,))?,?$/;

/** Two words or more, each with a capital but the small ones, without a comma or a full stop inside the marks. */
function isTitle(reading: Reading, q: number, before: string): boolean {
  if (!TITLED.test(before)) return false;
  const { tokens } = reading;
  let capitals = 0;
  for (let i = at(reading.quoteFrom, q) + 1; i < at(reading.quoteTo, q) - 1; i++) {
    if (at(tokens.kind, i) === PUNCTUATION && ".,!?;".includes(tokens.lower[i] ?? "")) return false;
    if (at(tokens.kind, i) !== WORD) continue;
    if (at(tokens.shape, i) === LOWER && (tokens.lower[i] ?? "").length > 3) return false;
    if (at(tokens.shape, i) !== LOWER) capitals++;
  }
  return capitals >= 2;
}

function wordsBefore(reading: Reading, q: number): string {
  const { tokens } = reading;
  const end = at(reading.quoteFrom, q);
  const line = at(tokens.paragraph, end);
  let from = end;
  while (from > 0 && end - from < MOST_BEFORE && at(tokens.paragraph, from - 1) === line && !(from < end && reading.starts[from])) from--;
  return joined(reading, from, end);
}

function wordsAfter(reading: Reading, q: number): string {
  const from = at(reading.quoteTo, q);
  const line = at(reading.tokens.paragraph, Math.max(0, from - 1));
  let to = from;
  while (to < reading.tokens.count && to - from < MOST_AFTER && at(reading.tokens.paragraph, to) === line) to++;
  return joined(reading, from, to);
}

function joined({ tokens, inQuote }: Reading, from: number, to: number): string {
  const words: string[] = [];
  for (let i = from; i < to; i++) if (at(inQuote, i) === 0) words.push(tokens.lower[i] ?? "");
  return words.join(" ").replace(/ (?=[,;:.])/g, "");
}

function wordsWithin({ tokens, quoteFrom, quoteTo }: Reading, q: number): number {
  let count = 0;
  for (let i = at(quoteFrom, q); i < at(quoteTo, q); i++) if (at(tokens.kind, i) === WORD) count++;
  return count;
}
