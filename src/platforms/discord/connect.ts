import type { RateLimitData } from "discord.js";
import { atMost, within } from "../../calls/patience.ts";
import { PullquoteError } from "../../errors.ts";
import type { Language } from "../../news/language.ts";
import type { Codes } from "../../ports/chat.ts";
import type { IsFirst } from "../../ports/replicas.ts";
import type { Clock, Log, Platform } from "../../ports.ts";
import { problem, statusOf } from "./classify.ts";
import { register } from "./commands.ts";
import { converse } from "./converse.ts";
import { deliveries } from "./deliver.ts";
import { components, embeds } from "./forms.ts";
import { type Gateway, openGateway } from "./gateway.ts";
import { inviteLink } from "./permissions.ts";
import { fatalCloses, TOKEN_REMEDY } from "./refusals-table.ts";

export type DiscordOptions = {
  readonly token: string;
  /** The server in which the commands are registered; in every server without it. */
  readonly guildId?: string;
  /** Another server than discord.com: "http://127.0.0.1:8080/api". */
  readonly apiUrl?: string;
  /** How long one request may take, and all of a call with the library's repeats and waiting. */
  readonly timeoutMs?: number;
  readonly limitMs?: number;
  /** How long one login may take, and how long `start` goes on trying. */
  readonly loginMs?: number;
  readonly patienceMs?: number;
  /** What cards are made of; without it the newer one. */
  readonly cards?: "components" | "embeds";
  readonly codes: Codes;
  /** Ids of the only roles that may ever be pinged. */
  readonly pingable?: readonly string[];
  /** The time zone of a schedule that names none. */
  readonly zone?: string;
  /** Of those whose own we do not speak. */
  readonly language?: Language;
  /** Where there are several replicas. */
  readonly isFirst?: IsFirst;
  /** How many replicas share the bot's 50 requests a second; one without it. */
  readonly share?: () => number;
  readonly log: Log;
  readonly clock: Clock;
};

/** A rate limit up to this long is waited for by the library; a longer one comes back as `post-later`. */
const WAIT_MS = 5_000;
const SETTLE_MS = 2_000;
/** Over all channels and replicas. Beyond it Discord refuses everything, and 10,000 refusals in ten minutes block the address. */
const REQUESTS_A_SECOND = 50;

/** Discord as a platform. The library is not loaded and nothing connects before it is used. */
export function discordPlatform(options: DiscordOptions): Platform {
  const {
    token,
    guildId,
    codes,
    pingable = [],
    zone = "UTC",
    language,
    log,
    clock,
    timeoutMs = 10_000,
    limitMs = 40_000,
    loginMs = 25_000,
    patienceMs = 60_000,
  } = options;
  const apiUrl = options.apiUrl?.replace(/\/+$/, "").replace(/\/v\d+$/, "");
  const form = options.cards === "embeds" ? embeds : components;
  const stopping = new AbortController();
  let gateway: Gateway | null = null;
  let talk: { settled(): Promise<void> } | null = null;

  const load = once(async () => {
    const library = await import("discord.js");
    const calls = {
      version: "10",
      ...(apiUrl ? { api: apiUrl } : {}),
      timeout: timeoutMs,
      retries: 2,
      rejectOnRateLimit: ({ retryAfter, timeToReset }: RateLimitData) => Math.max(retryAfter, timeToReset) > WAIT_MS,
      invalidRequestWarningInterval: 500,
    };
    const rest = new library.REST(calls);
    // For what Discord has no nonce for: after a time-out it is looked for, not repeated.
    const single = new library.REST({ ...calls, retries: 0 });
    // Answers to interactions do not count for the bot's 50 requests a second, which the library would keep to for them too.
    const answers = new library.REST({ ...calls, globalRequestsPerSecond: Number.MAX_SAFE_INTEGER });
    rest.on("invalidRequestWarning", ({ count }) =>
      log.warn("discord refuses many requests", {
        count,
        what: "At 10,000 in ten minutes Discord blocks this address. Look for refused posts above.",
      }),
    );
    const authorised = () => {
      rest.setToken(token);
      single.setToken(token);
    };
    authorised();
    const me = once(async () => {
      const known = gateway?.client.user.id;
      if (known) return known;
      const user = (await within(limitMs, clock, (signal) => rest.get("/users/@me", { signal }))) as { id: string };
      return user.id;
    });
    return {
      library,
      rest,
      answers,
      authorised,
      once: single,
      deliver: deliveries({ rest, once: single, form, codes, pingable, me, remembered, clock, log, limitMs }),
    };
  });

  /** A channel as the gateway told of it; null where it has not. */
  function remembered(id: string): { type: number; permissions: bigint | null } | null {
    const channel = gateway?.client.channels.cache.get(id);
    if (!channel || channel.isDMBased()) return null;
    try {
      const self = channel.guild.members.me;
      return { type: channel.type, permissions: self ? channel.permissionsFor(self).bitfield : null };
    } catch {
      // A thread whose parent is not known.
      return { type: channel.type, permissions: null };
    }
  }

  async function start(desk: Parameters<Platform["start"]>[0]): Promise<void> {
    const { library, rest, once: single, answers } = await load();
    const talking = converse({
      rest: answers,
      once: single,
      form,
      desk,
      codes,
      zone,
      ...(language ? { language } : {}),
      ...(options.isFirst ? { isFirst: options.isFirst } : {}),
      log,
      clock,
      limitMs,
    });
    talk = talking;
    const opened = await openGateway(library, {
      token,
      apiUrl,
      timeoutMs,
      loginMs,
      until: clock.now().getTime() + patienceMs,
      onInteraction: talking.take,
      log,
      clock,
      stopping: stopping.signal,
    });
    gateway = opened;
    const { client } = opened;
    await register({
      rest,
      applicationId: client.application.id,
      guildId,
      guilds: () => [...client.guilds.cache.keys()],
      clock,
      log,
      limitMs,
      stopping: stopping.signal,
    });
    log.info("discord started", { bot: client.user.username, servers: client.guilds.cache.size });
  }

  async function stop(): Promise<void> {
    stopping.abort();
    // Answers on their way may still arrive; a hanging one is not waited for.
    if (talk) await atMost(talk.settled(), SETTLE_MS, clock);
    const closing = gateway;
    gateway = null;
    await closing?.stop();
  }

  /** The library forgets the token for good at the first 401. */
  async function deliver() {
    const { authorised, deliver, rest } = await load();
    authorised();
    rest.options.globalRequestsPerSecond = Math.max(1, Math.floor(REQUESTS_A_SECOND / (options.share?.() ?? 1)));
    return deliver;
  }

  return {
    name: "discord",
    async start(desk) {
      try {
        await start(desk);
      } catch (error) {
        await stop();
        throw error;
      }
    },
    async identify() {
      const { rest, authorised } = await load();
      authorised();
      try {
        const [me, application] = (await within(limitMs, clock, (signal) =>
          Promise.all([rest.get("/users/@me", { signal }), rest.get("/applications/@me", { signal })]),
        )) as [{ username: string }, { id: string }];
        return { bot: me.username, lacks: [], invite: inviteLink(application.id) };
      } catch (cause) {
        if (statusOf(cause) === 401) throw new PullquoteError("token", fatalCloses[4004]?.sentence ?? TOKEN_REMEDY, { cause });
        throw new PullquoteError("connection", problem(cause, "say who the bot is", true).message, { cause });
      }
    },
    parts: async (card, destination) => (await deliver()).parts(card, destination),
    post: async (card, posting) => (await deliver()).post(card, posting),
    find: async (posting, since) => (await deliver()).find(posting, since),
    check: async (destination, roles) => (await deliver()).check(destination, roles),
    link({ channel }, { messageId }) {
      const found = gateway?.client.channels.cache.get(channel);
      const place = found ? (found.isDMBased() ? "@me" : found.guildId) : null;
      return place ? `https://discord.com/channels/${place}/${channel}/${messageId}` : null;
    },
    connected: () => gateway?.connected() === true,
    stop,
  };
}

/** The work once, however often it is asked for; after a failure it may be tried again. */
function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => {
    made ??= make().catch((error: unknown) => {
      made = undefined;
      throw error;
    });
    return made;
  };
}
