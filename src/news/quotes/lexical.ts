import { at, LOWER, NUMERAL, PUNCTUATION, type Tokens } from "../text/tokens.ts";
import type { Reading } from "./02-reading.ts";
import { decodeBase64 } from "./forest.ts";

/** Words and word pairs around a quote, hashed: which words they were cannot be read back. */
export const BUCKETS = 1 << 20;

/** Only the buckets that weigh anything: for each the distance from the one before (7 bits a byte, the last with the high bit set), then its weight. */
export type PackedWords = { readonly step: number; readonly code: string };
export type WordWeights = { readonly step: number; readonly weights: Int8Array };

export function unpackWords(packed: PackedWords): WordWeights {
  const bytes = decodeBase64(packed.code);
  const weights = new Int8Array(BUCKETS);
  let bucket = 0;
  let p = 0;
  while (p < bytes.length) {
    let gap = 0;
    let byte = 0;
    do {
      byte = at(bytes, p++);
      gap = gap * 128 + (byte & 127);
    } while (byte < 128 && p < bytes.length);
    bucket += gap;
    weights[bucket] = at(bytes, p++);
  }
  return { step: packed.step, weights };
}

const EDGE = 0x51ed270b;
const QUOTE = 0x2545f491;
const NAMED = 0x6c8e9cf5;
const NUMBERED = 0x1b873593;

function mix(a: number, b: number): number {
  let h = Math.imul(a ^ (b + 0x9e3779b9 + (a << 6) + (a >>> 2)), 0x85ebca6b);
  h ^= h >>> 13;
  return Math.imul(h, 0xc2b2ae35) ^ (h >>> 16);
}

/** One number a token: its word, but one for all names, one for all numbers, one for all quotes. */
export function wordHashes(reading: Reading): Int32Array {
  const { tokens, inQuote } = reading;
  const out = new Int32Array(tokens.count);
  for (let i = 0; i < tokens.count; i++) out[i] = at(inQuote, i) !== 0 ? QUOTE : hashOf(tokens, i, at(reading.starts, i) === 1);
  for (const name of reading.names) for (let i = name.lead; i < name.to; i++) if (at(inQuote, i) === 0) out[i] = NAMED;
  return out;
}

function hashOf(tokens: Tokens, i: number, start: boolean): number {
  if (tokens.kind[i] === NUMERAL) return NUMBERED;
  if (tokens.kind[i] !== PUNCTUATION && tokens.shape[i] !== LOWER && !start) return NAMED;
  return hashWord(tokens.lower[i] ?? "");
}

export function hashWord(word: string): number {
  let h = 0x811c9dc5;
  for (let k = 0; k < word.length; k++) h = Math.imul(h ^ word.charCodeAt(k), 0x01000193);
  return h | 0;
}

const bucket = (template: number, a: number, b = 0, c = 0): number => {
  const h = mix(mix(mix(template * 0x3c6ef372, a), b), c);
  return (h ^ (h >>> 15)) & (BUCKETS - 1);
};

/** Buckets of a quote alone: is it somebody's words? */
export function quoteWords(reading: Reading, hashes: Int32Array, q: number, out: Int32Array): number {
  const { tokens } = reading;
  const from = at(reading.quoteFrom, q);
  const to = at(reading.quoteTo, q);
  const line = at(tokens.paragraph, from);
  const word = (i: number) => (i < 0 || i >= tokens.count || at(tokens.paragraph, i) !== line ? EDGE : at(hashes, i));
  const inner: number[] = [];
  let size = 0;
  for (let i = from; i < to && size < 50; i++) {
    if (tokens.kind[i] === PUNCTUATION) continue;
    size++;
    if (size <= 4) inner.push(hashWord(tokens.lower[i] ?? ""));
  }
  const length = size <= 3 ? size : size <= 6 ? 4 : size <= 12 ? 5 : 6;
  const shape = from + 1 < tokens.count ? at(tokens.shape, from + 1) : 0;
  const b = [word(from - 1), word(from - 2), word(from - 3), word(from - 4)] as const;
  const a = [word(to), word(to + 1), word(to + 2)] as const;
  const last = reading.text.charCodeAt((reading.quotes[q]?.inner.end ?? 1) - 1);
  let n = 0;
  out[n++] = bucket(31, b[0], length);
  out[n++] = bucket(32, b[0], b[1]);
  out[n++] = bucket(33, mix(b[0], b[1]), b[2]);
  out[n++] = bucket(34, a[0], length);
  out[n++] = bucket(35, a[0], a[1]);
  out[n++] = bucket(36, b[0], a[0]);
  out[n++] = bucket(37, last, length, a[0]);
  out[n++] = bucket(38, b[0], shape, length);
  out[n++] = bucket(39, b[1], length);
  out[n++] = bucket(40, inner[0] ?? 0, length);
  out[n++] = bucket(41, a[1], length);
  out[n++] = bucket(42, mix(a[0], a[1]), a[2]);
  for (let i = 1; i <= 8; i++) {
    const w = word(from - i);
    if (w === EDGE || w === QUOTE) break;
    out[n++] = bucket(43, w);
    out[n++] = bucket(44, w, length > 3 ? 1 : 0);
  }
  for (let i = 0; i < 6; i++) {
    const w = word(to + i);
    if (w === EDGE || w === QUOTE) break;
    out[n++] = bucket(45, w);
    out[n++] = bucket(46, w, length > 3 ? 1 : 0);
  }
  if (size <= 3) for (const w of inner) out[n++] = bucket(47, w);
  if (size <= 4) {
    let all = 7;
    for (const w of inner) all = mix(all, w);
    out[n++] = bucket(48, all);
  }
  return n;
}

export function sumWords(words: WordWeights, buckets: Int32Array, count: number): number {
  let sum = 0;
  for (let i = 0; i < count; i++) sum += words.weights[buckets[i] as number] as number;
  return sum * words.step;
}
