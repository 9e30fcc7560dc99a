/**
 * Slack's numbers, once. Lengths are UTF-16 code units.
 * https://docs.slack.dev/reference/block-kit and https://docs.slack.dev/reference/methods/chat.postMessage
 */
export const limits = {
  /** Blocks in one message. */
  blocks: 50,
  header: 150,
  context: 3000,
  contextElements: 10,
  actionsElements: 25,
  buttonLabel: 75,
  buttonValue: 2000,
  url: 3000,
  /** Dialogues and the app's own tab. */
  viewBlocks: 100,
  viewTitle: 24,
  /** Characters of a view's blocks as JSON; Slack publishes 250 kB for a view. */
  viewText: 200_000,
  fieldLabel: 2000,
  placeholder: 150,
  optionText: 75,
  checkboxes: 10,
  /**
   * All text of one message's blocks together. Slack publishes no number and answers `msg_blocks_too_long`
   * somewhere between 12,000 and 13,000.
   */
  blockText: 11_000,
  /** The top-level `text`, which screen readers and notifications use: Slack asks for 4,000 and cuts at 40,000. */
  text: 4000,
  /** Uses of one `response_url`, within 30 minutes. */
  responseUses: 5,
  /** One message a second and channel. */
  postGapMs: 1000,
  /** Messages asked for at once when looking for one of ours. */
  historyPage: 200,
} as const;

/**
 * Our own measures, as lengths of escaped text: what a reader can still take in, and so much that the largest unit
 * (a story's head, a quote with all that belongs to it) is smaller than `limits.text` less `partMark`.
 */
export const measures = {
  /** The longest stretch of a quote in one block; a longer quote goes on in the next. */
  piece: 1800,
  title: 400,
  name: 150,
  sentence: 1000,
  /** A sentence around a quote that is longer than this stands in a block of its own. */
  aside: 300,
  /** A link this long is left out of the plain text. */
  spokenUrl: 300,
  /** Kept free in each message for "part 2 of 3". */
  partMark: 200,
} as const;
