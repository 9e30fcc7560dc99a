/** The common surnames of China, Taiwan, Hong Kong and Korea as English papers print them. They stand first: "Xi Jinping", "Park Geun-hye". */
const FIRST = new Set(
  `bai ban bao bo cai cao chan chang chen cheng cheung chiang chiu choe choi chong chou chow chu chun chung cui dai deng ding dong du duan
  fan fang feng fu gao ge gong gu guo gwak hahm han hao he ho hon hong hou hsiao hsieh hsu hu hua huang hui hwang hyun jang jeon jeong ji jia jiang
  jin jo joo jun jung kang kim ko kong koo ku kuo kwak kwok kwon lai lam lau lee lei leung li liang liao lim lin ling liu lo lu luo lyu ma
  mao meng mok moon mu mun na nam ng ni noh oh ou paik pak pan park peng qi qian qiao qin qiu ren ri roh ryu seo shao shen shi shim shin sim
  sin so son song su suh sun tan tang tao tian tien tong tsai tsang tse tung wan wang wei wen wong woo wu xi xia xiao xie xiong xu xue yan yang yao
  ye yeung yi yim yin yoo yoon you yu yuan yue yun zeng zhai zhang zhao zheng zhong zhou zhu zhuang zou`
    .split(/\s+/)
    .filter((word) => word !== ""),
);

const INITIAL = "(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])";
const FINAL = "(?:iang|iong|uang|ang|eng|ong|ian|iao|ing|uai|uan|ai|ei|ao|ou|an|en|ia|ie|iu|in|ua|uo|ui|un|ue|a|o|e|i|u)";
/** One or two syllables of Mandarin: "jinping", "ming". */
const MANDARIN = new RegExp(`^(?:${INITIAL}?${FINAL}){1,2}$`);
/** One syllable of any of these languages, loosely: "geun", "hye", "hsien", "yew". */
const SYLLABLE = /^(?:[bcdghjkmnpqstxyz][hswy]?|[flrw])?[aeiouy]{1,3}(?:ng|[nmklptshrw])?$/;

/**
 * Whether a name is written surname first, going by its words in folded form: a known surname and then what can be nothing but a given name there.
 * "Kim Jong Un" and "Ban Ki-moon" are, "Kim Cattrall" and "Lee Anderson" are not.
 */
export function surnameFirst(pieces: readonly (readonly string[])[]): boolean {
  const [first, ...given] = pieces;
  if (first?.length !== 1 || !FIRST.has(first[0] ?? "") || given.length < 1 || given.length > 2) return false;
  const syllables = given.flat();
  if (syllables.length === 2) return syllables.every((s) => s.length <= 6 && SYLLABLE.test(s));
  return syllables.length === 1 && (syllables[0] ?? "").length <= 12 && MANDARIN.test(syllables[0] ?? "");
}
