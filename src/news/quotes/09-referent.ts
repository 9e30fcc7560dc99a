import type { Speaker } from "../quote.ts";

/** Whose words: a name of the article, or a nominal that stays one. `sure` is 0 to 1: how clear the link is. */
export type Referent = { readonly cluster: number; readonly nominal: number; readonly sure: number };

export type Resolver = {
  /** The one a mention stands for; undefined where nobody is ("I" without a byline). */
  readonly resolve: (mention: number) => Referent | undefined;
  /** Tells the resolver who spoke last: pronouns prefer them. */
  readonly spoke: (referent: Referent, token: number) => void;
  readonly isPerson: (cluster: number) => boolean;
  readonly speaker: (referent: Referent, mention: number) => Speaker;
};
