import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import { type WebSocket, WebSocketServer } from "ws";
import { channelObject, guildObject, memberObject, userObject, type World } from "./state.ts";

/** How the gateway meets a new connection: as it should, without a word, or with a close code after the bot has named itself. */
export type Greeting = "hello" | "silent" | { readonly close: number };

type Session = {
  readonly id: string;
  /** The number of this line and of how many. */
  readonly shard: readonly [number, number];
  sequence: number;
  socket: WebSocket | null;
  /** Everything that was sent, for a bot that comes back. */
  readonly sent: { readonly s: number; readonly packet: string }[];
};

/** Discord's Gateway v10: hello, identify, heartbeats, dispatches, resume. */
export function gateway(world: World) {
  const server = new WebSocketServer({ noServer: true });
  const sessions = new Map<string, Session>();
  const sockets = new Set<WebSocket>();
  let greeting: Greeting = "hello";
  let guildsAfterMs = 0;
  let opened = 0;
  let beats = 0;
  const identified: Record<string, unknown>[] = [];

  function upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    const query = new URL(request.url ?? "/", "http://fake").searchParams;
    if (query.get("v") !== "10" || query.get("encoding") !== "json") world.violations.push(`gateway asked for with ${query}`);
    server.handleUpgrade(request, socket, head, connected);
  }

  function connected(socket: WebSocket): void {
    opened += 1;
    sockets.add(socket);
    let session: Session | null = null;
    let lastBeat = Date.now();
    const pulse = setInterval(() => {
      if (session && Date.now() - lastBeat > world.times.heartbeatMs * 2) socket.close(4009);
    }, world.times.heartbeatMs);
    socket.on("error", () => {});
    socket.on("close", () => {
      clearInterval(pulse);
      sockets.delete(socket);
      if (session?.socket === socket) session.socket = null;
      world.changed();
    });
    if (greeting === "silent") {
      // Not even the close is answered.
      socket.close = () => {};
      (socket as unknown as { _receiver?: { removeAllListeners(event: string): void } })._receiver?.removeAllListeners("conclude");
      return;
    }
    socket.send(JSON.stringify({ op: 10, d: { heartbeat_interval: world.times.heartbeatMs }, s: null, t: null }));
    socket.on("message", (data) => {
      let packet: { op: number; d: never };
      try {
        packet = JSON.parse(String(data));
      } catch {
        return socket.close(4002);
      }
      if (packet.op === 1) {
        lastBeat = Date.now();
        beats += 1;
        socket.send(JSON.stringify({ op: 11, d: null, s: null, t: null }));
      } else if (packet.op === 2) {
        if (session) return socket.close(4005);
        session = identify(socket, packet.d);
      } else if (packet.op === 6) session = resume(socket, packet.d);
      else if (packet.op !== 3 && packet.op !== 4 && packet.op !== 8) {
        world.violations.push(`unknown opcode ${packet.op} sent to the gateway`);
        socket.close(4001);
      }
    });
  }

  function identify(socket: WebSocket, data: { token: string; intents: number } & Record<string, unknown>): Session | null {
    identified.push(data);
    if (typeof greeting === "object") {
      socket.close(greeting.close);
      return null;
    }
    if (data.token !== world.token || world.revoked) {
      socket.close(4004);
      return null;
    }
    // Presences, members and message content are privileged; this application was not given them.
    if (data.intents & ((1 << 1) | (1 << 8) | (1 << 15))) {
      socket.close(4014);
      return null;
    }
    const shard = (data.shard as [number, number] | undefined) ?? [0, 1];
    if (shard[1] < world.shards) {
      socket.close(4011);
      return null;
    }
    const session: Session = { id: world.snowflake(), shard, sequence: 0, socket, sent: [] };
    sessions.set(session.id, session);
    send(session, "READY", {
      v: 10,
      user: userObject(world),
      guilds: guildsOf(session).map((id) => ({ id, unavailable: true })),
      session_id: session.id,
      resume_gateway_url: urlOf(),
      application: { id: world.ids.app, flags: 0 },
      shard: data.shard,
      session_type: "normal",
      private_channels: [],
      relationships: [],
    });
    const sendGuilds = () => {
      for (const id of guildsOf(session)) sendGuild(session, id);
      world.changed();
    };
    if (guildsAfterMs > 0) setTimeout(sendGuilds, guildsAfterMs).unref();
    else sendGuilds();
    return session;
  }

  /** https://docs.discord.com/developers/events/gateway#sharding */
  const isOn = ({ shard: [n, of] }: Session, guild: string) => Number((BigInt(guild) >> 22n) % BigInt(of)) === n;
  const guildsOf = (session: Session) => world.ids.guilds.filter((id) => isOn(session, id));

  function sendGuild(session: Session, id: string): void {
    const channels = [...world.channels.values()].filter((channel) => channel.guildId === id);
    const isThread = (type: number) => [10, 11, 12].includes(type);
    send(session, "GUILD_CREATE", {
      ...guildObject(world, id),
      joined_at: "2026-01-01T00:00:00Z",
      large: false,
      member_count: 2,
      members: [memberObject(world)],
      channels: channels.filter(({ type }) => !isThread(type)).map((channel) => channelObject(world, channel)),
      threads: channels.filter(({ type }) => isThread(type)).map((channel) => channelObject(world, channel)),
      presences: [],
      voice_states: [],
      stage_instances: [],
      guild_scheduled_events: [],
      soundboard_sounds: [],
    });
  }

  function resume(socket: WebSocket, data: { token: string; session_id: string; seq: number }): Session | null {
    const session = sessions.get(data.session_id);
    if (data.token !== world.token || world.revoked) {
      socket.close(4004);
      return null;
    }
    if (!session || data.seq > session.sequence) {
      socket.send(JSON.stringify({ op: 9, d: false, s: null, t: null }));
      return null;
    }
    session.socket = socket;
    for (const { s, packet } of session.sent) if (s > data.seq) socket.send(packet);
    send(session, "RESUMED", {});
    world.changed();
    return session;
  }

  function send(session: Session, type: string, data: unknown): void {
    session.sequence += 1;
    const packet = JSON.stringify({ op: 0, t: type, s: session.sequence, d: data });
    session.sent.push({ s: session.sequence, packet });
    session.socket?.send(packet);
  }

  let urlOf = () => "";
  return {
    upgrade,
    get greeting(): Greeting {
      return greeting;
    },
    set greeting(how: Greeting) {
      greeting = how;
    },
    /** The bot learns of its servers this long after it is known. */
    set guildsAfterMs(ms: number) {
      guildsAfterMs = ms;
    },
    setUrl(url: () => string): void {
      urlOf = url;
    },
    /** To every session on the server's line, also to one whose bot is away for the moment: it gets it when it resumes. */
    dispatch(type: string, data: { readonly guild_id?: string; readonly [field: string]: unknown }): number {
      const heard = [...sessions.values()].filter((session) => (data.guild_id ? isOn(session, data.guild_id) : session.shard[0] === 0));
      for (const session of heard) send(session, type, data);
      return heard.length;
    },
    /** Bots that are connected and known at this moment. */
    connections: () => [...sessions.values()].filter(({ socket }) => socket?.readyState === 1).length,
    /** Connections that were ever opened. */
    opened: () => opened,
    heartbeats: () => beats,
    identified,
    /** Something that is no proper packet, as it is. */
    raw(data: string | Buffer): void {
      for (const socket of sockets) socket.send(data);
    },
    close(code: number): void {
      for (const socket of sockets) socket.close(code);
    },
    /** The lines break without a word. */
    cut(): void {
      for (const socket of sockets) socket.terminate();
    },
    reconnect(): void {
      for (const socket of sockets) socket.send(JSON.stringify({ op: 7, d: null, s: null, t: null }));
    },
    invalidSession(resumable: boolean): void {
      if (!resumable) sessions.clear();
      for (const socket of sockets) socket.send(JSON.stringify({ op: 9, d: resumable, s: null, t: null }));
    },
    forget(): void {
      sessions.clear();
    },
  };
}
