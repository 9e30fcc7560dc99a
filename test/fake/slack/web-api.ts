import { blockTrouble, manners } from "./rules.ts";
import type { FakeChannel, FakeMessage, Workspace } from "./state.ts";
import { viewMethods } from "./views.ts";

type Params = Readonly<Record<string, string>>;
export type Reply = Record<string, unknown> & { ok: boolean };

/** The Web API methods of the fake. Arguments are strings, as they are in a form; what is JSON in them is read here. */
export function webApi(space: Workspace, openSocket: () => string) {
  const fail = (error: string, more: Record<string, unknown> = {}): Reply => ({ ok: false, error, ...more });
  const rate = rateLimiter();

  function need(scopes: readonly string[]): Reply | null {
    if (scopes.some((scope) => space.scopes.includes(scope))) return null;
    return fail("missing_scope", { needed: scopes.join(","), provided: space.scopes.join(",") });
  }

  function channelFor(id: string | undefined): FakeChannel | Reply {
    const channel = space.channels.get(id ?? "");
    // A private channel is not there for those who are not in it.
    return !channel || (channel.private && !channel.member) ? fail("channel_not_found") : channel;
  }

  function content(params: Params): Reply | { text: string; blocks: unknown[] } {
    let blocks: unknown;
    try {
      blocks = params.blocks === undefined ? [] : JSON.parse(params.blocks);
    } catch {
      return fail("invalid_blocks_format");
    }
    const text = params.text ?? "";
    const trouble = blockTrouble(blocks);
    if (trouble) {
      space.violations.push(`${trouble.error}: ${trouble.why}`);
      return fail(trouble.error);
    }
    if (text === "" && (blocks as unknown[]).length === 0) return fail("no_text");
    for (const fault of manners(text, blocks as unknown[])) space.violations.push(fault);
    return { text: text.slice(0, 40_000), blocks: blocks as unknown[] };
  }

  const views = viewMethods(space, fail);

  const history = (params: Params): Reply | { page: FakeMessage[]; rest: Record<string, unknown> } => {
    const channel = channelFor(params.channel);
    if ("ok" in channel) return channel;
    const missing = need([channel.id.startsWith("D") ? "im:history" : channel.private ? "groups:history" : "channels:history"]);
    if (missing) return missing;
    if (!channel.member) return fail("not_in_channel");
    const limit = Math.min(999, Number(params.limit ?? 100));
    const from = params.cursor ? Number(Buffer.from(params.cursor, "base64").toString()) : 0;
    const oldest = Number(params.oldest ?? 0);
    const inTime = space.messages.filter((m) => m.channel === channel.id && Number(m.ts) >= oldest);
    const asked = params.ts
      ? inTime.filter((m) => m.ts === params.ts || m.thread_ts === params.ts)
      : inTime.filter((m) => m.thread_ts === undefined).reverse();
    if (params.ts && !space.messages.some((m) => m.ts === params.ts)) return fail("thread_not_found");
    const more = asked.length > from + limit;
    return {
      page: asked.slice(from, from + limit),
      rest: {
        has_more: more,
        ...(more ? { response_metadata: { next_cursor: Buffer.from(String(from + limit)).toString("base64") } } : {}),
      },
    };
  };

  const listed = (params: Params): Reply => {
    const found = history(params);
    if ("ok" in found) return found;
    const withMetadata = params.include_all_metadata === "true";
    return { ok: true, messages: found.page.map((m) => shown(m, withMetadata)), ...found.rest };
  };

  const methods: Record<string, (params: Params) => Reply> = {
    "auth.test": () => ({
      ok: true,
      url: `https://${space.ids.team === "T0TEAM" ? "fake" : space.ids.team.toLowerCase()}.slack.com/`,
      team: space.name,
      user: space.botName,
      team_id: space.ids.team,
      user_id: space.ids.botUser,
      bot_id: space.ids.bot,
      ...(space.enterprise ? { enterprise_id: space.enterprise } : {}),
      is_enterprise_install: space.byOrganisation,
    }),
    "auth.revoke": () => {
      space.tokens.revoked.add(space.tokens.bot);
      return { ok: true, revoked: true };
    },
    "apps.connections.open": () => ({ ok: true, url: openSocket() }),
    "chat.postMessage": (params) => {
      const missing = need(["chat:write"]);
      if (missing) return missing;
      const channel = channelFor(params.channel);
      if ("ok" in channel) return channel;
      if (channel.archived) return fail("is_archived");
      if (!channel.member && !space.scopes.includes("chat:write.public")) return fail("not_in_channel");
      const said = content(params);
      if ("ok" in said) return said;
      const thread = params.thread_ts;
      if (thread && !space.messages.some((m) => m.ts === thread && m.channel === channel.id)) return fail("thread_not_found");
      let metadata: FakeMessage["metadata"] | undefined;
      try {
        metadata = params.metadata === undefined ? undefined : JSON.parse(params.metadata);
      } catch {
        return fail("invalid_metadata_format");
      }
      if (metadata && !(typeof metadata.event_type === "string" && typeof metadata.event_payload === "object"))
        return fail("invalid_metadata_schema");
      if (params.unfurl_links !== "false" || params.unfurl_media !== "false") space.violations.push("links unfurl");
      const { blocks: _b, text: _t, metadata: _m, ...sent } = params;
      const message: FakeMessage = {
        channel: channel.id,
        ts: space.nextTs(),
        ...said,
        ...(thread ? { thread_ts: thread } : {}),
        ...(metadata ? { metadata } : {}),
        user: space.ids.botUser,
        bot_id: space.ids.bot,
        sent,
      };
      space.messages.push(message);
      space.changed();
      return { ok: true, channel: channel.id, ts: message.ts, message: shown(message, true) };
    },
    "chat.postEphemeral": (params) => {
      const missing = need(["chat:write"]);
      if (missing) return missing;
      const channel = channelFor(params.channel);
      if ("ok" in channel) return channel;
      const said = content(params);
      if ("ok" in said) return said;
      space.answers.push({ by: "chat.postEphemeral", user: params.user ?? "", channel: channel.id, ...said, body: params });
      space.changed();
      return { ok: true, message_ts: space.nextTs() };
    },
    "chat.update": (params) => {
      const at = space.messages.findIndex((m) => m.ts === params.ts && m.channel === params.channel);
      const old = space.messages[at];
      if (!old) return fail("message_not_found");
      const said = content(params);
      if ("ok" in said) return said;
      space.messages[at] = { ...old, ...said };
      space.changed();
      return { ok: true, channel: old.channel, ts: old.ts, text: said.text };
    },
    ...views.methods,
    "users.info": (params) => {
      const missing = need(["users:read"]);
      if (missing) return missing;
      const id = params.user ?? "";
      if (!/^[UW]/.test(id)) return fail("user_not_found");
      const is_admin = space.administrators.has(id);
      // In a shared channel there are members of another workspace: "U0ADMIN.T2" is one of T2.
      const team_id = id.split(".")[1] ?? space.ids.team;
      return { ok: true, user: { id, team_id, name: "reader", deleted: false, is_admin, is_owner: false, is_primary_owner: false } };
    },
    "conversations.open": (params) => {
      const missing = need(["im:write"]);
      if (missing) return missing;
      if (!/^[UW]/.test(params.users ?? "")) return fail("user_not_found");
      const id = `D${params.users?.slice(1)}`;
      if (!space.channels.has(id)) space.channels.set(id, { id, name: "directmessage", member: true, private: true, archived: false });
      return { ok: true, channel: { id } };
    },
    "conversations.history": listed,
    "conversations.replies": listed,
    "conversations.info": (params) => {
      const channel = channelFor(params.channel);
      if ("ok" in channel) return channel;
      const missing = need([channel.private ? "groups:read" : "channels:read"]);
      if (missing) return missing;
      const { id, name, private: is_private, member: is_member, archived: is_archived } = channel;
      return { ok: true, channel: { id, name, is_channel: true, is_im: false, is_private, is_member, is_archived } };
    },
    "conversations.join": (params) => {
      const missing = need(["channels:join"]);
      if (missing) return missing;
      const channel = channelFor(params.channel);
      if ("ok" in channel) return channel;
      channel.member = true;
      return { ok: true, channel: { id: channel.id } };
    },
  };

  return {
    changeView: views.change,
    /** Seconds to wait where there were too many; null: it may go on. */
    tooFast(method: string, params: Params): number | null {
      return method === "chat.postMessage" ? rate(params.channel ?? "") : null;
    },
    call(method: string, params: Params, token: string): Reply {
      const carryOut = methods[method];
      if (!carryOut) return fail("unknown_method");
      if (token === "") return fail("not_authed");
      if (space.tokens.revoked.has(token)) return fail("token_revoked");
      if (space.tokens.inactive.has(token)) return fail("account_inactive");
      const wanted = method === "apps.connections.open" ? space.tokens.app : space.tokens.bot;
      if (token !== wanted)
        return fail(token === space.tokens.bot || token === space.tokens.app ? "not_allowed_token_type" : "invalid_auth");
      return carryOut(params);
    },
  };
}

function shown(message: FakeMessage, withMetadata: boolean) {
  const { sent: _, channel: __, metadata, ...rest } = message;
  return { type: "message", ...rest, ...(withMetadata && metadata ? { metadata } : {}) };
}

/** One message a second and channel, with short bursts: https://docs.slack.dev/apis/web-api/rate-limits */
function rateLimiter() {
  const BURST = 4;
  const buckets = new Map<string, { left: number; at: number }>();
  return (channel: string): number | null => {
    const now = Date.now();
    const bucket = buckets.get(channel) ?? { left: BURST, at: now };
    bucket.left = Math.min(BURST, bucket.left + (now - bucket.at) / 1000);
    bucket.at = now;
    buckets.set(channel, bucket);
    if (bucket.left < 1) return 1;
    bucket.left -= 1;
    return null;
  };
}
