/** An article's nearest: its number and the likeness to it, nearest first. */
export type Near = readonly (readonly [other: number, likeness: number])[];

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

export function nearest(list: Near): Near {
  return [...list].sort((x, y) => y[1] - x[1] || x[0] - y[0]).slice(0, NEAREST);
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
