import { at } from "../text/tokens.ts";

/** Boosted trees as `train/` writes them: base64 of a preorder walk; see `packForest` there. */
export type PackedForest = {
  /** For each feature the thresholds its nodes use. */
  readonly cuts: readonly (readonly number[])[];
  readonly trees: number;
  /** The value of one step of a leaf's 16-bit number. */
  readonly step: number;
  readonly code: string;
};

/** Nodes of all trees in flat arrays; a leaf has feature -1 and its value in `value`. */
export type Forest = {
  readonly roots: Int32Array;
  readonly feature: Int16Array;
  /** The threshold of a node, the value of a leaf. */
  readonly value: Float64Array;
  /** The left child is the next node. */
  readonly right: Int32Array;
};

const LEAF = 255;
const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/** `atob` for any JavaScript engine. */
export function decodeBase64(code: string): Uint8Array {
  const digit = new Uint8Array(128);
  for (let i = 0; i < ALPHABET.length; i++) digit[ALPHABET.charCodeAt(i)] = i;
  const size = Math.floor((code.replace(/=+$/, "").length * 3) / 4);
  const bytes = new Uint8Array(size);
  let out = 0;
  for (let i = 0; i < code.length; i += 4) {
    const n =
      (at(digit, code.charCodeAt(i)) << 18) |
      (at(digit, code.charCodeAt(i + 1)) << 12) |
      ((code[i + 2] === "=" ? 0 : at(digit, code.charCodeAt(i + 2))) << 6) |
      (code[i + 3] === "=" ? 0 : at(digit, code.charCodeAt(i + 3)));
    bytes[out++] = n >> 16;
    if (out < size) bytes[out++] = (n >> 8) & 255;
    if (out < size) bytes[out++] = n & 255;
  }
  return bytes;
}

export function unpackForest(packed: PackedForest): Forest {
  const bytes = decodeBase64(packed.code);
  const roots = new Int32Array(packed.trees);
  const feature: number[] = [];
  const value: number[] = [];
  const right: number[] = [];
  let p = 0;
  const node = (): void => {
    const id = feature.length;
    const f = at(bytes, p++);
    if (f === LEAF) {
      const raw = at(bytes, p) | (at(bytes, p + 1) << 8);
      p += 2;
      feature.push(-1);
      value.push((raw > 32767 ? raw - 65536 : raw) * packed.step);
      right.push(0);
      return;
    }
    feature.push(f);
    value.push(packed.cuts[f]?.[at(bytes, p++)] ?? 0);
    right.push(0);
    node();
    right[id] = feature.length;
    node();
  };
  for (let t = 0; t < packed.trees; t++) {
    roots[t] = feature.length;
    node();
  }
  return { roots, feature: Int16Array.from(feature), value: Float64Array.from(value), right: Int32Array.from(right) };
}

/** The sum of the trees from `first` to before `last` (all of them without) for the row of `data` that begins at `base`. */
export function evaluate(forest: Forest, data: Float64Array, base: number, first = 0, last: number = forest.roots.length): number {
  const { roots, feature, value, right } = forest;
  let sum = 0;
  for (let t = first; t < last && t < roots.length; t++) {
    let n = roots[t] as number;
    let f = feature[n] as number;
    while (f >= 0) {
      n = (data[base + f] as number) <= (value[n] as number) ? n + 1 : (right[n] as number);
      f = feature[n] as number;
    }
    sum += value[n] as number;
  }
  return sum;
}
