import type { ArticleId, Instant } from "./article.ts";
import type { Language } from "./language.ts";
import type { Question } from "./question.ts";
import type { QuoteId, QuoteKind, SpeakerKind } from "./quote.ts";
import type { StoryId } from "./story.ts";

/** Where words were read. */
export type Attribution = {
  readonly title: string;
  readonly outlet?: string;
  /** http or https, checked. */
  readonly url?: string;
  readonly published?: Instant;
};

export type QuoteItem = {
  readonly kind: "quote";
  readonly id: QuoteId;
  readonly how: QuoteKind;
  /** The speaker's words as the article has them, without the outer marks; several where the attribution stood between. */
  readonly parts: readonly [string, ...string[]];
  /** Absent: the article does not make it certain who speaks. */
  readonly speaker?: { readonly name: string; readonly kind: SpeakerKind; readonly role?: string };
  /** The sentence that announces a block quote, or the sentences around a quote where the context was asked for. */
  readonly before?: string;
  readonly after?: string;
  /** The article was changed since: it no longer has these words, or has others of the speaker's in their place. */
  readonly withdrawn?: "gone" | "reworded";
  readonly source: Attribution;
  /** Where other outlets carry the same words: how many do with this one, and another wording where they differ. */
  readonly carried?: {
    readonly outlets: number;
    readonly wording?: { readonly id: QuoteId; readonly parts: readonly string[]; readonly outlet?: string; readonly cut?: true };
  };
  /** Another wording of the words before it: those of another outlet. */
  readonly variant?: true;
  /** Nobody had reported it when the story was shown before. */
  readonly fresh?: true;
  /** Only its beginning is shown, to the end of a sentence. */
  readonly cut?: true;
};

export type StoryItem = {
  readonly kind: "story";
  readonly id: StoryId;
  readonly source: Attribution;
  /** Sentences, in order. */
  readonly summary: readonly string[];
  /** Where each of them was read, where they come from different outlets. */
  readonly told?: readonly Attribution[];
  readonly quotes: readonly QuoteItem[];
  /** Names of people the story mentions, those quoted first. */
  readonly people: readonly string[];
  /** The other outlets' articles on it. */
  readonly also?: readonly Attribution[];
  /** It was shown before, and these quotes are new in it. */
  readonly update?: true;
  /** Of its articles so many had been told then, the others are new. */
  readonly known?: number;
  /** In a digest of one sentence and one quote: how many more quotes there are, and how many outlets tell the story. */
  readonly rest?: { readonly quotes: number; readonly outlets: number };
  /** In a digest of headlines: the other outlets by name, and whose words there are to read. */
  readonly headline?: { readonly outlets: readonly string[]; readonly speaker?: string };
  /** What it was told from, so that one knows later what is new. */
  readonly articles?: readonly ArticleId[];
};

/** Why there is nothing in quote marks to show. */
export type AbsenceItem = {
  readonly kind: "absence";
  readonly why: "nothing-new" | "mentioned" | "reported" | "unknown" | "gone";
  readonly text: string;
};

/** A question back: which of these? */
export type ChoiceItem = {
  readonly kind: "choice";
  readonly text: string;
  readonly options: readonly { readonly label: string; readonly detail?: string; readonly question: Question }[];
};

/**
 * What the bot itself has to say: what is set, what became of something, what to do. A line may lead to a message of the bot's or to a
 * source. `channel`: the id of a channel with which the text begins; both platforms show each reader its name, where they may know it.
 */
export type NoticeItem = {
  readonly kind: "notice";
  readonly heading?: string;
  readonly lines: readonly { readonly text: string; readonly url?: string; readonly channel?: string }[];
};

export type Item = StoryItem | QuoteItem | AbsenceItem | ChoiceItem | NoticeItem;

/** A button: pressing it asks the question. */
export type Action = { readonly label: string; readonly question: Question };

/** What there is to show; never how it looks. All text is raw: each renderer escapes it for its platform. */
export type Card = {
  readonly title: string;
  /** What was searched, or what is special ("late", "error 4f2a"). */
  readonly note?: string;
  readonly items: readonly Item[];
  readonly actions: readonly Action[];
  /** Of the bot's own words on it; English where it is not said. */
  readonly language?: Language;
  /** Who sees an answer: everybody where it was asked. Absent: the asker alone. */
  readonly audience?: "channel";
};
