// Made by train/retelling.ts from allsides-train.jsonl; not to be edited by hand.

/** How many words an editor's headline and an editor's text have. */
export const HEADLINE_WORDS = 9;
export const RETELLING_WORDS = 69;

export const HEADLINE: readonly number[] = [
  0.365, // bias
  0, // in titles 0, leads 0
  0, // in titles 0, leads 1
  0, // in titles 0, leads 2
  0, // in titles 0, leads 3
  -0.975, // in titles 1, leads 0
  -0.801, // in titles 1, leads 1
  -0.508, // in titles 1, leads 2
  -0.223, // in titles 1, leads 3
  0.364, // in titles 2, leads 0
  0.3, // in titles 2, leads 1
  0.26, // in titles 2, leads 2
  0.46, // in titles 2, leads 3
  1.266, // in titles 3, leads 0
  1.426, // in titles 3, leads 1
  1.532, // in titles 3, leads 2
  1.726, // in titles 3, leads 3
  0, // function word in titles 0, leads 0
  0, // function word in titles 0, leads 1
  0, // function word in titles 0, leads 2
  0, // function word in titles 0, leads 3
  -1.12, // function word in titles 1, leads 0
  -1.135, // function word in titles 1, leads 1
  -0.992, // function word in titles 1, leads 2
  -1.009, // function word in titles 1, leads 3
  0.135, // function word in titles 2, leads 0
  -0.112, // function word in titles 2, leads 1
  -0.231, // function word in titles 2, leads 2
  -0.154, // function word in titles 2, leads 3
  0.601, // function word in titles 3, leads 0
  0.409, // function word in titles 3, leads 1
  0.469, // function word in titles 3, leads 2
  0.832, // function word in titles 3, leads 3
  -0.272, // capital
  0.201, // capital content
  0.016, // capital in leads
  0.786, // all capitals
  0.285, // digits
  0.194, // length
  0.18, // very short
  0.407, // rare
  -0.984, // rare squared
  0.043, // rare capital
  0.768, // rare in titles
  0.528, // rare in leads
  -0.34, // place in title
  -0.052, // opens title
  -0.016, // second in title
  -0.16, // depth in title
  -0.744, // quoted
  -0.238, // before colon
  -0.578, // lead place
  -0.354, // opens lead
  -0.071, // no lead
  0.75, // times in leads
  0.192, // pair in two titles
  0.135, // pair in three titles
  0.041, // title pair in a lead
  0.074, // title pair in two leads
  0.095, // pair twice
  -0.835, // words of its titles
  0.292, // alike titles
  0.43, // title words
  -0.711, // lead words
  -1.623, // again
  -0.897, // again and again
  -0.389, // function word again
  -0.781, // function word again and again
  0.068, // times for again
  -0.533, // title word again
];

export const RETELLING: readonly number[] = [
  -0.275, // bias
  -0.016, // in titles 0, leads 0
  -0.697, // in titles 0, leads 1
  0.055, // in titles 0, leads 2
  0.703, // in titles 0, leads 3
  0, // in titles 1, leads 0
  -0.061, // in titles 1, leads 1
  0.442, // in titles 1, leads 2
  1.121, // in titles 1, leads 3
  0, // in titles 2, leads 0
  0.149, // in titles 2, leads 1
  0.4, // in titles 2, leads 2
  0.997, // in titles 2, leads 3
  0, // in titles 3, leads 0
  0.606, // in titles 3, leads 1
  0.927, // in titles 3, leads 2
  1.728, // in titles 3, leads 3
  0, // function word in titles 0, leads 0
  -0.76, // function word in titles 0, leads 1
  -0.24, // function word in titles 0, leads 2
  0.157, // function word in titles 0, leads 3
  0, // function word in titles 1, leads 0
  -0.559, // function word in titles 1, leads 1
  -0.145, // function word in titles 1, leads 2
  0.073, // function word in titles 1, leads 3
  0, // function word in titles 2, leads 0
  -0.304, // function word in titles 2, leads 1
  -0.048, // function word in titles 2, leads 2
  0.221, // function word in titles 2, leads 3
  0, // function word in titles 3, leads 0
  0.047, // function word in titles 3, leads 1
  0.208, // function word in titles 3, leads 2
  0.54, // function word in titles 3, leads 3
  -0.144, // capital
  0.034, // capital content
  0.031, // capital in leads
  0.118, // all capitals
  0.754, // digits
  0.242, // length
  -0.067, // very short
  -4.173, // rare
  2.084, // rare squared
  0.8, // rare capital
  1.412, // rare in titles
  0.451, // rare in leads
  -0.354, // place in title
  0.124, // opens title
  0.029, // second in title
  0.465, // depth in title
  0.145, // quoted
  -0.122, // before colon
  -0.358, // lead place
  -0.059, // opens lead
  -0.016, // no lead
  2.064, // times in leads
  -0.053, // pair in two titles
  0.025, // pair in three titles
  -0.004, // title pair in a lead
  0.025, // title pair in two leads
  0.093, // pair twice
  0.208, // words of its titles
  0.225, // alike titles
  0.218, // title words
  0.249, // lead words
  -2.578, // again
  -2.963, // again and again
  0.126, // function word again
  -0.266, // function word again and again
  2.645, // times for again
  -0.151, // title word again
];
