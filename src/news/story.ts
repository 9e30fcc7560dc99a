import type { Article } from "./article.ts";
import type { FoundPerson } from "./person.ts";
import type { Quote } from "./quote.ts";
import type { Summary } from "./summary.ts";

export type StoryId = string & { readonly brand: "StoryId" };

/** What was read about one event: its articles (the lead first), what they say in short, who said what, and who is named. */
export type Story = {
  readonly id: StoryId;
  readonly articles: readonly [Article, ...Article[]];
  readonly summary: Summary;
  readonly quotes: readonly Quote[];
  readonly people: readonly FoundPerson[];
};
