import type { Archive } from "../ports.ts";

/**
 * The archive for the digests of one moment: what several of them ask alike it is asked once. 10,000 channels that are due at eight
 * would look through the same two hundred stories 10,000 times.
 */
export function askedOnce(archive: Archive): Archive {
  const asked = new Map<string, ReturnType<Archive["stories"]>>();
  return {
    ...archive,
    stories(wanted) {
      const key = JSON.stringify(wanted);
      const known = asked.get(key) ?? archive.stories(wanted);
      asked.set(key, known);
      return known;
    },
  };
}

/** The same in another order each time: replicas that begin at different ends share the work, for each passes over what is taken. */
export function shuffled<T>(list: readonly T[]): T[] {
  const rest = [...list];
  for (let i = rest.length - 1; i > 0; i -= 1) {
    const j = Math.floor(Math.random() * (i + 1));
    [rest[i], rest[j]] = [rest[j] as T, rest[i] as T];
  }
  return rest;
}
