import { createHmac, randomUUID } from "node:crypto";
import type { sockets } from "./sockets.ts";
import type { FakeAnswer, FakeBlock, FakeMessage, Workspace } from "./state.ts";

export type Who = { readonly user?: string; readonly channel?: string };

export type CommandOptions = Who & {
  readonly command?: string;
  /** How often the same event is delivered. */
  readonly times?: number;
  /** Two deliveries with one trigger id are one event. */
  readonly triggerId?: string;
  /** How long to wait for the first answer. */
  readonly waitMs?: number;
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
};

/** What members do, sent to the app by the socket or, with `requestUrl`, as signed requests. */
export function interactions(
  space: Workspace,
  lines: ReturnType<typeof sockets>,
  ackMs: number,
  server: { base(): string; requestUrl(): string | null; until(happened: () => boolean, ms: number): Promise<boolean> },
) {
  function responseUrl(user: string, channel: string, thread?: string): string {
    const id = randomUUID();
    space.responseUrls.set(id, { uses: 0, made: Date.now(), user, channel, ...(thread ? { thread } : {}) });
    return `${server.base()}/respond/${id}`;
  }

  async function deliver(
    type: "slash_commands" | "interactive",
    payload: Record<string, unknown>,
    options: CommandOptions,
  ): Promise<Outcome> {
    const before = space.answers.length;
    const url = server.requestUrl();
    let sent: { delivered: boolean; ackMs: number | null; status?: number };
    if (url === null) sent = await lines.deliver(type, payload, options.times ?? 1);
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
    const body = new URLSearchParams(form).toString();
    const timestamp = String(Math.floor(Date.now() / 1000) - (signature === "old" ? 3600 : 0));
    const secret = signature === "bad" ? "another secret" : space.signingSecret;
    const since = Date.now();
    const response = await fetch(url, {
      method: "POST",
      headers: {
        "content-type": "application/x-www-form-urlencoded",
        "x-slack-request-timestamp": timestamp,
        "x-slack-signature": `v0=${createHmac("sha256", secret).update(`v0:${timestamp}:${body}`).digest("hex")}`,
      },
      body,
      signal: AbortSignal.timeout(ackMs + 2000),
    }).catch(() => null);
    if (!response) return { delivered: false, ackMs: null };
    await response.arrayBuffer();
    const ms = Date.now() - since;
    if (signature === "good" && (response.status !== 200 || ms > ackMs))
      space.violations.push(`answered HTTP ${response.status} after ${ms} ms`);
    return { delivered: true, ackMs: response.status === 200 && ms <= ackMs ? ms : null, status: response.status };
  }

  return {
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
        is_enterprise_install: "false",
        response_url: responseUrl(user, channel),
        trigger_id: options.triggerId ?? `${Date.now()}.${randomUUID()}`,
      };
      return deliver("slash_commands", payload, options);
    },
    press(button: Pressed, options: PressOptions & { readonly message?: FakeMessage } = {}): Promise<Outcome> {
      const user = options.user ?? "U0READER";
      const message = options.message;
      const channel = options.channel ?? message?.channel ?? [...space.channels.keys()][0] ?? "C0";
      const thread = message?.thread_ts;
      const payload = {
        type: "block_actions",
        user: { id: user, username: "reader", name: "reader", team_id: space.ids.team },
        api_app_id: space.ids.app,
        token: "verification-token",
        container: {
          type: "message",
          message_ts: message?.ts ?? space.nextTs(),
          channel_id: channel,
          is_ephemeral: !message,
          ...(thread ? { thread_ts: thread } : {}),
        },
        trigger_id: options.triggerId ?? `${Date.now()}.${randomUUID()}`,
        team: { id: space.ids.team, domain: "fake" },
        enterprise: null,
        is_enterprise_install: false,
        channel: { id: channel, name: space.channels.get(channel)?.name ?? "directmessage" },
        ...(message ? { message: { type: "message", text: message.text, ts: message.ts, blocks: message.blocks } } : {}),
        state: { values: {} },
        response_url: responseUrl(user, channel, thread),
        actions: [{ type: "button", block_id: "b1", action_ts: space.nextTs(), ...button }],
      };
      return deliver("interactive", payload, options);
    },
  };
}

/** The buttons of a message, in order. */
export function buttons(blocks: readonly FakeBlock[]): (Pressed & { readonly label: string })[] {
  return blocks
    .filter((block) => block.type === "actions")
    .flatMap((block) => block.elements)
    .map((button: FakeBlock) => ({ action_id: button.action_id, value: button.value, text: button.text, label: button.text.text }));
}
