import { wordsOf } from "./lines.ts";

const LONGEST = 120;
/** Accounts, not persons. */
const NOBODY =
  /^(?:admin(?:istrator)?|webmaster|editors?|editorial|redaktion|rédaction|redacción|redazione|redactie|staff|newsroom|news desk|newsdesk|root|user|author|unknown|anonymous|no-?reply|blogger|guest|default|system|wordpress|none|null|n\/a)$/iu;

export const isAddress = (text: string) => /^(?:https?:)?\/\/|^www\.|^@/i.test(text);

/** Without "By", addresses and e-mail ("jane@paper.example (Jane Oddie)"); undefined where no name is left, or only the outlet's own. */
export function bylineOf(text: string | undefined, outlet: string | undefined): string | undefined {
  const names = text
    ?.replace(/^(?:(?:written|posted|reported)\s+)?(?:by|von|par|por)[\s:]+/i, "")
    .replace(/(?:mailto:)?[^\s@]+@[^\s@]+/g, "")
    .replace(/\(\s*\)|<\s*>/g, "")
    .replace(/^\s*\(([^()]*)\)\s*$/, "$1")
    .trim();
  if (!names || names.length > LONGEST || isAddress(names) || NOBODY.test(names) || /\d{4}/.test(names)) return undefined;
  return outlet !== undefined && wordsOf(names).join(" ") === wordsOf(outlet).join(" ") ? undefined : names;
}
