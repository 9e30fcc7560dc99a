import type { Client, Interaction, Status, WebSocketShardStatus } from "discord.js";
import { atMost } from "../../calls/patience.ts";
import { PullquoteError } from "../../errors.ts";
import type { Clock, Log } from "../../ports.ts";
import { problem } from "./classify.ts";
import { fatalCloses } from "./refusals-table.ts";
import { takeStrayRejections } from "./stray-rejections.ts";

type Library = typeof import("discord.js");

export type GatewayOptions = {
  readonly token: string;
  readonly apiUrl: string | undefined;
  readonly timeoutMs: number;
  /** How long one login may take before it is given up and tried anew. */
  readonly loginMs: number;
  /** When to give up altogether. */
  readonly until: number;
  readonly onInteraction: (interaction: Interaction) => void;
  readonly log: Log;
  readonly clock: Clock;
  readonly stopping: AbortSignal;
};

export type Gateway = { readonly client: Client<true>; connected(): boolean; stop(): Promise<void> };

const READY = 0 satisfies Status.Ready;
/** The library's own limit on a gateway that never says HELLO is a minute. */
const HELLO_MS = 10_000;
/** Commands need no knowledge of a server, so a server that is away is not waited for as long as the library would. */
const GUILDS_MS = 5_000;
const DESTROY_MS = 2_000;

/** Connects until it is connected or `until` is over. Throws `token` or `config` where there is no use in waiting, else `connection`. */
export async function openGateway(library: Library, options: GatewayOptions): Promise<Gateway> {
  const { log, clock, stopping, until } = options;
  for (let wait = 1000; ; wait = Math.min(wait * 2, 10_000)) {
    const result = await connectOnce(library, options);
    if (!(result instanceof PullquoteError)) return result;
    if (result.code === "token" || result.code === "config") throw result;
    if (stopping.aborted || clock.now().getTime() + wait > until) throw result;
    log.warn("discord start again", { inMs: wait, why: result.message });
    await clock.sleep(wait, stopping);
  }
}

async function connectOnce(library: Library, options: GatewayOptions): Promise<Gateway | PullquoteError> {
  const { token, apiUrl, timeoutMs, loginMs, log, clock } = options;
  let lines: object | null = null;
  const client = new library.Client({
    intents: [library.GatewayIntentBits.Guilds],
    // As many lines as Discord says are needed: one up to 2,500 servers, then one for each thousand or so.
    shards: "auto",
    allowedMentions: { parse: [] },
    rest: { timeout: timeoutMs, ...(apiUrl ? { api: apiUrl } : {}) },
    waitGuildTimeout: GUILDS_MS,
    ws: {
      buildStrategy(manager) {
        manager.options.helloTimeout = HELLO_MS;
        const strategy = new library.SimpleShardingStrategy(manager);
        lines = strategy;
        return strategy;
      },
    },
  });
  const unshield = shield(client, log);
  const close = async () => {
    await hangUp(client, lines, clock);
    unshield();
  };

  let open = false;
  let ready = 0;
  let settle: (outcome: PullquoteError | null) => void = () => {};
  const settled = new Promise<PullquoteError | null>((resolve) => {
    settle = resolve;
  });
  client.once("clientReady", () => settle(null));
  client.on("interactionCreate", options.onInteraction);
  client.on("error", (error) => log.warn("discord client", { why: error.message }));
  client.on("shardError", (error) => log.debug("discord line", { why: error.message }));
  client.on("shardReady", () => {
    ready += 1;
  });
  client.on("shardReconnecting", () => log.info("discord reconnecting"));
  client.on("shardResume", () => log.info("discord connected again"));
  client.on("shardDisconnect", ({ code }) => {
    const error = fatal(code);
    settle(error);
    // Nothing else ends with it: Slack goes on, and `connected` says what is missing.
    if (open) log.error("discord is gone for good", { why: error.message });
  });
  client.login(token).catch((error: unknown) => settle(loginProblem(error)));

  // Discord lets lines begin one after the other, seconds apart: as long as there are more of them, it goes on.
  let outcome = await atMost(settled, loginMs, clock);
  for (let before = 0; outcome === "late" && ready > before; ) {
    before = ready;
    outcome = await atMost(settled, loginMs, clock);
  }
  if (outcome === null) {
    open = true;
    return {
      client: client as Client<true>,
      connected: () => client.ws.shards.size > 0 && client.ws.shards.every((shard) => shard.status === READY),
      stop: close,
    };
  }
  await close();
  return outcome === "late" ? unreachable("its gateway does not greet.") : outcome;
}

function loginProblem(error: unknown): PullquoteError {
  if ((error as { code?: unknown } | null)?.code === "TokenInvalid") return fatal(4004);
  const said = error instanceof Error ? error.message : String(error);
  if (/sessions remaining/.test(said))
    return unreachable("the bot was started too often today, and Discord lets it log in again tomorrow.", error);
  const { code, message } = problem(error, "let the bot log in", true);
  return code === "post-refused" ? new PullquoteError("connection", message, { cause: error }) : unreachable(message, error);
}

function fatal(code: number): PullquoteError {
  const known = fatalCloses[code] ?? {
    code: "connection" as const,
    sentence: `Discord closed the connection for good (${code}). Restart the bot.`,
  };
  return new PullquoteError(known.code, known.sentence);
}

function unreachable(why: string, cause?: unknown): PullquoteError {
  return new PullquoteError(
    "connection",
    `Discord cannot be reached: ${why} Look at this machine's network, or at https://discordstatus.com.`,
    {
      cause,
    },
  );
}

/** Malformed packets: what they throw in the library ends as a log line instead of ending the process. */
function shield(client: Client, log: Log): () => void {
  const broken = (error: unknown) =>
    log.warn("discord packet not understood", { why: error instanceof Error ? error.message : String(error) });
  const manager = client.ws as unknown as { handlePacket?: (...packet: unknown[]) => boolean };
  const handle = manager.handlePacket;
  // Also packets that came before the library was ready and are handled out of a timer, where an error would be an uncaught exception.
  if (handle) {
    manager.handlePacket = (...packet) => {
      try {
        return handle.apply(client.ws, packet);
      } catch (error) {
        broken(error);
        return false;
      }
    };
  }
  return takeStrayRejections(broken);
}

type Line = {
  readonly status?: number;
  internalConnect?: () => Promise<void>;
  readonly connection?: { terminate?: () => void; onerror?: unknown } | null;
};
/** A line that has been greeted and knows its session. */
const LINE_READY = 3 satisfies WebSocketShardStatus.Ready;

/**
 * `destroy` waits for the other side, for ever if that is silent, and a line that was waiting for its HELLO then connects anew by itself.
 * So the lines lose the way to connect, those that were not greeted yet are cut, and the rest has a limit.
 */
async function hangUp(client: Client, strategy: object | null, clock: Clock): Promise<void> {
  const lines: Line[] = [...((strategy as { shards?: Map<number, Line> } | null)?.shards?.values() ?? [])];
  for (const line of lines) {
    if (line.internalConnect) line.internalConnect = async () => {};
    if (line.status !== LINE_READY) cut(line);
  }
  await atMost(
    client.destroy().catch(() => {}),
    DESTROY_MS,
    clock,
  );
  for (const line of lines) cut(line);
  client.removeAllListeners();
  client.on("error", () => {});
}

function cut({ connection }: Line): void {
  if (!connection) return;
  connection.onerror = () => {};
  connection.terminate?.();
}
