import { randomUUID } from "node:crypto";
import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import { type WebSocket, WebSocketServer } from "ws";
import type { Workspace } from "./state.ts";

/** How Slack's end of Socket Mode behaves: `silent` opens the line and never says hello. */
export type Greeting = "hello" | "silent";

type Settled = { readonly ms: number; readonly payload?: unknown };
type Waiting = {
  outstanding: number;
  settle: (settled: Settled | null) => void;
  readonly acked: ((payload: unknown) => void) | undefined;
  readonly since: number;
};

/** Slack's end of Socket Mode: tickets, hello, envelopes and their acknowledgements. */
export function sockets(space: Workspace, ackMs: number) {
  const server = new WebSocketServer({ noServer: true });
  const open = new Set<WebSocket>();
  const tickets = new Set<string>();
  const waiting = new Map<string, Waiting>();
  let greeting: Greeting = "hello";
  let turn = 0;

  server.on("connection", (socket: WebSocket) => {
    open.add(socket);
    // One for each envelope on its way.
    socket.setMaxListeners(0);
    if (greeting === "hello") {
      socket.send(
        JSON.stringify({
          type: "hello",
          num_connections: open.size,
          debug_info: { host: "applink-fake", build_number: 1, approximate_connection_time: 18060 },
          connection_info: { app_id: space.ids.app },
        }),
      );
    }
    socket.on("message", (data) => take(String(data)));
    socket.on("close", () => {
      open.delete(socket);
      space.changed();
    });
    socket.on("error", () => {});
    space.changed();
  });

  function take(data: string): void {
    let id: unknown;
    let payload: unknown;
    try {
      ({ envelope_id: id, payload } = JSON.parse(data));
    } catch {
      space.violations.push("an acknowledgement that is no JSON");
      return;
    }
    const wait = typeof id === "string" ? waiting.get(id) : undefined;
    if (!wait) {
      space.violations.push(`acknowledged twice or unknown: ${String(id)}`);
      return;
    }
    wait.outstanding -= 1;
    wait.acked?.(payload);
    wait.settle({ ms: Date.now() - wait.since, payload });
    if (wait.outstanding === 0 && typeof id === "string") waiting.delete(id);
  }

  return {
    count: () => open.size,
    set greeting(how: Greeting) {
      greeting = how;
    },
    newTicket(): string {
      const ticket = randomUUID();
      tickets.add(ticket);
      return ticket;
    },
    upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
      const ticket = new URL(request.url ?? "/", "http://fake").searchParams.get("ticket") ?? "";
      if (!tickets.delete(ticket)) {
        socket.end("HTTP/1.1 401 Unauthorized\r\n\r\n");
        return;
      }
      server.handleUpgrade(request, socket, head, (ws) => server.emit("connection", ws, request));
    },
    /** Sends an envelope down one of the lines, `times` times under one id, and tells how long the first acknowledgement took. Null: none in time, or no line. */
    async deliver(
      type: string,
      payload: unknown,
      times = 1,
      acked?: (payload: unknown) => void,
    ): Promise<{ delivered: boolean; ackMs: number | null; response?: unknown }> {
      const lines = [...open];
      const line = lines[turn++ % Math.max(1, lines.length)];
      if (!line) return { delivered: false, ackMs: null };
      const envelope_id = randomUUID();
      const first = new Promise<Settled | null>((resolve) => {
        waiting.set(envelope_id, { outstanding: times, settle: resolve, acked, since: Date.now() });
        setTimeout(() => resolve(null), ackMs).unref();
        line.once("close", () => resolve(null));
      });
      for (let n = 0; n < times; n++) line.send(JSON.stringify({ envelope_id, type, payload, accepts_response_payload: true }));
      const settled = await first;
      if (settled === null && line.readyState === line.OPEN) space.violations.push(`no acknowledgement within ${ackMs} ms`);
      return { delivered: true, ackMs: settled?.ms ?? null, response: settled?.payload };
    },
    /** As Slack does now and then: says that it closes the line, then closes it. */
    refresh(reason = "refresh_requested"): void {
      for (const line of open) line.send(JSON.stringify({ type: "disconnect", reason, debug_info: { host: "applink-fake" } }));
    },
    cut(): void {
      for (const line of open) line.terminate();
    },
    close(): void {
      for (const line of open) line.terminate();
      server.close();
    },
  };
}
