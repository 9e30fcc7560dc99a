/** Things by number, each with a weight, in the order of their weights while these change. */
export interface Ranking {
  set(id: number, weight: number): void;
  weight(id: number): number;
  /** Sorts what has moved, so that the next question need not. */
  settle(): void;
  /** The heaviest first, until `visit` gives false. */
  heaviest(visit: (id: number) => boolean): void;
}

/** So many may have moved before the order of all is made anew, and with more a share of all. */
const MOVED = 256;
const SHARE = 1 / 32;

/** Counts change with every story, the order of the many hardly: what moved since it was made is sorted apart, and read between. */
export function ranking(): Ranking {
  let weights = new Float64Array(1024);
  let order: number[] = [];
  const moved = new Set<number>();
  let apart: number[] | null = null;

  const heavier = (a: number, b: number) => (weights[b] ?? 0) - (weights[a] ?? 0) || a - b;

  function* inOrder(): Iterable<number> {
    apart ??= [...moved].sort(heavier);
    let next = 0;
    for (const id of order) {
      if (moved.has(id)) continue;
      while (next < apart.length && heavier(apart[next] ?? 0, id) < 0) yield apart[next++] ?? 0;
      yield id;
    }
    while (next < apart.length) yield apart[next++] ?? 0;
  }

  function settle(): void {
    if (moved.size <= MOVED + order.length * SHARE) return;
    order = [...inOrder()];
    moved.clear();
    apart = null;
  }

  return {
    settle,
    set(id, weight) {
      if (id >= weights.length) {
        const more = new Float64Array(Math.max(id + 1, weights.length * 2));
        more.set(weights);
        weights = more;
      }
      if (weights[id] === weight && weight !== 0) return;
      weights[id] = weight;
      moved.add(id);
      apart = null;
    },
    weight: (id) => weights[id] ?? 0,
    heaviest(visit) {
      settle();
      for (const id of inOrder()) if (!visit(id)) return;
    },
  };
}
