import { BUCKETS, type PackedWords } from "../src/news/quotes/lexical.ts";

/** One group: rows of buckets, and which rows are right (1), wrong (0) or no lesson (-1). */
export type Group = { readonly rows: readonly Int32Array[]; readonly target: Int8Array };

/** Buckets that fewer than `min` articles have are left at nought: what few texts share is not language but text. */
export function common(perArticle: Iterable<Iterable<Int32Array>>, min: number): Uint8Array {
  const count = new Uint16Array(BUCKETS);
  const last = new Int32Array(BUCKETS).fill(-1);
  let article = 0;
  for (const rows of perArticle) {
    for (const row of rows)
      for (const b of row)
        if (last[b] !== article) {
          last[b] = article;
          count[b] = (count[b] as number) + 1;
        }
    article++;
  }
  return Uint8Array.from(count, (n) => (n >= min ? 1 : 0));
}

/** AdaGrad over groups, softmax where a group has several rows, logistic where it has one. */
export function fitLinear(groups: readonly Group[], allowed: Uint8Array, epochs: number, rate: number, decay: number): Float64Array {
  const weights = new Float64Array(BUCKETS);
  const squares = new Float64Array(BUCKETS).fill(1e-6);
  const sum = (row: Int32Array) => {
    let s = 0;
    for (let i = 0; i < row.length; i++) s += weights[row[i] as number] as number;
    return s;
  };
  const step = (row: Int32Array, g: number) => {
    for (let i = 0; i < row.length; i++) {
      const b = row[i] as number;
      if (allowed[b] === 0) continue;
      const d = g + decay * (weights[b] as number);
      squares[b] = (squares[b] as number) + d * d;
      weights[b] = (weights[b] as number) - (rate * d) / Math.sqrt(squares[b] as number);
    }
  };
  const order = groups.map((_, i) => i);
  let s = 12345;
  for (let e = 0; e < epochs; e++) {
    for (let i = order.length - 1; i > 0; i--) {
      s = (Math.imul(s, 1664525) + 1013904223) >>> 0;
      const j = s % (i + 1);
      [order[i], order[j]] = [order[j] as number, order[i] as number];
    }
    for (const g of order) {
      const group = groups[g] as Group;
      if (group.rows.length === 1) {
        const row = group.rows[0] as Int32Array;
        step(row, 1 / (1 + Math.exp(-sum(row))) - (group.target[0] === 1 ? 1 : 0));
        continue;
      }
      const scores = group.rows.map(sum);
      let max = -Infinity;
      scores.forEach((v, i) => {
        if ((group.target[i] as number) >= 0) max = Math.max(max, v);
      });
      const exps = scores.map((v, i) => ((group.target[i] as number) >= 0 ? Math.exp(v - max) : 0));
      const total = exps.reduce((a, b) => a + b, 0);
      const good = exps.reduce((a, b, i) => a + (group.target[i] === 1 ? b : 0), 0);
      if (good === 0) continue;
      group.rows.forEach((row, i) => {
        if ((group.target[i] as number) < 0) return;
        const e = exps[i] as number;
        const gradient = e / total - (group.target[i] === 1 ? e / good : 0);
        if (Math.abs(gradient) > 1e-4) step(row, gradient);
      });
    }
  }
  return weights;
}

/** Eight bits a bucket, the largest weights clipped. */
export function packWords(weights: Float64Array): PackedWords {
  const sizes = Float64Array.from(weights, Math.abs).sort();
  const max = Math.max(1e-9, sizes[sizes.length - 20] as number);
  const step = Number((max / 127).toPrecision(6));
  const bytes: number[] = [];
  let last = 0;
  weights.forEach((w, b) => {
    const v = Math.max(-127, Math.min(127, Math.round(w / step)));
    if (v === 0) return;
    const digits: number[] = [];
    for (let gap = b - last; digits.length === 0 || gap > 0; gap = Math.floor(gap / 128)) digits.unshift(gap % 128);
    digits[digits.length - 1] = (digits[digits.length - 1] as number) | 128;
    bytes.push(...digits, v & 255);
    last = b;
  });
  return { step, code: Buffer.from(bytes).toString("base64") };
}

export const printWords = (name: string, packed: PackedWords): string =>
  `export const ${name}: PackedWords = {\n  step: ${packed.step},\n  code: "${packed.code}",\n};\n`;
