import type { Reply, Request, Route } from "./rest.ts";
import { fail, newMessage, shown } from "./rest.ts";
import { manners, messageTrouble } from "./rules.ts";
import { channelObject, type FakeChannel, type World } from "./state.ts";

const FORUMS: ReadonlySet<number> = new Set([15, 16]);
const THREAD = 11;

/** Posts of forums are threads: making one, and looking for those that are there. */
export function forumRoutes(world: World): Route[] {
  function make({ params, body }: Request): Reply {
    const forum = world.channels.get(params[0] ?? "");
    if (!forum) return fail(404, 10003, "Unknown Channel");
    if (!FORUMS.has(forum.type)) return fail(400, 50024, "Cannot execute action on this channel type");
    if (forum.lacks.includes("View Channel")) return fail(403, 50001, "Missing Access");
    if (forum.lacks.includes("Send Messages")) return fail(403, 50013, "Missing Permissions");
    const trouble = messageTrouble(body.message ?? {}, body.message?.flags ?? 0);
    if (trouble || typeof body.name !== "string" || body.name.trim() === "" || body.name.length > 100) {
      world.violations.push(`post of a forum refused: ${trouble?.why ?? "its name has 1 to 100 characters"}`);
      return fail(400, trouble?.code ?? 50035, trouble?.why ?? "name");
    }
    const tags: string[] = body.applied_tags ?? [];
    if (tags.length > 5 || tags.some((id) => !forum.tags.some((tag) => tag.id === id))) return fail(400, 50035, "applied_tags");
    if (forum.tagRequired && tags.length === 0) return fail(400, 40067, "A tag is required to create a forum post in this channel");
    for (const bad of manners(body.message, world.mayPing)) world.violations.push(bad);
    const draft = newMessage(world, "", body.message, body.message.flags ?? 0);
    const message = { ...draft, channel_id: draft.id };
    const thread: FakeChannel = {
      ...forum,
      id: message.id,
      name: body.name,
      type: THREAD,
      parentId: forum.id,
      tags: [],
      tagRequired: false,
      applied: tags,
      lacks: [],
      owner: world.ids.bot,
    };
    world.channels.set(thread.id, thread);
    world.messages.push(message);
    world.changed();
    return { status: 201, body: { ...channelObject(world, thread), message: shown(message, null) } };
  }

  const threadsOf = (fits: (channel: FakeChannel) => boolean) =>
    [...world.channels.values()]
      .filter((channel) => channel.type === THREAD && fits(channel))
      .sort((a, b) => (BigInt(a.id) < BigInt(b.id) ? 1 : -1))
      .map((channel) => channelObject(world, channel));

  function one({ params }: Request): Reply {
    const message = world.messages.find(({ id, channel_id }) => id === params[1] && channel_id === params[0]);
    return message ? { status: 200, body: shown(message, null) } : fail(404, 10008, "Unknown Message");
  }

  const route = (operation: string, method: string, path: string, run: Route["run"]): Route => ({
    operation,
    method,
    path: new RegExp(`^${path.replace(/\{\w+\}/g, "([^/]+)")}$`),
    template: path,
    run,
  });
  return [
    route("thread.create", "POST", "/channels/{channel_id}/threads", make),
    route("threads.active", "GET", "/guilds/{guild_id}/threads/active", ({ params }) => ({
      status: 200,
      body: { threads: threadsOf((c) => c.guildId === params[0] && !c.archived), members: [] },
    })),
    route("threads.archived", "GET", "/channels/{channel_id}/threads/archived/public", ({ params }) => ({
      status: 200,
      body: { threads: threadsOf((c) => c.parentId === params[0] && c.archived), members: [], has_more: false },
    })),
    route("message.get", "GET", "/channels/{channel_id}/messages/{message_id}", one),
  ];
}
