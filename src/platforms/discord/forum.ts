import type { APIThreadChannel, APIThreadList, REST } from "discord.js";
import { within } from "../../calls/patience.ts";
import { PullquoteError } from "../../errors.ts";
import type { Card, StoryItem } from "../../news/card.ts";
import type { Receipt } from "../../news/edition.ts";
import { phrasesIn } from "../../news/phrases.ts";
import { foldWords } from "../../news/text/fold.ts";
import type { Clock, Posting } from "../../ports.ts";
import type { Channel, Get } from "./channels.ts";
import type { Form } from "./forms.ts";
import { limits } from "./limits.ts";
import { label, titleOf } from "./render-elements.ts";

export type ForumOptions = {
  /** Repeats nothing by itself: Discord knows no nonce for posts of a forum. */
  readonly rest: REST;
  readonly get: Get;
  readonly me: () => Promise<string>;
  readonly clock: Clock;
  readonly limitMs: number;
};

/** One message for a forum: the first of a story opens its post, those after it stand in that post. */
export type ForumPart = {
  readonly story: StoryItem | null;
  readonly message: object;
  /** Counts the parts of the card; that of the message which opens the post. */
  readonly opening: number;
};

/** Requires a tag on every post. */
const TAG_REQUIRED = 1 << 4;
const THREADS_A_PAGE = 100;

/** A card as posts of a forum: one a story. What else is on the card stands with the first. */
export function forumParts(card: Card, render: Form["render"]): ForumPart[] {
  const stories = card.items.filter((item) => item.kind === "story");
  const others = card.items.filter((item) => item.kind !== "story");
  const { note: _, ...later } = card;
  const posts: { story: StoryItem | null; card: Card }[] =
    stories.length === 0
      ? [{ story: null, card }]
      : stories.map((story, n) => ({
          story,
          card: n === 0 ? { ...card, items: [story, ...others] } : { ...later, items: [story], actions: [] },
        }));
  const parts: ForumPart[] = [];
  for (const post of posts) {
    const opening = parts.length;
    for (const message of render(post.card)) parts.push({ story: post.story, message, opening });
  }
  return parts;
}

/** Posts to forums, and finding those that may have been made. */
export function forums({ rest, get, me, clock, limitMs }: ForumOptions) {
  /** Opens the post of a story. Throws what Discord says. */
  async function open(forum: Channel, card: Card, { story, message }: ForumPart, body: object): Promise<Receipt> {
    const name = label(story ? titleOf(story.source, phrasesIn(card.language)) : card.title, limits.postName);
    const answer = (await within(limitMs, clock, (signal) =>
      rest.post(`/channels/${forum.id}/threads`, {
        signal,
        body: { name, applied_tags: tagsFor(forum, story), message: { ...message, ...body } },
      }),
    )) as Partial<APIThreadChannel> | null;
    if (!answer?.id) throw new Error("Discord's answer names no post");
    return { messageId: answer.id };
  }

  /** The ids of our posts in the forum that were made at or after `after` (a snowflake). */
  async function posts(forum: Channel, after: bigint): Promise<string[]> {
    const self = await me();
    const active = await get<APIThreadList>(`/guilds/${forum.guild_id}/threads/active`);
    const archived = await get<APIThreadList>(`/channels/${forum.id}/threads/archived/public`, { limit: String(THREADS_A_PAGE) });
    return ([...active.threads, ...archived.threads] as APIThreadChannel[])
      .filter((thread) => thread.parent_id === forum.id && thread.owner_id === self && BigInt(thread.id) >= after)
      .map(({ id }) => id);
  }

  return { open, posts };
}

/** The post's id, for a part that goes on in it. */
export function postOf(part: ForumPart, { earlier = [] }: Posting): string {
  const id = earlier[part.opening]?.messageId;
  if (!id) throw new PullquoteError("internal", "The post that a message belongs to is not known.");
  return id;
}

/**
 * Tags of the forum that are about the story: named like a person in it, its outlet, or words of its title. Those that only moderators
 * may set are left alone. Where a tag is required and none fits, the first that may be set.
 */
export function tagsFor(forum: Channel, story: StoryItem | null): string[] {
  const free = (forum.available_tags ?? []).filter(({ moderated }) => !moderated);
  const words = (text: string) => ` ${foldWords(text).join(" ")} `;
  const about = story ? [story.source.title, story.source.outlet ?? "", ...story.people].map(words).join("|") : "";
  const fitting = free.filter(({ name }) => words(name).trim() !== "" && about.includes(words(name))).map(({ id }) => id);
  const required = "flags" in forum && Boolean((forum.flags ?? 0) & TAG_REQUIRED);
  const [first] = free;
  return (fitting.length === 0 && required && first ? [first.id] : fitting).slice(0, limits.postTags);
}
