/** What the fake workspace holds. One object is shared by its Web API, its sockets and whoever tests with it. */
export type FakeChannel = { id: string; name: string; member: boolean; private: boolean; archived: boolean };

export type FakeMessage = {
  readonly channel: string;
  readonly ts: string;
  readonly text: string;
  readonly blocks: readonly FakeBlock[];
  readonly thread_ts?: string;
  readonly metadata?: { event_type: string; event_payload: Record<string, unknown> };
  readonly user: string;
  readonly bot_id?: string;
  /** The call's other arguments as they came (all strings). */
  readonly sent: Readonly<Record<string, string>>;
};

/** A message for one reader, by `response_url` or chat.postEphemeral. */
export type FakeAnswer = {
  readonly by: "response_url" | "chat.postEphemeral";
  readonly user: string;
  readonly channel: string;
  readonly text: string;
  readonly blocks: readonly FakeBlock[];
  readonly body: Readonly<Record<string, unknown>>;
};

// Tests look into blocks freely; the schema has checked them.
// biome-ignore lint/suspicious/noExplicitAny: see above
export type FakeBlock = any;

export type Call = { readonly method: string; readonly params: Readonly<Record<string, string>>; readonly at: number };

/**
 * What goes wrong with a call: `before` it is carried out or `after`. `drop` cuts the line, `hang` never answers, a number is
 * an HTTP status, `error` is an answer with `ok: false`, `retryAfter` an HTTP 429 (null: without the header).
 */
export type Fault = {
  readonly when: "before" | "after";
  readonly do: "drop" | "hang" | number | { readonly error: string } | { readonly retryAfter: number | null };
};

/** A dialogue that is open, or a member's Home tab. */
export type FakeView = {
  readonly id: string;
  readonly hash: string;
  readonly user: string;
  readonly view: FakeBlock;
  readonly changes: number;
};

export type Workspace = {
  readonly views: FakeView[];
  /** What members did that a dialogue may open for. */
  readonly triggers: Map<string, { readonly at: number; readonly user: string; used: boolean }>;
  /** Ids of members who are administrators. */
  readonly administrators: Set<string>;
  readonly ids: { readonly team: string; readonly app: string; readonly bot: string; readonly botUser: string };
  /** As people call it. */
  readonly name: string;
  /** The organisation it belongs to. */
  readonly enterprise: string | null;
  /** Whether the app came by an installation over the whole organisation. */
  byOrganisation: boolean;
  readonly tokens: { bot: string; app: string; revoked: Set<string>; inactive: Set<string> };
  readonly signingSecret: string;
  readonly botName: string;
  scopes: string[];
  readonly channels: Map<string, FakeChannel>;
  readonly messages: FakeMessage[];
  readonly answers: FakeAnswer[];
  readonly calls: Call[];
  /** Rules that were broken, in words. Empty in a good run. */
  readonly violations: string[];
  readonly faults: Map<string, { fault: Fault; times: number }[]>;
  /** Live `response_url`s by their id. */
  readonly responseUrls: Map<
    string,
    { uses: number; readonly made: number; readonly user: string; readonly channel: string; readonly thread?: string }
  >;
  /** Called when something happened that somebody may be waiting for. */
  changed: () => void;
  nextTs(): string;
};

export const ALL_SCOPES = [
  "commands",
  "chat:write",
  "chat:write.public",
  "channels:read",
  "channels:history",
  "groups:read",
  "groups:history",
  "users:read",
  "im:write",
  "im:history",
];

export function newWorkspace(options: {
  botToken?: string;
  appToken?: string;
  signingSecret?: string;
  scopes?: readonly string[];
  channels?: readonly Partial<FakeChannel>[];
  team?: string;
  name?: string;
  enterprise?: string;
}): Workspace {
  const channels = options.channels ?? [{ id: "C0NEWS", name: "news" }];
  let last = 0;
  return {
    ids: { team: options.team ?? "T0TEAM", app: "A0APP", bot: "B0BOT", botUser: "U0BOT" },
    name: options.name ?? "Fake workspace",
    enterprise: options.enterprise ?? null,
    byOrganisation: false,
    tokens: {
      bot: options.botToken ?? "xoxb-fake-bot-token",
      app: options.appToken ?? "xapp-fake-app-token",
      revoked: new Set(),
      inactive: new Set(),
    },
    signingSecret: options.signingSecret ?? "fake-signing-secret",
    botName: "pullquote",
    scopes: [...(options.scopes ?? ALL_SCOPES)],
    channels: new Map(
      channels.map((channel, n) => {
        const id = channel.id ?? `C${n}`;
        return [id, { id, name: channel.name ?? id.toLowerCase(), member: true, private: false, archived: false, ...channel }];
      }),
    ),
    views: [],
    triggers: new Map(),
    administrators: new Set(["U0ADMIN"]),
    messages: [],
    answers: [],
    calls: [],
    violations: [],
    faults: new Map(),
    responseUrls: new Map(),
    changed: () => {},
    nextTs() {
      // Microseconds, never the same twice: a message's id in its channel.
      last = Math.max(last + 1, Date.now() * 1000);
      return `${Math.floor(last / 1e6)}.${String(last % 1e6).padStart(6, "0")}`;
    },
  };
}
