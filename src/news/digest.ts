import type { Instant } from "./article.ts";
import type { Story } from "./story.ts";

/** The stories chosen for one edition, in the order they are shown. */
export type Digest = { readonly stories: readonly Story[]; readonly since?: Instant };
