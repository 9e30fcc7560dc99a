/** An article's nearest: its number and the likeness to it, nearest first. */
export type Near = readonly (readonly [other: number, likeness: number])[];
export type NearList = (readonly [other: number, likeness: number])[];

/** Two articles further apart in time tell two stories. */
const WINDOW = 48 * 3600 * 1000;
/** An article's surroundings: its likeness to the sixth to fifteenth nearest. The five before may be its own story. */
const NEAR = 5;
const FAR = 15;
/** Likeness to the surroundings as it mostly is. Above the bound a very large story would decide. */
const MOST = 0.2;
const USUAL = 0.1;
/** So many of its nearest are compared with an article. */
const NEAREST = 60;

/** Puts an article among another one's nearest, if it is one of them. */
export function meet(near: NearList, other: number, likeness: number): void {
  if (near.length >= NEAREST && !isNearer(other, likeness, near.at(-1))) return;
  let at = near.length;
  while (at > 0 && isNearer(other, likeness, near[at - 1])) at--;
  near.splice(at, 0, [other, likeness]);
  if (near.length > NEAREST) near.pop();
}

function isNearer(other: number, likeness: number, than: Near[number] | undefined): boolean {
  return than !== undefined && (likeness > than[1] || (likeness === than[1] && other < than[0]));
}

/** How alike an article is to what else is told about its subject. `fewest`: what that is at least, where few articles would decide. */
export function surroundings(near: Near, fewest: number): number {
  const sum = near.slice(NEAR, FAR).reduce((total, [, likeness]) => total + likeness, 0);
  return Math.min(MOST, Math.max(fewest, sum / (FAR - NEAR)));
}

/** How much more alike two articles are than each is to its surroundings. */
export function scaled(likeness: number, around: number, other: number): number {
  return Math.min(1, (USUAL * likeness) / Math.sqrt(around * other));
}

/** Whether two articles can be of one event; what has no time can be of any. */
export function together(a: number | null, b: number | null): boolean {
  return a === null || b === null || Math.abs(a - b) <= WINDOW;
}

/** Gives each term a number of its own. */
export function numbering(): (term: string) => number {
  const numbers = new Map<string, number>();
  return (term) => {
    const known = numbers.get(term);
    if (known !== undefined) return known;
    numbers.set(term, numbers.size);
    return numbers.size - 1;
  };
}
