import type { IncomingMessage, ServerResponse } from "node:http";
import { openServer } from "./server.ts";

/** What the endpoint does with a request: a text as the model's, a status, no answer at all, or something that is no answer. */
export type Behaviour =
  | { readonly says: string | ((user: string, system: string) => string) }
  | { readonly status: number; readonly headers?: Record<string, string> }
  | { readonly hangs: true }
  | { readonly raw: string };

export type FakeLlm = {
  readonly url: string;
  behave(behaviour: Behaviour): void;
  /** Requests that kept to the protocol. */
  readonly asked: { readonly system: string; readonly user: string }[];
  /** What was wrong with the others. */
  readonly wrong: string[];
  close(): Promise<void>;
};

export const KEY = "sk-test-0123456789";
export const MODEL = "small-1";

/** An endpoint of OpenAI's kind on this machine that refuses what the real one refuses. */
export async function fakeLlm(): Promise<FakeLlm> {
  let behaviour: Behaviour = { says: "" };
  const asked: { system: string; user: string }[] = [];
  const wrong: string[] = [];

  function refuse(response: ServerResponse, status: number, message: string): unknown {
    wrong.push(message);
    return send(response, status, JSON.stringify({ error: { message, type: "invalid_request_error" } }));
  }

  function handle(request: IncomingMessage, body: string, response: ServerResponse): unknown {
    if (request.method !== "POST" || request.url !== "/v1/chat/completions") return refuse(response, 404, `no such route: ${request.url}`);
    if (request.headers.authorization !== `Bearer ${KEY}`)
      return refuse(response, 401, `Incorrect API key: ${request.headers.authorization}`);
    if (!/^application\/json/.test(request.headers["content-type"] ?? "")) return refuse(response, 400, "no JSON");
    const given = JSON.parse(body) as { model?: unknown; messages?: { role?: unknown; content?: unknown }[]; max_tokens?: unknown };
    const allowed = new Set(["model", "messages", "temperature", "max_tokens"]);
    const unknown = Object.keys(given).find((name) => !allowed.has(name));
    if (unknown) return refuse(response, 400, `Unrecognized request argument supplied: ${unknown}`);
    if (given.model !== MODEL) return refuse(response, 404, `The model ${given.model} does not exist`);
    const [system, user, ...rest] = given.messages ?? [];
    if (system?.role !== "system" || user?.role !== "user" || rest.length > 0)
      return refuse(response, 400, "messages are not system, user");
    if (typeof system.content !== "string" || typeof user.content !== "string") return refuse(response, 400, "content is no text");
    asked.push({ system: system.content, user: user.content });
    if ("hangs" in behaviour) return null;
    if ("raw" in behaviour) return send(response, 200, behaviour.raw);
    if ("status" in behaviour)
      return send(response, behaviour.status, JSON.stringify({ error: { message: `no, ${KEY}` } }), behaviour.headers);
    const content = typeof behaviour.says === "string" ? behaviour.says : behaviour.says(user.content, system.content);
    const choice = { index: 0, finish_reason: "stop", message: { role: "assistant", content } };
    return send(response, 200, JSON.stringify({ id: "c1", object: "chat.completion", created: 1, model: MODEL, choices: [choice] }));
  }

  function behave(next: Behaviour): void {
    behaviour = next;
  }

  const server = await openServer({ port: 0, handle, upgrade: (_, socket) => socket.destroy(), cut: () => {} });
  return {
    url: `http://127.0.0.1:${server.port()}/v1`,
    behave,
    asked,
    wrong,
    close: () => server.close(),
  };
}

function send(response: ServerResponse, status: number, body: string, headers: Record<string, string> = {}): unknown {
  return response.writeHead(status, { "content-type": "application/json", ...headers }).end(body);
}
