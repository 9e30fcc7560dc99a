/**
 * Discord's numbers, once. Lengths are UTF-16 code units, which is never less than what Discord counts.
 * https://docs.discord.com/developers/components/reference and https://docs.discord.com/developers/resources/message
 */
export const limits = {
  /** Components of one message, nested ones counted too. */
  components: 40,
  /** All text displays of one message together, markup and escapes included. */
  text: 4000,
  rowButtons: 5,
  /** Rows of buttons below embeds, and embeds of one message. */
  rows: 5,
  embeds: 10,
  buttonLabel: 80,
  buttonUrl: 512,
  customId: 100,
  nonce: 25,
  /** A component's own number is a 32-bit integer. */
  componentId: 0x7fff_ffff,
  /** A form: its title, the label of a field, what stands small below or in it. */
  formTitle: 45,
  formLabel: 45,
  formHint: 100,
  /** The name of a forum's post, and how many tags it takes. */
  postName: 100,
  postTags: 5,
  choices: 25,
  choiceName: 100,
  /** Messages asked for at once when looking for one of ours. */
  historyPage: 100,
  /** An acknowledgement has to be there within three seconds. */
  ackMs: 2800,
} as const;

/** Our own measures, as lengths of escaped text; a unit (a story's head, a piece of a quote) must be smaller than a message. */
export const measures = {
  /** The longest stretch of running text in one text display; what is longer goes on in the next. */
  piece: 1800,
  title: 400,
  name: 150,
  /** A longer address is no link on the card. */
  url: 1000,
  /** Kept free in each message for what says that it is part of several: text and components. */
  partText: 320,
  partComponents: 3,
  /** All text of one message of embeds: less than the 4,096 of one description and the 6,000 of all embeds together. */
  embedsText: 3600,
  /** Messages of one answer; what is beyond is named. */
  answerMessages: 5,
} as const;

/** The colours at the side of a container. */
export const accents = { story: 0x2f6f9f, quote: 0xc08a2b } as const;
