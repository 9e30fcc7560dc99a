import type { QuoteId } from "./quote.ts";

/** What one can ask in chat, typed or by a button. `offset` counts the quotes already seen. */
export type Question =
  | { readonly kind: "latest" }
  | { readonly kind: "search"; readonly words: string; readonly about?: string; readonly offset: number }
  | { readonly kind: "person"; readonly person: string; readonly about?: string; readonly offset: number }
  | { readonly kind: "context"; readonly quote: QuoteId };
