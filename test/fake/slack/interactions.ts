import { createHmac, randomUUID } from "node:crypto";
import { viewTrouble } from "./rules.ts";
import type { sockets } from "./sockets.ts";
import type { FakeAnswer, FakeBlock, FakeMessage, FakeView, Workspace } from "./state.ts";

export type Who = { readonly user?: string; readonly channel?: string };

export type CommandOptions = Who & {
  readonly command?: string;
  /** How often the same event is delivered. */
  readonly times?: number;
  /** Two deliveries with one trigger id are one event. */
  readonly triggerId?: string;
  /** How long to wait for the first answer. */
  readonly waitMs?: number;
  /** Told at once what the acknowledgement says. */
  readonly acked?: (payload: unknown) => void;
  /** HTTP mode only: what is done to the signature. */
  readonly signature?: "good" | "bad" | "old";
};

export type PressOptions = Who & { readonly waitMs?: number; readonly times?: number; readonly triggerId?: string };

/** What to press: a button as it stands in a block, and the message it stands in. */
export type Pressed = { readonly action_id: string; readonly value?: string; readonly text?: unknown; readonly url?: string };

export type Outcome = {
  /** Whether there was anybody to take it. */
  readonly delivered: boolean;
  /** How long the acknowledgement took; null: there was none in time. */
  readonly ackMs: number | null;
  /** HTTP mode: the status it was answered with. */
  readonly status?: number;
  readonly answers: readonly FakeAnswer[];
  /** What the acknowledgement said beyond itself: what becomes of a dialogue. */
  readonly response?: unknown;
};

/** What members do, sent to the app by the socket or, with `requestUrl`, as signed requests. */
export function interactions(
  space: Workspace,
  lines: ReturnType<typeof sockets>,
  ackMs: number,
  server: {
    base(): string;
    requestUrl(): string | null;
    until(happened: () => boolean, ms: number): Promise<boolean>;
    changeView(id: string, view: FakeBlock): unknown;
  },
) {
  function responseUrl(user: string, channel: string, thread?: string): string {
    const id = randomUUID();
    space.responseUrls.set(id, { uses: 0, made: Date.now(), user, channel, ...(thread ? { thread } : {}) });
    return `${server.base()}/respond/${id}`;
  }

  const inOrganisation = () => ({
    is_enterprise_install: space.byOrganisation,
    enterprise: space.enterprise ? { id: space.enterprise, name: space.enterprise } : null,
  });

  async function deliver(
    type: "slash_commands" | "interactive" | "events_api",
    payload: Record<string, unknown>,
    options: CommandOptions,
  ): Promise<Outcome> {
    const before = space.answers.length;
    if (typeof payload.trigger_id === "string" && !space.triggers.has(payload.trigger_id)) {
      const user = (payload.user as { id?: string } | undefined)?.id ?? String(payload.user_id);
      space.triggers.set(payload.trigger_id, { at: Date.now(), user, used: false });
    }
    const url = server.requestUrl();
    let sent: { delivered: boolean; ackMs: number | null; status?: number; response?: unknown };
    if (url === null) sent = await lines.deliver(type, payload, options.times ?? 1, options.acked);
    else {
      const all = await Promise.all(
        Array.from({ length: options.times ?? 1 }, () => post(url, type, payload, options.signature ?? "good")),
      );
      sent = all[0] ?? { delivered: false, ackMs: null };
    }
    if (sent.ackMs !== null) {
      await server.until(() => space.answers.length > before, options.waitMs ?? 4000);
      // Further parts follow closely.
      for (let seen = -1; seen !== space.answers.length; ) {
        seen = space.answers.length;
        await new Promise((resolve) => setTimeout(resolve, 60));
      }
    }
    return { ...sent, answers: space.answers.slice(before) };
  }

  async function post(url: string, type: string, payload: Record<string, unknown>, signature: "good" | "bad" | "old") {
    const form: Record<string, string> =
      type === "slash_commands"
        ? Object.fromEntries(Object.entries(payload).map(([key, value]) => [key, String(value)]))
        : { payload: JSON.stringify(payload) };
    const body = type === "events_api" ? JSON.stringify(payload) : new URLSearchParams(form).toString();
    const timestamp = String(Math.floor(Date.now() / 1000) - (signature === "old" ? 3600 : 0));
    const secret = signature === "bad" ? "another secret" : space.signingSecret;
    const since = Date.now();
    const response = await fetch(url, {
      method: "POST",
      headers: {
        "content-type": type === "events_api" ? "application/json" : "application/x-www-form-urlencoded",
        "x-slack-request-timestamp": timestamp,
        "x-slack-signature": `v0=${createHmac("sha256", secret).update(`v0:${timestamp}:${body}`).digest("hex")}`,
      },
      body,
      signal: AbortSignal.timeout(ackMs + 2000),
    }).catch(() => null);
    if (!response) return { delivered: false, ackMs: null };
    const said = await response.text();
    const ms = Date.now() - since;
    if (signature === "good" && (response.status !== 200 || ms > ackMs))
      space.violations.push(`answered HTTP ${response.status} after ${ms} ms`);
    return { delivered: true, ackMs: response.status === 200 && ms <= ackMs ? ms : null, status: response.status, response: parsed(said) };
  }

  return {
    /** Slack tells the app something of itself, as that it was taken out. */
    event(
      event: Record<string, unknown>,
      options: CommandOptions & { readonly at?: number; readonly eventId?: string } = {},
    ): Promise<Outcome> {
      const authorization = { enterprise_id: space.enterprise, team_id: space.ids.team, user_id: space.ids.botUser, is_bot: true };
      const payload = {
        token: "verification-token",
        team_id: space.ids.team,
        ...(space.enterprise ? { enterprise_id: space.enterprise } : {}),
        api_app_id: space.ids.app,
        type: "event_callback",
        event_id: options.eventId ?? `Ev${randomUUID()}`,
        event_time: Math.floor((options.at ?? Date.now()) / 1000),
        authorizations: [{ ...authorization, is_enterprise_install: space.byOrganisation }],
        event: { event_ts: space.nextTs(), ...event },
      };
      return deliver("events_api", payload, { waitMs: 60, ...options });
    },
    command(text: string, options: CommandOptions = {}): Promise<Outcome> {
      const user = options.user ?? "U0READER";
      const channel = options.channel ?? [...space.channels.keys()][0] ?? "C0";
      const payload = {
        token: "verification-token",
        team_id: space.ids.team,
        team_domain: "fake",
        channel_id: channel,
        channel_name: space.channels.get(channel)?.name ?? "directmessage",
        user_id: user,
        user_name: "reader",
        command: options.command ?? "/news",
        text: text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;"),
        api_app_id: space.ids.app,
        is_enterprise_install: String(space.byOrganisation),
        ...(space.enterprise ? { enterprise_id: space.enterprise, enterprise_name: space.enterprise } : {}),
        response_url: responseUrl(user, channel),
        trigger_id: options.triggerId ?? `${Date.now()}.${randomUUID()}`,
      };
      return deliver("slash_commands", payload, options);
    },
    /** The message shortcut, on a message as Slack gives it. */
    shortcut(message: Record<string, unknown>, options: PressOptions & { readonly callback?: string } = {}): Promise<Outcome> {
      const user = options.user ?? "U0READER";
      const channel = options.channel ?? [...space.channels.keys()][0] ?? "C0";
      const payload = {
        type: "message_action",
        callback_id: options.callback ?? "who_is_quoted",
        token: "verification-token",
        trigger_id: options.triggerId ?? `${Date.now()}.${randomUUID()}`,
        action_ts: space.nextTs(),
        team: { id: space.ids.team, domain: "fake" },
        user: { id: user, name: "reader", username: "reader", team_id: space.ids.team },
        channel: { id: channel, name: space.channels.get(channel)?.name ?? "directmessage" },
        ...inOrganisation(),
        message_ts: space.nextTs(),
        message: { type: "message", user: "U0WRITER", ts: space.nextTs(), ...message },
        response_url: responseUrl(user, channel),
      };
      return deliver("interactive", payload, options);
    },
    /** A dialogue is sent, with what its fields hold: text, or the values that were chosen. What the acknowledgement says is done to it. */
    submit(view: FakeView, filled: Readonly<Record<string, string | readonly string[]>>, options: PressOptions = {}): Promise<Outcome> {
      const values = Object.fromEntries(
        view.view.blocks.map((block: FakeBlock) => {
          const given = filled[block.block_id] ?? initial(block.element);
          const { type, action_id } = block.element;
          const chosen = (block.element.options ?? []).filter((option: FakeBlock) => Array.isArray(given) && given.includes(option.value));
          return [
            block.block_id,
            { [action_id]: type === "plain_text_input" ? { type, value: given || null } : { type, selected_options: chosen } },
          ];
        }),
      );
      const payload = {
        type: "view_submission",
        team: { id: space.ids.team, domain: "fake" },
        user: { id: options.user ?? view.user, username: "reader", name: "reader", team_id: space.ids.team },
        api_app_id: space.ids.app,
        token: "verification-token",
        trigger_id: options.triggerId ?? `${Date.now()}.${randomUUID()}`,
        ...inOrganisation(),
        view: { ...view.view, id: view.id, hash: view.hash, team_id: space.ids.team, state: { values } },
        response_urls: [],
      };
      const acked = (payload: unknown) => {
        const response = payload as { response_action?: string; view?: FakeBlock } | undefined;
        if (response?.response_action !== "update") return;
        const trouble = viewTrouble(response.view);
        if (trouble) space.violations.push(`invalid view: ${trouble}`);
        server.changeView(view.id, response.view);
      };
      return deliver("interactive", payload, { waitMs: 60, ...options, acked });
    },
    /** A member opens the app's own tab. */
    openHome(user = "U0READER", options: PressOptions & { readonly eventId?: string } = {}): Promise<Outcome> {
      const payload = {
        token: "verification-token",
        team_id: space.ids.team,
        api_app_id: space.ids.app,
        type: "event_callback",
        event_id: options.eventId ?? `Ev${randomUUID()}`,
        event_time: Math.floor(Date.now() / 1000),
        authorizations: [
          {
            enterprise_id: space.enterprise,
            team_id: space.ids.team,
            user_id: space.ids.botUser,
            is_bot: true,
            is_enterprise_install: space.byOrganisation,
          },
        ],
        is_ext_shared_channel: false,
        event: { type: "app_home_opened", user, channel: `D${user.slice(1)}`, tab: "home", event_ts: space.nextTs() },
      };
      return deliver("events_api", payload, { waitMs: 60, ...options });
    },
    press(button: Pressed, options: PressOptions & { readonly message?: FakeMessage; readonly view?: FakeView } = {}): Promise<Outcome> {
      const user = options.user ?? "U0READER";
      const message = options.message;
      const channel = options.channel ?? message?.channel ?? [...space.channels.keys()][0] ?? "C0";
      const thread = message?.thread_ts;
      const payload = {
        type: "block_actions",
        user: { id: user, username: "reader", name: "reader", team_id: space.ids.team },
        api_app_id: space.ids.app,
        token: "verification-token",
        ...(options.view
          ? { view: { ...options.view.view, id: options.view.id, hash: options.view.hash, team_id: space.ids.team, state: { values: {} } } }
          : {}),
        container: {
          type: options.view ? "view" : "message",
          message_ts: message?.ts ?? space.nextTs(),
          channel_id: channel,
          is_ephemeral: !message,
          ...(thread ? { thread_ts: thread } : {}),
        },
        trigger_id: options.triggerId ?? `${Date.now()}.${randomUUID()}`,
        team: { id: space.ids.team, domain: "fake" },
        ...inOrganisation(),
        ...(options.view ? {} : { channel: { id: channel, name: space.channels.get(channel)?.name ?? "directmessage" } }),
        ...(message ? { message: { type: "message", text: message.text, ts: message.ts, blocks: message.blocks } } : {}),
        state: { values: {} },
        ...(options.view ? {} : { response_url: responseUrl(user, channel, thread) }),
        actions: [{ type: "button", block_id: "b1", action_ts: space.nextTs(), ...button }],
      };
      return deliver("interactive", payload, options);
    },
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function initial(element: FakeBlock): string | string[] {
  return element.type === "plain_text_input"
    ? (element.initial_value ?? "")
    : (element.initial_options ?? []).map((o: FakeBlock) => o.value);
}

/** The buttons of a message, in order. */
export function buttons(blocks: readonly FakeBlock[]): (Pressed & { readonly label: string })[] {
  return blocks
    .filter((block) => block.type === "actions")
    .flatMap((block) => block.elements)
    .map((button: FakeBlock) => ({ action_id: button.action_id, value: button.value, text: button.text, label: button.text.text }));
}
