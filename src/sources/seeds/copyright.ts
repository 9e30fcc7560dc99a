import { type Line, wordsOf } from "../lines.ts";
import { nameOf } from "./head.ts";

const SIGN =
  /(?:©|\(c\)|\bcopyright\b)(?:\s*(?:©|\(c\)|copyright))?[\s:]*(?:\d{4}(?:\s*[-–—,/]\s*(?:\d{2,4}|present))?)?[\s,.:–-]*(?:by\s+)?(?<name>.*)$/iu;
const LEGAL = /[\s,]+(?:Inc|LLC|L\.L\.C|Ltd|Limited|GmbH|AG|S\.?A|plc|PLC|Corp|Corporation|Co|e\.\s?V|B\.V|Pty|LP)\b\.?/gu;

/**
 * The outlet in a copyright line ("© 2010 NPR. All rights reserved."), without legal form and year. Only a name that the first line has
 * too: the holder is as often the company behind the outlet.
 */
export function copyrightHolder(lines: readonly Line[]): string | undefined {
  const first = ` ${wordsOf(lines[0]?.text ?? "").join(" ")} `;
  for (const { text } of lines.slice(-120).reverse()) {
    if (text.length > 160) continue;
    const after = SIGN.exec(text)?.groups?.name;
    if (after === undefined) continue;
    const name = after
      .replace(/^\d{4}\s*/, "")
      .split(/[.|•·]\s|\s[-–—|]\s|,?\s*(?:all rights|alle rechte|tous droits|todos los|tutti i)\b/iu)[0]
      ?.replace(LEGAL, "")
      .replace(/[\s.,;|]+$/u, "");
    const outlet = name === undefined ? undefined : nameOf(name);
    if (outlet !== undefined && first.includes(` ${wordsOf(outlet).join(" ")} `)) return outlet;
  }
  return undefined;
}
