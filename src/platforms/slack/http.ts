import type { HTTPReceiver, Logger } from "@slack/bolt";
import { PullquoteError } from "../../errors.ts";

type Bolt = Pick<typeof import("@slack/bolt"), "HTTPReceiver">;

export type HttpOptions = { readonly signingSecret: string; readonly port: number; readonly host?: string; readonly logger: Logger };

export type Http = { readonly receiver: HTTPReceiver; start(): Promise<void>; connected(): boolean; stop(): Promise<void> };

/** Signed requests at `/slack/events`: commands, buttons and events all come there. */
export function openHttp(bolt: Bolt, options: HttpOptions): Http {
  const receiver = new bolt.HTTPReceiver({
    signingSecret: options.signingSecret,
    logger: options.logger,
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
  let listening = false;
  return {
    receiver,
    async start() {
      try {
        await receiver.start({ port: options.port, ...(options.host ? { host: options.host } : {}) });
        listening = true;
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
          `Cannot listen on port ${options.port} for Slack: ${why}. Stop the other program or choose another port with SLACK_PORT.`,
          { cause: error },
        );
      }
    },
    connected: () => listening,
    async stop() {
      if (!listening) return;
      listening = false;
      await receiver.stop();
    },
  };
}
