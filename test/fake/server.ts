import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import type { Duplex } from "node:stream";

export type FakeServer = {
  port(): number;
  close(): Promise<void>;
  /** Nobody is there for this long: connections break, new ones are refused. */
  outage(ms: number): Promise<void>;
};

export type FakeServerOptions = {
  /** 0: any that is free. After an outage it is the same again. */
  readonly port: number;
  readonly handle: (request: IncomingMessage, body: string, response: ServerResponse) => unknown;
  readonly upgrade: (request: IncomingMessage, socket: Duplex, head: Buffer) => void;
  /** Breaks the WebSocket connections, which are not the server's any more. */
  readonly cut: () => void;
};

/** An HTTP server on this machine that can go away and come back. */
export async function openServer({ port: wanted, handle, upgrade, cut }: FakeServerOptions): Promise<FakeServer> {
  const streams = new Set<Socket>();
  let port = wanted;
  let server = createServer();

  async function listen(): Promise<void> {
    server = createServer(async (request, response) => handle(request, await bodyOf(request), response));
    server.on("upgrade", upgrade);
    server.on("connection", (stream) => {
      streams.add(stream);
      stream.on("close", () => streams.delete(stream));
    });
    await new Promise<void>((resolve, reject) => server.once("error", reject).listen(port, "127.0.0.1", resolve));
    port = (server.address() as AddressInfo).port;
  }

  function close(): Promise<void> {
    cut();
    const closed = new Promise<void>((resolve) => server.close(() => resolve()));
    for (const stream of streams) stream.destroy();
    return closed;
  }

  await listen();
  return {
    port: () => port,
    close,
    async outage(ms) {
      await close();
      await new Promise((resolve) => setTimeout(resolve, ms));
      await listen();
    },
  };
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString("utf8");
}

/** A port on which nobody listens. */
export async function freePort(): Promise<number> {
  const server = await openServer({ port: 0, handle: () => {}, upgrade: () => {}, cut: () => {} });
  await server.close();
  return server.port();
}

/** Waiting for something to happen: `changed` is called when it may have. */
export function watching() {
  const watchers = new Set<() => void>();
  return {
    changed() {
      for (const look of watchers) look();
    },
    /** False: it did not happen in time. */
    async until(happened: () => boolean, ms = 5000): Promise<boolean> {
      if (happened()) return true;
      return new Promise((resolve) => {
        const done = (result: boolean) => {
          clearInterval(poll);
          clearTimeout(timer);
          watchers.delete(look);
          resolve(result);
        };
        const look = () => happened() && done(true);
        const poll = setInterval(look, 20);
        const timer = setTimeout(() => done(false), ms);
        watchers.add(look);
      });
    },
  };
}

export type Faults<Fault> = Map<string, { fault: Fault; times: number }[]>;

export function addFault<Fault>(faults: Faults<Fault>, call: string, fault: Fault, times: number): void {
  faults.set(call, [...(faults.get(call) ?? []), { fault, times }]);
}

/** What goes wrong with this call; it is one time less then. */
export function takeFault<Fault>(faults: Faults<Fault>, call: string): Fault | null {
  const entry = faults.get(call)?.[0];
  if (!entry) return null;
  entry.times -= 1;
  if (entry.times <= 0) faults.get(call)?.shift();
  return entry.fault;
}
