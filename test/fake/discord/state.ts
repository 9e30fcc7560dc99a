/** What the fake server holds. One object is shared by its REST API, its gateway and whoever tests with it. */
export type FakeChannel = {
  id: string;
  guildId: string;
  name: string;
  /** Discord's number: 0 text, 4 category, 5 announcements, 11 thread, 15 forum. */
  type: number;
  /** Permissions the bot lacks there, of those in `BITS`. */
  lacks: string[];
  parentId: string | null;
  archived: boolean;
  locked: boolean;
  /** Of a forum. `moderated`: only those who manage threads may set it. */
  tags: { id: string; name: string; moderated: boolean }[];
  /** A forum in which a post must have a tag. */
  tagRequired: boolean;
  /** Of a forum's post. */
  applied: string[];
  owner: string;
  /** Of a direct message: the member. */
  recipient: string | null;
};

// Tests look into components freely; the schema has checked them.
// biome-ignore lint/suspicious/noExplicitAny: see above
export type FakeComponent = any;

export type FakeMessage = {
  readonly id: string;
  readonly channel_id: string;
  readonly author: { readonly id: string; readonly bot: boolean; readonly username: string };
  readonly timestamp: string;
  content: string;
  flags: number;
  components: FakeComponent[];
  embeds: readonly object[];
  /** Whom it pings. Nobody in a good run. */
  readonly pings: readonly string[];
  /** The request's body as it came. */
  readonly sent: Readonly<Record<string, unknown>>;
};

/** A question of a member: a command, a button or a completion, and what became of it. */
export type FakeQuestion = {
  readonly id: string;
  readonly token: string;
  readonly kind: "command" | "button" | "completion" | "form";
  readonly user: string;
  readonly channel: string;
  readonly asked: number;
  /** How long the bot took to acknowledge it; null: it has not. */
  ackMs: number | null;
  /** Whether the asker still sees "thinking". */
  thinking: boolean;
  /** The answers: the first one, then what followed. The asker alone sees them if `flags` has 64. */
  readonly answers: FakeMessage[];
  choices: readonly { name: string; value: string }[] | null;
  /** The form that was shown instead of an answer. */
  modal: FakeModal | null;
  changed: number;
};

// biome-ignore lint/suspicious/noExplicitAny: the schema has checked it
export type FakeModal = { readonly custom_id: string; readonly title: string; readonly components: readonly any[] };

export type Call = {
  readonly operation: string;
  readonly method: string;
  readonly path: string;
  readonly body: unknown;
  readonly at: number;
};

/**
 * What goes wrong with a call, `before` it is carried out or `after`. `drop` cuts the line, `hang` never answers, a number is an HTTP
 * status, `stall` sends the head of an answer and never its body, `code` is an error of Discord's, `retryAfter` an HTTP 429.
 */
export type Fault = {
  readonly when: "before" | "after";
  readonly do: "drop" | "hang" | "stall" | number | { readonly code: number; readonly status: number } | { readonly retryAfter: number };
};

export type World = {
  readonly token: string;
  readonly ids: { readonly app: string; readonly bot: string; readonly role: string; readonly guilds: readonly string[] };
  revoked: boolean;
  readonly channels: Map<string, FakeChannel>;
  readonly messages: FakeMessage[];
  readonly questions: FakeQuestion[];
  readonly calls: Call[];
  /** Rules that were broken, in words. Empty in a good run. */
  readonly violations: string[];
  readonly faults: Map<string, { fault: Fault; times: number }[]>;
  /** Registered commands by scope: "global" or a server's id. */
  readonly commands: Map<string, Record<string, unknown>[]>;
  /** Servers in which the bot may not register commands. */
  readonly withoutCommands: Set<string>;
  /** Roles of its servers beside everybody's and the bot's own. */
  readonly roles: readonly FakeRole[];
  /** Roles that a message may ping without breaking a rule of ours. */
  readonly mayPing: Set<string>;
  readonly nonces: Map<string, { message: FakeMessage; at: number }>;
  readonly times: { readonly ackMs: number; readonly tokenMs: number; readonly nonceMs: number; readonly heartbeatMs: number };
  /** Lines that Discord wants the bot to have; with fewer it is sent away. */
  readonly shards: number;
  readonly rate: { readonly posts: number; readonly perMs: number };
  /** Requests the bot has left of those it may make over all channels; refilled evenly. */
  readonly allowance: { readonly aSecond: number; left: number; at: number };
  /** How often it was over that. */
  limited: number;
  /** Called when something happened that somebody may be waiting for. */
  changed: () => void;
  snowflake(): string;
};

export type FakeRole = { readonly id: string; readonly name: string; readonly mentionable: boolean };

export type WorldOptions = {
  readonly roles?: readonly FakeRole[];
  readonly token?: string;
  readonly guilds?: readonly string[];
  readonly channels?: readonly Partial<FakeChannel>[];
  /** Discord waits 3,000 ms for an acknowledgement, keeps an interaction's token for 15 minutes and a nonce for some minutes. */
  readonly ackMs?: number;
  readonly tokenMs?: number;
  readonly nonceMs?: number;
  readonly heartbeatMs?: number;
  readonly shards?: number;
  /** Messages a channel takes in a time before it answers 429. */
  readonly rate?: { readonly posts: number; readonly perMs: number };
  /** Requests a second over all channels before it answers 429 for everything. */
  readonly requestsASecond?: number;
};

const BOT = "1000000000000000002";
export const EPOCH = 1_420_070_400_000;
/** Discord's numbers for the permissions the fake knows. */
export const BITS: Readonly<Record<string, bigint>> = {
  "View Channel": 1n << 10n,
  "Send Messages": 1n << 11n,
  "Read Message History": 1n << 16n,
  "Send Messages in Threads": 1n << 38n,
  "Mention Everyone": 1n << 17n,
};

export function newWorld(options: WorldOptions): World {
  const guilds = options.guilds ?? ["1030000000000000001"];
  let count = 0n;
  const snowflake = () => String((BigInt(Date.now() - EPOCH) << 22n) + (count++ % 4096n));
  const channels = options.channels ?? [{ id: "1040000000000000001", name: "news" }];
  return {
    token: options.token ?? "MTAwMDAwMDAwMDAwMDAwMDAx.fake.discord-token-for-tests",
    ids: { app: "1000000000000000001", bot: BOT, role: "1030000000000000009", guilds },
    revoked: false,
    channels: new Map(
      channels.map((channel, n) => {
        const id = channel.id ?? `104000000000000001${n}`;
        const guildId = guilds[0] ?? "";
        return [
          id,
          {
            id,
            guildId,
            name: `news-${n}`,
            type: 0,
            lacks: [],
            parentId: null,
            archived: false,
            locked: false,
            tags: [],
            tagRequired: false,
            applied: [],
            owner: BOT,
            recipient: null,
            ...channel,
          },
        ];
      }),
    ),
    messages: [],
    questions: [],
    calls: [],
    violations: [],
    faults: new Map(),
    commands: new Map(),
    withoutCommands: new Set(),
    roles: options.roles ?? [],
    mayPing: new Set(),
    nonces: new Map(),
    times: {
      ackMs: options.ackMs ?? 3000,
      tokenMs: options.tokenMs ?? 15 * 60_000,
      nonceMs: options.nonceMs ?? 5 * 60_000,
      heartbeatMs: options.heartbeatMs ?? 41_250,
    },
    shards: options.shards ?? 1,
    rate: options.rate ?? { posts: 5, perMs: 1000 },
    allowance: { aSecond: options.requestsASecond ?? 50, left: options.requestsASecond ?? 50, at: Date.now() },
    limited: 0,
    changed: () => {},
    snowflake,
  };
}

/** A channel as Discord shows it, with what the bot lacks as exceptions for its role. */
export function channelObject(world: World, channel: FakeChannel): Record<string, unknown> {
  const deny = channel.lacks.reduce((bits, name) => bits | (BITS[name] ?? 0n), 0n);
  const thread = [10, 11, 12].includes(channel.type);
  if (channel.type === 1)
    return { id: channel.id, type: 1, recipients: [{ id: channel.recipient, username: "member", discriminator: "0" }] };
  return {
    id: channel.id,
    type: channel.type,
    guild_id: channel.guildId,
    name: channel.name,
    parent_id: channel.parentId,
    ...(thread
      ? {
          owner_id: channel.owner,
          applied_tags: channel.applied,
          thread_metadata: {
            archived: channel.archived,
            locked: channel.locked,
            auto_archive_duration: 1440,
            archive_timestamp: "2026-01-01T00:00:00Z",
          },
        }
      : {
          ...(channel.type === 15 || channel.type === 16
            ? {
                available_tags: channel.tags.map((tag) => ({ ...tag, emoji_id: null, emoji_name: null })),
                flags: channel.tagRequired ? 1 << 4 : 0,
                default_auto_archive_duration: 4320,
              }
            : {}),
          position: 0,
          nsfw: false,
          permission_overwrites: [{ id: world.ids.role, type: 0, allow: "0", deny: String(deny) }],
        }),
  };
}

export function guildObject(world: World, id: string): Record<string, unknown> {
  const all = Object.values(BITS).reduce((sum, bit) => sum | bit, 0n);
  const role = (roleId: string, name: string) => ({
    id: roleId,
    name,
    color: 0,
    colors: { primary_color: 0, secondary_color: null, tertiary_color: null },
    hoist: false,
    position: 0,
    permissions: String(all),
    managed: false,
    mentionable: false,
    flags: 0,
  });
  return {
    id,
    name: `Server ${id.slice(-2)}`,
    owner_id: "1050000000000000001",
    roles: [
      role(id, "@everyone"),
      role(world.ids.role, "pullquote"),
      ...world.roles.map((one) => ({ ...role(one.id, one.name), mentionable: one.mentionable, permissions: "0" })),
    ],
    emojis: [],
    stickers: [],
    features: [],
    preferred_locale: "en-US",
    afk_timeout: 300,
    verification_level: 0,
    default_message_notifications: 0,
    explicit_content_filter: 0,
    mfa_level: 0,
    nsfw_level: 0,
    premium_tier: 0,
    system_channel_flags: 0,
  };
}

export function memberObject(world: World): Record<string, unknown> {
  return { user: userObject(world), roles: [world.ids.role], joined_at: "2026-01-01T00:00:00Z", deaf: false, mute: false, flags: 0 };
}

export function userObject(world: World) {
  return { id: world.ids.bot, username: "pullquote", discriminator: "0", global_name: null, avatar: null, bot: true, flags: 0 };
}

/** The channel of the bot and one member. */
export function directMessage(world: World, recipient: string): FakeChannel {
  const id = world.snowflake();
  const channel: FakeChannel = {
    ...{ id, guildId: "", name: "", type: 1, lacks: [], parentId: null, archived: false, locked: false },
    ...{ tags: [], tagRequired: false, applied: [], owner: world.ids.bot, recipient },
  };
  world.channels.set(id, channel);
  return channel;
}
