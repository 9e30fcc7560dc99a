import { type Tokens, WORD } from "./tokens.ts";

const set = (words: string): ReadonlySet<string> => new Set(words.split(" "));

/** The commonest small words of English that the languages below do not share. */
const ENGLISH = set("the of and that with it his she they this but from are been be not who which would their after about said");

/**
 * The commonest small words of languages that news is written in: two or three of them stand in any sentence. What English shares ("in",
 * "a", "on", "die", "no", "as", "has", "was", "he", "is", "of", "will") is left out.
 */
const OTHERS: readonly ReadonlySet<string>[] = [
  // German
  set(
    "der das und den von zu mit ist nicht ein eine einer einen für auf dem sich des im auch nach bei aus dass wie wird sind zum zur einem über sie es er ich",
  ),
  // French
  set("le la les des du et en que un une est pour qui dans pas sur au aux par plus avec ce cette il elle sont à ont été ne se"),
  // Spanish
  set("el los las de la que y en un una por con del se para al lo su es más como pero fue ha sus este esta o"),
  // Italian
  set("il di che la e un una per è in del della dei con da al alla non sono si le gli i lo nel ha anche come più"),
  // Portuguese
  set("o de que e do da em um uma para com não os as dos das no na por se mais ao foi como mas à ou seu sua"),
  // Dutch
  set("de het een van en dat niet op te zijn met voor die er aan om ook als bij naar uit maar dan nog wordt worden door over ze hij"),
  // Swedish, Danish, Norwegian
  set("och att det som en på är av för med till den inte om ett har var og er ikke til af et den de han sig blev jeg vi fra"),
  // Polish
  set("w i na z do się że nie jest o to jak po za od przez dla oraz ale przy był tym"),
  // Czech, Slovak
  set("a v na se je že s z do o k i by pro za jako ale po si podle byl jsou"),
  // Turkish
  set("ve bir bu için da de ile olarak çok daha gibi olan ne var kadar sonra ancak göre diye"),
  // Hungarian
  set("a az és hogy nem is egy ez meg csak volt már még azt el de mint lesz szerint"),
  // Romanian
  set("și de în la a cu pe că o un din nu care să este pentru mai au fost al ca"),
  // Indonesian, Malay
  set("yang dan di dari untuk dengan ini itu pada dalam tidak akan juga oleh ke telah adalah"),
];

/** So many words are looked at, and so many are needed for a verdict. */
const LOOKED_AT = 600;
const NEEDED = 12;
/** In fewer words one small word of English is enough. */
const MANY = 40;
/** English news has 15 to 25 small words of ENGLISH in a hundred; lists of results have few, other languages hardly any. */
const HARDLY_ENGLISH = 0.06;
/** Prose has at least so many small words of its own language in a hundred, and so many different ones: "De la Cruz" is a name. */
const CLEARLY_OTHER = 0.12;
const DIFFERENT = 4;

const LATIN = /\p{Script=Latin}/u;

/**
 * Whether a text is written in another language than English, the only one whose names and verbs of saying are known here. Judged by its
 * first six hundred words: by its small words, or by its script. A short or doubtful text counts as English.
 */
export function isForeign({ count, kind, lower }: Tokens): boolean {
  let words = 0;
  let english = 0;
  let otherScript = 0;
  const others = OTHERS.map(() => ({ count: 0, different: new Set<string>() }));
  for (let i = 0; i < count && words < LOOKED_AT; i++) {
    if (kind[i] !== WORD) continue;
    const word = lower[i] ?? "";
    words++;
    if (ENGLISH.has(word)) english++;
    if (!LATIN.test(word)) otherScript++;
    else
      others.forEach((other, o) => {
        if (!OTHERS[o]?.has(word)) return;
        other.count++;
        other.different.add(word);
      });
  }
  if (words < NEEDED || english >= (words < MANY ? 1 : words * HARDLY_ENGLISH)) return false;
  return otherScript > words / 2 || others.some((other) => other.count >= words * CLEARLY_OTHER && other.different.size >= DIFFERENT);
}
