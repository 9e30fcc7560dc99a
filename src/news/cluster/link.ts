/** Two things that are alike, and how much. */
export type Edge = readonly [a: number, b: number, likeness: number];

type Merge = readonly [likeness: number, a: number, b: number, versionA: number, versionB: number];

/**
 * Of a group with more members than this not all likenesses are known, for edges lead to the nearest ones only: the average is taken over so
 * many. Without it hundreds of articles that are all alike would fall into many groups.
 */
const KNOWN = 30;

/**
 * Groups by average link: the two groups whose members are most alike on average become one, as long as that is at least `threshold`. What has
 * no edge counts as unlike. Ties go to the lower numbers, so the same edges always give the same groups. O(e log e) for e edges.
 *
 * `held`: the sizes of groups that there are already, which are never joined with one another. They are the numbers 0 to `held.length - 1`,
 * single things follow; an edge to a group is the sum of the likenesses to its members, and the group's number stands in the group it is in.
 */
export function averageLink(count: number, edges: readonly Edge[], threshold: number, held: readonly number[] = []): number[][] {
  const links: Map<number, number>[] = Array.from({ length: count }, () => new Map());
  const members: number[][] = Array.from({ length: count }, (_, i) => [i]);
  const size = Array.from({ length: count }, (_, i) => held[i] ?? 1);
  const isHeld = Array.from({ length: count }, (_, i) => i < held.length);
  const version = new Int32Array(count);
  const queue: Merge[] = [];
  const offer = (a: number, b: number, sum: number) => {
    const [few, many] = [Math.min(size[a] ?? 1, size[b] ?? 1), Math.max(size[a] ?? 1, size[b] ?? 1)];
    const average = sum / (few * Math.min(many, KNOWN));
    if (average < threshold || (isHeld[a] && isHeld[b])) return;
    const [low, high] = a < b ? [a, b] : [b, a];
    push(queue, [average, low, high, version[low] ?? 0, version[high] ?? 0]);
  };
  for (const [a, b, likeness] of edges) {
    links[a]?.set(b, likeness);
    links[b]?.set(a, likeness);
    offer(a, b, likeness);
  }
  for (let next = pop(queue); next; next = pop(queue)) {
    const [, a, b, versionA, versionB] = next;
    const inA = members[a] ?? [];
    const inB = members[b] ?? [];
    if (inA.length === 0 || inB.length === 0 || version[a] !== versionA || version[b] !== versionB) continue;
    const joined = new Map<number, number>();
    for (const old of [links[a], links[b]])
      for (const [other, sum] of old ?? []) if (other !== a && other !== b) joined.set(other, (joined.get(other) ?? 0) + sum);
    members[a] = [...inA, ...inB];
    members[b] = [];
    size[a] = (size[a] ?? 1) + (size[b] ?? 1);
    isHeld[a] ||= isHeld[b] ?? false;
    links[a] = joined;
    links[b] = new Map();
    version[a] = versionA + 1;
    for (const [other, sum] of joined) {
      links[other]?.delete(b);
      links[other]?.set(a, sum);
      offer(a, other, sum);
    }
  }
  return members.filter((m) => m.length > 0).map((m) => m.sort((x, y) => x - y));
}

function before(x: Merge, y: Merge): boolean {
  if (x[0] !== y[0]) return x[0] > y[0];
  return x[1] !== y[1] ? x[1] < y[1] : x[2] < y[2];
}

function push(queue: Merge[], merge: Merge): void {
  let i = queue.length;
  queue.push(merge);
  while (i > 0) {
    const parent = (i - 1) >> 1;
    const above = queue[parent];
    if (!above || !before(merge, above)) break;
    queue[i] = above;
    i = parent;
  }
  queue[i] = merge;
}

function pop(queue: Merge[]): Merge | undefined {
  const top = queue[0];
  const last = queue.pop();
  if (!top || !last || queue.length === 0) return top;
  let i = 0;
  for (;;) {
    let child = 2 * i + 1;
    const left = queue[child];
    const right = queue[child + 1];
    if (!left) break;
    if (right && before(right, left)) child++;
    const best = queue[child];
    if (!best || !before(best, last)) break;
    queue[i] = best;
    i = child;
  }
  queue[i] = last;
  return top;
}
