const SEPARATOR = /\s+(?:[|\-–—:·•»«>/~]|::|\p{So})\s+|\s*[|•]\s*|(?<=[\p{sc=Han}？！])\s?_\s?(?=[\p{sc=Han}])/u;

/** The parts of a title element: headline, section, site. */
export function splitTitleLine(text: string): string[] {
  return text.split(SEPARATOR).filter((part) => part.trim() !== "");
}

/** How many characters of a text hold its first `count` words (as `wordsOf` counts), with what closes the last one: "Inc.", "talks?". */
export function lengthOfWords(text: string, count: number): number {
  let end = 0;
  let seen = 0;
  for (const match of text.matchAll(/[\p{L}\p{N}][\p{L}\p{N}\p{M}'’]*/gu)) {
    if (seen++ === count) break;
    end = match.index + match[0].length;
  }
  return end + (/^[.!?…？！。]*["'”’»)\]」』]*/u.exec(text.slice(end))?.[0].length ?? 0);
}
