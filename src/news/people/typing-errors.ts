/** Errors forgiven in a word of this many letters. */
export function forgiven(letters: number): number {
  return letters >= 7 ? 2 : letters >= 4 ? 1 : 0;
}

/** Longer words are not compared letter by letter. */
export const LONGEST_COMPARED = 40;

/** One row for each letter of the word that is looked at, and the one before the first. */
const rows = Array.from({ length: LONGEST_COMPARED + 1 }, () => new Int32Array(LONGEST_COMPARED + 1));

/**
 * Visits those of the sorted `words` that are at most `most` typing errors away from `word`: letters to add, drop, change or swap with their
 * neighbour. Optimal string alignment: no letter is touched twice. Words that begin alike are compared alike only once, and where a beginning
 * has too many errors already, all that begin so are passed over.
 */
export function spelledLike(word: string, words: readonly string[], most: number, visit: (other: string, errors: number) => void): void {
  if (word.length > LONGEST_COMPARED) return;
  const longest = Math.min(LONGEST_COMPARED, word.length + most);
  const first = rows[0] as Int32Array;
  for (let j = 0; j <= word.length; j++) first[j] = j;
  let last = "";
  /** Of so many letters of `last` the rows are made. */
  let made = 0;
  for (let i = 0; i < words.length; ) {
    const other = words[i] ?? "";
    let letters = 0;
    while (letters < made && letters < other.length && other.charCodeAt(letters) === last.charCodeAt(letters)) letters++;
    let hopeless = false;
    while (letters < other.length && !hopeless) {
      letters++;
      hopeless = letters > longest || nextRow(word, other, letters, most) > most;
    }
    last = other;
    made = Math.min(letters, longest);
    if (hopeless) i = beyond(words, i, other.slice(0, letters));
    else {
      const errors = (rows[letters] as Int32Array)[word.length] ?? 0;
      if (errors <= most && word.length - letters <= most) visit(other, errors);
      i++;
    }
  }
}

/** Makes the row of so many letters of `other` from those before it, near the diagonal only; gives the least in it. */
function nextRow(word: string, other: string, letters: number, most: number): number {
  const row = rows[letters] as Int32Array;
  const above = rows[letters - 1] as Int32Array;
  const letter = other.charCodeAt(letters - 1);
  const from = Math.max(1, letters - most);
  const to = Math.min(word.length, letters + most);
  let least = from === 1 ? letters : most + 1;
  row[from - 1] = least;
  for (let j = from; j <= to; j++) {
    const asked = word.charCodeAt(j - 1);
    let cost = Math.min((above[j - 1] ?? 0) + (asked === letter ? 0 : 1), (row[j - 1] ?? 0) + 1);
    // What lies beside the diagonal above ends one before.
    if (j < letters + most) cost = Math.min(cost, (above[j] ?? 0) + 1);
    if (letters > 1 && j > 1 && letter === word.charCodeAt(j - 2) && other.charCodeAt(letters - 2) === asked)
      cost = Math.min(cost, ((rows[letters - 2] as Int32Array)[j - 2] ?? 0) + 1);
    row[j] = cost;
    if (cost < least) least = cost;
  }
  return least;
}

/** The first of the sorted words after this one that does not begin so: most often near, so that it is sought in growing steps. */
function beyond(words: readonly string[], at: number, start: string): number {
  let low = at + 1;
  let step = 1;
  while (low + step <= words.length && words[low + step - 1]?.startsWith(start)) {
    low += step;
    step *= 2;
  }
  let high = Math.min(words.length, low + step - 1);
  while (low < high) {
    const mid = (low + high) >> 1;
    if (words[mid]?.startsWith(start)) low = mid + 1;
    else high = mid;
  }
  return low;
}
