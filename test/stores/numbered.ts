import type { Story } from "../../src/news/story.ts";
import { at, says, story } from "./stories.ts";

/** The story of a number: the same in every process. */
export function numbered(i: number): Story {
  return story(`story-${i}`, {
    text: `Number ${i} says peace. ${`Sentence ${i}. `.repeat(50)}`,
    readAt: at(new Date(Date.UTC(2026, 0, 1) + i * 60_000).toISOString()),
    quotes: [says(`Speaker ${i % 7}`), says("Ann Lee")],
    people: [`Speaker ${i % 7}`, "Ann Lee"],
  });
}
