import { createServer } from "node:http";
import type { HTTPReceiver, Logger } from "@slack/bolt";
import { PullquoteError } from "../../errors.ts";
import { INSTALL, type OAuth, REDIRECT } from "./oauth.ts";

type Bolt = Pick<typeof import("@slack/bolt"), "HTTPReceiver">;

export type HttpOptions = {
  readonly signingSecret: string;
  readonly port: number;
  readonly host?: string;
  readonly logger: Logger;
  readonly oauth?: OAuth;
};

type Listening = { start(): Promise<void>; connected(): boolean; stop(): Promise<void> };
export type Http = Listening & { readonly receiver: HTTPReceiver };

/** Signed requests at `/slack/events`: commands, buttons and events all come there. */
export function openHttp(bolt: Bolt, options: HttpOptions): Http {
  const receiver = new bolt.HTTPReceiver({
    signingSecret: options.signingSecret,
    logger: options.logger,
    customRoutes: [INSTALL, REDIRECT].flatMap((path) => {
      const page = options.oauth?.route(path);
      return page ? [{ path, method: ["GET"], handler: (request, response) => void page(request, response) }] : [];
    }),
    // What comes to another address is not Slack, and the library would throw.
    dispatchErrorHandler: ({ response }) => {
      response.writeHead(404).end();
    },
    processEventErrorHandler: async ({ response }) => {
      // Slack shows a bare failure to the member for anything but 200; what went wrong is told by an answer of its own.
      if (!response.headersSent) response.writeHead(200).end();
      return true;
    },
  });
  const { port, host } = options;
  return {
    receiver,
    ...listening(
      port,
      async () => void (await receiver.start({ port, ...(host ? { host } : {}) })),
      async () => void (await receiver.stop()),
    ),
  };
}

/** The pages of an installation alone, where everything else comes by Socket Mode. */
export function openInstallPages(oauth: OAuth, { port, host }: { readonly port: number; readonly host?: string }): Listening {
  const server = createServer((request, response) => {
    const page = request.method === "GET" ? oauth.route(pathOf(request.url)) : null;
    if (page) void page(request, response);
    else response.writeHead(404).end();
  });
  return listening(
    port,
    () => new Promise((resolve, reject) => server.once("error", reject).listen(port, host, () => resolve())),
    () => new Promise((resolve) => server.close(() => resolve())),
  );
}

function pathOf(url = "/"): string {
  return url.split("?", 1)[0] ?? "/";
}

function listening(port: number, begin: () => Promise<void>, end: () => Promise<void>): Listening {
  let up = false;
  return {
    async start() {
      try {
        await begin();
        up = true;
      } catch (error) {
        const code = (error as { code?: unknown }).code;
        const why =
          code === "EADDRINUSE"
            ? "another program listens there"
            : code === "EACCES"
              ? "this user may not"
              : `the system says ${String(code)}`;
        throw new PullquoteError(
          "port",
          `Cannot listen on port ${port} for Slack: ${why}. Stop the other program or choose another port with SLACK_PORT.`,
          { cause: error },
        );
      }
    },
    connected: () => up,
    async stop() {
      if (!up) return;
      up = false;
      await end();
    },
  };
}
