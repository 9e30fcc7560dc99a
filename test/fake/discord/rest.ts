import { forumRoutes } from "./forums.ts";
import { answersRoutes } from "./rest-answers.ts";
import { manners, messageTrouble, pingsOf } from "./rules.ts";
import {
  channelObject,
  directMessage,
  EPOCH,
  type FakeChannel,
  type FakeMessage,
  guildObject,
  memberObject,
  userObject,
  type World,
} from "./state.ts";

export type Reply = { readonly status: number; readonly body?: unknown; readonly headers?: Record<string, string> };
export type Request = {
  readonly params: readonly string[];
  readonly query: URLSearchParams;
  // biome-ignore lint/suspicious/noExplicitAny: the schema has checked it
  readonly body: any;
};

/** One operation of the API. `template` is its path in Discord's document; null: its body is not checked by the schema. */
export type Route = {
  readonly operation: string;
  readonly method: string;
  readonly path: RegExp;
  readonly template: string | null;
  /** By the token in the path instead of the bot's. */
  readonly open?: true;
  readonly run: (request: Request) => Reply;
};

export function fail(status: number, code: number, message: string): Reply {
  return { status, body: { message, code } };
}

export function restRoutes(world: World, gatewayUrl: () => string): Route[] {
  const route = (operation: string, method: string, path: string, run: Route["run"]): Route => ({
    operation,
    method,
    path: new RegExp(`^${path.replace(/\{\w+\}/g, "([^/]+)")}$`),
    template: path,
    run,
  });
  const buckets = new Map<string, { left: number; resets: number }>();

  function inChannel(id: string | undefined, needs: readonly string[], work: (channel: FakeChannel) => Reply): Reply {
    const channel = world.channels.get(id ?? "");
    if (!channel) return fail(404, 10003, "Unknown Channel");
    const lacks = channel.parentId ? [...channel.lacks, ...(world.channels.get(channel.parentId)?.lacks ?? [])] : channel.lacks;
    if (lacks.includes("View Channel")) return fail(403, 50001, "Missing Access");
    if (needs.some((name) => lacks.includes(name))) return fail(403, 50013, "Missing Permissions");
    return work(channel);
  }

  function createMessage({ params, body }: Request): Reply {
    const thread = [10, 11, 12].includes(world.channels.get(params[0] ?? "")?.type ?? 0);
    return inChannel(params[0], [thread ? "Send Messages in Threads" : "Send Messages"], (channel) => {
      if ([4, 14, 15, 16].includes(channel.type)) return fail(400, 50008, "Cannot send messages in a non-text channel");
      if (channel.locked) return fail(400, 160005, "Thread is locked");
      if (channel.archived) return fail(400, 50083, "Thread is archived");
      const bucket = take(`post ${channel.id}`);
      if (bucket.over) return limited(bucket.headers, bucket.resetsInMs);
      const trouble = messageTrouble(body, body.flags ?? 0);
      if (trouble) {
        world.violations.push(`message refused: ${trouble.why}`);
        return { ...fail(400, trouble.code, trouble.why), headers: bucket.headers };
      }
      for (const bad of manners(body, world.mayPing)) world.violations.push(bad);
      const nonce = body.nonce === undefined || body.nonce === null ? null : String(body.nonce);
      const earlier = nonce === null || body.enforce_nonce !== true ? undefined : world.nonces.get(nonce);
      if (earlier && Date.now() - earlier.at < world.times.nonceMs) {
        const gone = !world.messages.includes(earlier.message);
        return gone ? fail(404, 10008, "Unknown Message") : { status: 200, body: shown(earlier.message, nonce), headers: bucket.headers };
      }
      const message: FakeMessage = newMessage(world, channel.id, body, body.flags ?? 0);
      world.messages.push(message);
      if (nonce !== null) world.nonces.set(nonce, { message, at: Date.now() });
      world.changed();
      return { status: 200, body: shown(message, nonce), headers: bucket.headers };
    });
  }

  /** Five posts a second and channel, say: beyond that 429, with the headers by which a library paces itself. */
  function take(key: string): { over: boolean; resetsInMs: number; headers: Record<string, string> } {
    const now = Date.now();
    let bucket = buckets.get(key);
    if (!bucket || bucket.resets <= now) {
      bucket = { left: world.rate.posts, resets: now + world.rate.perMs };
      buckets.set(key, bucket);
    }
    const over = bucket.left <= 0;
    if (!over) bucket.left -= 1;
    const resetsInMs = bucket.resets - now;
    return {
      over,
      resetsInMs,
      headers: {
        "X-RateLimit-Limit": String(world.rate.posts),
        "X-RateLimit-Remaining": String(bucket.left),
        "X-RateLimit-Reset": String(bucket.resets / 1000),
        "X-RateLimit-Reset-After": String(resetsInMs / 1000),
        "X-RateLimit-Bucket": "posts",
      },
    };
  }

  function listMessages({ params, query }: Request): Reply {
    return inChannel(params[0], [], (channel) => {
      // Not an error: Discord shows nothing to those who may not read the history.
      if (channel.lacks.includes("Read Message History")) return { status: 200, body: [] };
      const limit = Number(query.get("limit") ?? 50);
      if (!(limit >= 1 && limit <= 100)) return fail(400, 50035, "limit");
      const after = query.get("after");
      const before = query.get("before");
      const all = world.messages.filter((m) => m.channel_id === channel.id).sort((a, b) => (BigInt(a.id) < BigInt(b.id) ? -1 : 1));
      const fitting = all.filter((m) => (!after || BigInt(m.id) > BigInt(after)) && (!before || BigInt(m.id) < BigInt(before)));
      const page = after ? fitting.slice(0, limit) : fitting.slice(-limit);
      return { status: 200, body: page.reverse().map((m) => shown(m, null)) };
    });
  }

  function putCommands(scope: string, body: Record<string, unknown>[]): Reply {
    const there = world.commands.get(scope) ?? [];
    const lost = there.filter((old) => old.type === 4 && !body.some((now) => now.name === old.name));
    if (lost.length > 0) return fail(400, 50240, "You cannot remove this app's Entry Point command in a bulk update operation");
    const registered = body.map((command) => commandObject(world, scope, command));
    world.commands.set(scope, registered);
    return { status: 200, body: registered };
  }

  function inScope(guild: string | undefined, work: (scope: string) => Reply): Reply {
    if (guild === undefined) return work("global");
    const known = world.ids.guilds.includes(guild) && !world.withoutCommands.has(guild);
    return known ? work(guild) : fail(403, 50001, "Missing Access");
  }

  function dropCommand(scope: string, id: string | undefined): Reply {
    const there = world.commands.get(scope) ?? [];
    if (!there.some((command) => command.id === id)) return fail(404, 10063, "Unknown application command");
    world.commands.set(
      scope,
      there.filter((command) => command.id !== id),
    );
    return { status: 204 };
  }

  /** Without being asked for them Discord leaves the translations out. */
  const list = (scope: string, query: URLSearchParams): Reply => {
    const all = world.commands.get(scope) ?? [];
    const whole = query.get("with_localizations") === "true";
    return {
      status: 200,
      body: whole ? all : JSON.parse(JSON.stringify(all), (key, value) => (key.endsWith("_localizations") ? undefined : value)),
    };
  };
  const commandPaths = {
    all: "/applications/{application_id}/commands",
    guild: "/applications/{application_id}/guilds/{guild_id}/commands",
  };
  const hello = () => ({
    status: 200,
    body: {
      url: gatewayUrl(),
      shards: world.shards,
      session_start_limit: { total: 1000, remaining: 999, reset_after: 14_400_000, max_concurrency: 16 },
    },
  });

  return [
    route("gateway.bot", "GET", "/gateway/bot", hello),
    route("me", "GET", "/users/@me", () => ({ status: 200, body: userObject(world) })),
    route("application", "GET", "/applications/@me", () => ({ status: 200, body: { id: world.ids.app, name: "pullquote" } })),
    route("channel.get", "GET", "/channels/{channel_id}", ({ params }) =>
      inChannel(params[0], [], (channel) => ({ status: 200, body: channelObject(world, channel) })),
    ),
    route("guild.get", "GET", "/guilds/{guild_id}", ({ params }) => ({ status: 200, body: guildObject(world, params[0] ?? "") })),
    route("member.get", "GET", "/guilds/{guild_id}/members/{user_id}", () => ({ status: 200, body: memberObject(world) })),
    route("dm.create", "POST", "/users/@me/channels", ({ body }) => {
      const there = [...world.channels.values()].find(({ recipient }) => recipient === body.recipient_id);
      const channel = there ?? directMessage(world, body.recipient_id);
      return { status: 200, body: channelObject(world, channel) };
    }),
    route("message.create", "POST", "/channels/{channel_id}/messages", createMessage),
    route("message.list", "GET", "/channels/{channel_id}/messages", listMessages),
    route("commands.get", "GET", commandPaths.all, ({ query }) => inScope(undefined, (scope) => list(scope, query))),
    route("commands.put", "PUT", commandPaths.all, ({ body }) => inScope(undefined, (scope) => putCommands(scope, body))),
    route("commands.delete", "DELETE", `${commandPaths.all}/{command_id}`, ({ params }) =>
      inScope(undefined, (scope) => dropCommand(scope, params[1])),
    ),
    route("commands.get", "GET", commandPaths.guild, ({ params, query }) => inScope(params[1], (scope) => list(scope, query))),
    route("commands.put", "PUT", commandPaths.guild, ({ params, body }) => inScope(params[1], (scope) => putCommands(scope, body))),
    route("commands.delete", "DELETE", `${commandPaths.guild}/{command_id}`, ({ params }) =>
      inScope(params[1], (scope) => dropCommand(scope, params[2])),
    ),
    ...forumRoutes(world),
    ...answersRoutes(world),
  ];
}

export function limited(headers: Record<string, string>, ms: number, global = false): Reply {
  const seconds = Math.ceil(ms) / 1000;
  return {
    status: 429,
    body: { message: "You are being rate limited.", retry_after: seconds, global },
    headers: { ...headers, "Retry-After": String(seconds), "X-RateLimit-Scope": global ? "global" : "user" },
  };
}

/** Fifty requests a second over all channels: how long until the next one is taken, in milliseconds. Answers to interactions do not count. */
export function overAllowance({ allowance }: World): number {
  const now = Date.now();
  allowance.left = Math.min(allowance.aSecond, allowance.left + ((now - allowance.at) / 1000) * allowance.aSecond);
  allowance.at = now;
  if (allowance.left < 1) return ((1 - allowance.left) / allowance.aSecond) * 1000;
  allowance.left -= 1;
  return 0;
}

/** A message as the API shows it. The nonce comes back with the answer to its own request only. */
export function shown(message: FakeMessage, nonce: string | null): Record<string, unknown> {
  const { sent: _sent, pings, ...rest } = message;
  return {
    ...rest,
    type: 0,
    tts: false,
    edited_timestamp: null,
    mention_everyone: pings.length > 0,
    mentions: [],
    mention_roles: [],
    attachments: [],
    pinned: false,
    ...(nonce === null ? {} : { nonce }),
  };
}

/** A role that not everybody may mention is pinged by those with Mention Everyone alone; the message is taken all the same. */
function heard(world: World, channel: string, id: string): boolean {
  const role = world.roles.find((one) => one.id === id);
  return !role || role.mentionable || !world.channels.get(channel)?.lacks.includes("Mention Everyone");
}

export function newMessage(world: World, channel: string, body: Record<string, unknown>, flags: number): FakeMessage {
  const pings = pingsOf(body).filter((ping) => heard(world, channel, ping.replace(/\D/g, "")));
  for (const ping of pings) if (!world.mayPing.has(ping.replace(/\D/g, ""))) world.violations.push(`a message pings ${ping}`);
  const id = world.snowflake();
  return {
    id,
    channel_id: channel,
    author: { id: world.ids.bot, bot: true, username: "pullquote" },
    timestamp: new Date(Number(BigInt(id) >> 22n) + EPOCH).toISOString(),
    content: String(body.content ?? ""),
    flags,
    components: (body.components as FakeMessage["components"]) ?? [],
    embeds: (body.embeds as FakeMessage["embeds"]) ?? [],
    pings,
    sent: body,
  };
}

/** A command as Discord gives it back: with its own fields, and without those that were not given or false. */
function commandObject(world: World, scope: string, command: Record<string, unknown>): Record<string, unknown> {
  const options = (command.options as Record<string, unknown>[] | undefined)?.map(({ required, ...option }) => ({
    ...option,
    ...(required ? { required } : {}),
  }));
  return {
    id: command.id ?? world.snowflake(),
    application_id: world.ids.app,
    version: world.snowflake(),
    default_member_permissions: null,
    type: 1,
    nsfw: false,
    ...(scope === "global" ? { contexts: null, integration_types: [0], dm_permission: true } : { guild_id: scope }),
    ...command,
    ...(command.default_member_permissions ? { default_member_permissions: String(command.default_member_permissions) } : {}),
    ...(options ? { options } : {}),
  };
}
