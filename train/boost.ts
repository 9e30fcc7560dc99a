/** Gradient-boosted regression trees over binned features, with no dependency. Same input, same trees, byte for byte. */

export type Tree = {
  /** Feature a node splits on; -1 in a leaf. Node 0 is the root. */
  readonly feature: number[];
  /** Rows with value <= threshold go left. */
  readonly threshold: number[];
  readonly left: number[];
  readonly right: number[];
  readonly value: number[];
};

export type Matrix = { readonly rows: number; readonly columns: number; readonly data: Float64Array };
export type BoostOptions = {
  readonly rounds: number;
  readonly leaves: number;
  readonly rate: number;
  readonly lambda: number;
  readonly minChild: number;
  /** Shares of columns and groups a tree sees. */
  readonly columns: number;
  readonly rowShare: number;
  readonly seed: number;
};

export type Objective = (scores: Float64Array, gradient: Float64Array, hessian: Float64Array) => void;

const MAX_BINS = 64;

export type Binned = { readonly rows: number; readonly columns: number; readonly bins: Uint8Array; readonly cuts: readonly Float64Array[] };

/** Columns as bins, stored column by column. */
export function bin(matrix: Matrix): Binned {
  const { rows, columns, data } = matrix;
  const bins = new Uint8Array(rows * columns);
  const cuts: Float64Array[] = [];
  const sample = new Float64Array(rows);
  for (let c = 0; c < columns; c++) {
    for (let r = 0; r < rows; r++) sample[r] = data[r * columns + c] as number;
    const sorted = sample.slice().sort();
    const distinct: number[] = [];
    let last = Number.NaN;
    for (let i = 0; i < rows; i++) {
      if (sorted[i] === last) continue;
      last = sorted[i] as number;
      distinct.push(last);
    }
    let chosen: number[];
    if (distinct.length <= MAX_BINS) chosen = distinct.slice(0, -1).map((v, i) => (v + (distinct[i + 1] as number)) / 2);
    else {
      const found = new Set<number>();
      for (let b = 1; b < MAX_BINS; b++) {
        const i = Math.floor((b * rows) / MAX_BINS);
        const v = sorted[i] as number;
        let j = i;
        while (j < rows && sorted[j] === v) j++;
        if (j < rows) found.add((v + (sorted[j] as number)) / 2);
      }
      chosen = [...found].sort((a, b) => a - b);
    }
    const cut = Float64Array.from(chosen.map((v) => Math.fround(v)));
    cuts.push(cut);
    const offset = c * rows;
    for (let r = 0; r < rows; r++) {
      const v = sample[r] as number;
      let low = 0;
      let high = cut.length;
      while (low < high) {
        const mid = (low + high) >> 1;
        if (v <= (cut[mid] as number)) high = mid;
        else low = mid + 1;
      }
      bins[offset + r] = low;
    }
  }
  return { rows, columns, bins, cuts };
}

export function random(seed: number): () => number {
  let s = seed >>> 0 || 1;
  return () => {
    s ^= s << 13;
    s >>>= 0;
    s ^= s >>> 17;
    s ^= s << 5;
    s >>>= 0;
    return s / 2 ** 32;
  };
}

/** `groups[i]` is the first row of group i; rows are sampled by whole groups. */
export function boost(data: Binned, groups: Int32Array, objective: Objective, options: BoostOptions, start?: Float64Array): Tree[] {
  const { rows, columns } = data;
  const scores = start === undefined ? new Float64Array(rows) : start.slice();
  const gradient = new Float64Array(rows);
  const hessian = new Float64Array(rows);
  const next = random(options.seed);
  const trees: Tree[] = [];
  const groupCount = groups.length - 1;
  for (let round = 0; round < options.rounds; round++) {
    objective(scores, gradient, hessian);
    const chosen: number[] = [];
    for (let g = 0; g < groupCount; g++) {
      if (options.rowShare < 1 && next() > options.rowShare) continue;
      for (let r = groups[g] as number; r < (groups[g + 1] as number); r++)
        if ((hessian[r] as number) > 1e-9 || (gradient[r] as number) !== 0) chosen.push(r);
    }
    const features: number[] = [];
    for (let c = 0; c < columns; c++)
      if ((data.cuts[c] as Float64Array).length > 0 && (options.columns >= 1 || next() < options.columns)) features.push(c);
    const tree = grow(data, Int32Array.from(chosen), features, gradient, hessian, options);
    trees.push(tree);
    apply(data, tree, scores);
  }
  return trees;
}

type Leaf = { node: number; rows: Int32Array; g: number; h: number; hist: Float64Array; gain: number; feature: number; bin: number };

function grow(
  data: Binned,
  rows: Int32Array,
  features: number[],
  gradient: Float64Array,
  hessian: Float64Array,
  options: BoostOptions,
): Tree {
  const tree: Tree = { feature: [-1], threshold: [0], left: [0], right: [0], value: [0] };
  const size = features.length * MAX_BINS * 2;
  const { lambda, minChild } = options;
  const histogram = (list: Int32Array): Float64Array => {
    const hist = new Float64Array(size);
    for (let f = 0; f < features.length; f++) {
      const column = (features[f] as number) * data.rows;
      const base = f * MAX_BINS * 2;
      for (let i = 0; i < list.length; i++) {
        const r = list[i] as number;
        const k = base + (data.bins[column + r] as number) * 2;
        hist[k] = (hist[k] as number) + (gradient[r] as number);
        hist[k + 1] = (hist[k + 1] as number) + (hessian[r] as number);
      }
    }
    return hist;
  };
  const best = (leaf: Leaf) => {
    leaf.gain = 0;
    const parent = (leaf.g * leaf.g) / (leaf.h + lambda);
    for (let f = 0; f < features.length; f++) {
      const base = f * MAX_BINS * 2;
      const cuts = (data.cuts[features[f] as number] as Float64Array).length;
      let g = 0;
      let h = 0;
      for (let b = 0; b < cuts; b++) {
        g += leaf.hist[base + b * 2] as number;
        h += leaf.hist[base + b * 2 + 1] as number;
        if (h < minChild) continue;
        const hr = leaf.h - h;
        if (hr < minChild) break;
        const gr = leaf.g - g;
        const gain = (g * g) / (h + lambda) + (gr * gr) / (hr + lambda) - parent;
        if (gain > leaf.gain + 1e-12) {
          leaf.gain = gain;
          leaf.feature = f;
          leaf.bin = b;
        }
      }
    }
  };
  const leafOf = (node: number, list: Int32Array, hist: Float64Array): Leaf => {
    let g = 0;
    let h = 0;
    for (let i = 0; i < list.length; i++) {
      g += gradient[list[i] as number] as number;
      h += hessian[list[i] as number] as number;
    }
    const leaf: Leaf = { node, rows: list, g, h, hist, gain: 0, feature: 0, bin: 0 };
    tree.value[node] = (-g / (h + lambda)) * options.rate;
    best(leaf);
    return leaf;
  };
  const open: Leaf[] = [leafOf(0, rows, histogram(rows))];
  let leaves = 1;
  while (leaves < options.leaves) {
    let pick = -1;
    for (let i = 0; i < open.length; i++)
      if ((open[i] as Leaf).gain > 1e-6 && (pick < 0 || (open[i] as Leaf).gain > (open[pick] as Leaf).gain)) pick = i;
    if (pick < 0) break;
    const leaf = open.splice(pick, 1)[0] as Leaf;
    const feature = features[leaf.feature] as number;
    const column = feature * data.rows;
    let n = 0;
    for (let i = 0; i < leaf.rows.length; i++) if ((data.bins[column + (leaf.rows[i] as number)] as number) <= leaf.bin) n++;
    const left = new Int32Array(n);
    const right = new Int32Array(leaf.rows.length - n);
    let a = 0;
    let b = 0;
    for (let i = 0; i < leaf.rows.length; i++) {
      const r = leaf.rows[i] as number;
      if ((data.bins[column + r] as number) <= leaf.bin) left[a++] = r;
      else right[b++] = r;
    }
    const small = left.length <= right.length ? left : right;
    const smallHist = histogram(small);
    const otherHist = leaf.hist;
    for (let i = 0; i < size; i++) otherHist[i] = (otherHist[i] as number) - (smallHist[i] as number);
    const l = tree.feature.length;
    for (let i = 0; i < 2; i++) {
      tree.feature.push(-1);
      tree.threshold.push(0);
      tree.left.push(0);
      tree.right.push(0);
      tree.value.push(0);
    }
    tree.feature[leaf.node] = feature;
    tree.threshold[leaf.node] = (data.cuts[feature] as Float64Array)[leaf.bin] as number;
    tree.left[leaf.node] = l;
    tree.right[leaf.node] = l + 1;
    open.push(leafOf(l, left, small === left ? smallHist : otherHist), leafOf(l + 1, right, small === left ? otherHist : smallHist));
    leaves++;
  }
  return tree;
}

function apply(data: Binned, tree: Tree, scores: Float64Array): void {
  // Thresholds are cuts, so comparing bins and comparing values agree.
  const cutIndex = tree.feature.map((f, i) => (f < 0 ? 0 : (data.cuts[f] as Float64Array).indexOf(tree.threshold[i] as number)));
  for (let r = 0; r < data.rows; r++) {
    let n = 0;
    while ((tree.feature[n] as number) >= 0)
      n =
        (data.bins[(tree.feature[n] as number) * data.rows + r] as number) <= (cutIndex[n] as number)
          ? (tree.left[n] as number)
          : (tree.right[n] as number);
    scores[r] = (scores[r] as number) + (tree.value[n] as number);
  }
}

export function predict(trees: readonly Tree[], data: Float64Array, base: number): number {
  let sum = 0;
  for (const tree of trees) {
    let n = 0;
    while ((tree.feature[n] as number) >= 0)
      n =
        (data[base + (tree.feature[n] as number)] as number) <= (tree.threshold[n] as number)
          ? (tree.left[n] as number)
          : (tree.right[n] as number);
    sum += tree.value[n] as number;
  }
  return sum;
}
