// Made by train/retelling.ts from allsides-train.jsonl; not to be edited by hand.

export const HEADLINE: readonly number[] = [
  1.2923, // titles
  0.95, // nearest title
  2.6669, // leads
  0.6978, // own lead
  3.3522, // shared with titles
  2.9374, // shared with leads
  1.6597, // shared words
  -2.6861, // words
  -0.8694, // words squared
  -12.6741, // short
  -1.0245, // long
  -4.2901, // question
  -0.1387, // quoted
  -0.7427, // colon
  0.2388, // digits
  -0.0944, // comment
  -9.02, // rarity
  -0.2629, // capitals
  -1.5469, // exclaims
  0, // t0
  -2.1909, // t1
  1.708, // t2
  0, // t3
  2.5715, // tr
  -2.8197, // l0
  -5.1187, // l1
  2.2477, // l2
  2.2812, // l3
  6.4495, // lr
  -4.6998, // stop
  1.4183, // pos
  0.161, // begins
  -0.568, // dot
];

export const RETELLING: readonly number[] = [
  0.3818, // one: first
  -0.76, // one: second
  0.0846, // one: third
  2.4778, // one: whole
  0.5482, // one: titles
  2.8722, // one: headline
  0.3594, // one: shared
  0.7647, // one: words
  0.1434, // one: words squared
  -0.5911, // one: short
  -5.6265, // one: long
  -0.6579, // one: quoted
  -0.3078, // one: leans
  0.7762, // one: digits
  -4.6554, // one: rarity
  0.6075, // other: first
  -0.8731, // other: second
  -0.8678, // other: third
  0.6638, // other: whole
  1.4514, // other: titles
  -0.2845, // other: headline
  1.3597, // other: shared
  -0.1459, // other: words
  -0.1023, // other: words squared
  2.6933, // other: short
  -0.0772, // other: long
  1.1303, // other: quoted
  -0.1047, // other: leans
  0.2213, // other: digits
  -9.6394, // other: rarity
  0, // two
  0.5178, // alike
  3.0204, // covers
  0.4999, // words together
  0.1399, // too long
  -6.0634, // too short
  0.1656, // w2
  0, // s0
  -1.1025, // s1
  2.6932, // s2
  2.3488, // s3
  3.7076, // sr
  0.7784, // h0
  0.3874, // h1
  -0.9738, // h2
  0.9779, // h3
  0.4927, // hr
  2.3729, // covers titles
  1.3392, // covers headline
];
