import type { QuoteId } from "./quote.ts";

/** What one can ask in chat, typed or by a button. `offset` counts the quotes already seen. */
export type Question =
  | { readonly kind: "latest" }
  | { readonly kind: "search"; readonly words: string; readonly about?: string; readonly offset: number }
  | { readonly kind: "person"; readonly person: string; readonly about?: string; readonly offset: number }
  | { readonly kind: "context"; readonly quote: QuoteId };

/** The longest search, in UTF-16 code units: with `about` it still fits a Discord button's custom_id of 100. */
const LONGEST_WORDS = 60;
const LONGEST_ABOUT = 30;
const LONGEST_CODE = 100;

/** Reads what stands after `/news`: nothing, a name or words, and `about:word` or `about:"two words"`. Never fails: anything is a search. */
export function parseQuestion(typed: string): Question {
  let about = "";
  const words = typed.replace(/(?:^|\s)about:\s*(?:"([^"]*)"|“([^”]*)”|(\S+))/giu, (_, straight, curly, bare) => {
    about = tidy(straight ?? curly ?? bare ?? "", LONGEST_ABOUT);
    return " ";
  });
  const wanted = tidy(words, LONGEST_WORDS);
  if (wanted === "" && about === "") return { kind: "latest" };
  if (wanted === "") return { kind: "search", words: about, offset: 0 };
  return { kind: "search", words: wanted, offset: 0, ...(about ? { about } : {}) };
}

/** How one would type the question; null where it can only be pressed. */
export function typedQuestion(question: Question): string | null {
  if (question.kind === "latest") return "/news";
  if (question.kind === "search" && question.offset === 0)
    return `/news ${question.words}${question.about ? ` about:${quoted(question.about)}` : ""}`;
  return null;
}

/** A question as text of at most 100 UTF-16 code units, for a button. `decodeQuestion` gives the same question back. */
export function encodeQuestion(question: Question): string {
  switch (question.kind) {
    case "latest":
      return "l";
    case "context":
      return `c|${question.quote}`;
    case "search":
      return ["s", question.offset, question.words, ...(question.about ? [question.about] : [])].join("|");
    case "person": {
      const code = ["p", question.offset, question.person, ...(question.about ? [question.about] : [])].join("|");
      // A name too long for a button is searched for by its beginning: the answer asks which person was meant.
      return code.length <= LONGEST_CODE
        ? code
        : encodeQuestion({ kind: "search", words: tidy(question.person, LONGEST_WORDS), offset: 0 });
    }
  }
}

/** Null: no question of ours (an old button, or somebody else's). */
export function decodeQuestion(code: string): Question | null {
  const [kind, first = "", second = "", third = ""] = code.split("|");
  if (kind === "l") return { kind: "latest" };
  if (kind === "c" && first) return { kind: "context", quote: first as QuoteId };
  if (!/^\d{1,6}$/.test(first) || !second) return null;
  const more = { offset: Number(first), ...(third ? { about: third } : {}) };
  if (kind === "s") return { kind: "search", words: second, ...more };
  if (kind === "p") return { kind: "person", person: second, ...more };
  return null;
}

/** One line without the codes' separator, cut between characters. */
function tidy(text: string, longest: number): string {
  const line = text.replace(/[\s|]+/gu, " ").trim();
  if (line.length <= longest) return line;
  const cut = line.slice(0, longest);
  return (/[\uD800-\uDBFF]$/.test(cut) ? cut.slice(0, -1) : cut).trim();
}

function quoted(words: string): string {
  return words.includes(" ") ? `"${words.replaceAll('"', "")}"` : words;
}
