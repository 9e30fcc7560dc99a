/** How much a digest says of each story: its headline alone; a headline, a sentence and a quote; everything that was chosen. */
export const digestLengths = ["headlines", "brief", "full"] as const;
export type DigestLength = (typeof digestLengths)[number];

/** Of a digest whose channel and settings do not say. */
export const DEFAULT_LENGTH: DigestLength = "brief";

export const isDigestLength = (text: string): text is DigestLength => (digestLengths as readonly string[]).includes(text);
