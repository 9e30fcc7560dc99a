import type { IncomingMessage, ServerResponse } from "node:http";
import type { SlackFake } from "./fake.ts";

/**
 * The fake's handle for other processes, JSON in and out:
 * GET messages?channel=C0 · GET state (answers, calls, violations, connections) · POST command {text, …} · POST press {button, …} ·
 * POST fault {method, fault, times} · POST clear-faults · POST revoke {token} · POST request-url {url} · POST refresh · POST cut · POST outage {ms}
 */
export async function control(
  fake: SlackFake,
  what: string,
  request: IncomingMessage,
  body: string,
  response: ServerResponse,
): Promise<void> {
  const given = body === "" ? {} : JSON.parse(body);
  const channel = new URL(request.url ?? "/", "http://fake").searchParams.get("channel") ?? undefined;
  const doings: Record<string, () => unknown> = {
    messages: () => fake.messages(channel),
    state: () => ({
      answers: fake.space.answers,
      calls: fake.space.calls,
      violations: fake.violations,
      connections: fake.connections(),
    }),
    command: () => fake.command(given.text ?? "", given),
    press: () => fake.press(given.button, given),
    fault: () => fake.fault(given.method, given.fault, given.times),
    "clear-faults": () => fake.clearFaults(),
    revoke: () => fake.revoke(given.token),
    "request-url": () => {
      fake.requestUrl = given.url;
    },
    refresh: () => fake.refresh(),
    cut: () => fake.cut(),
    // The answer would be cut off with everything else.
    outage: () => void setTimeout(() => void fake.outage(given.ms), 20),
  };
  const doing = doings[what];
  if (!doing) {
    response.writeHead(404).end();
    return;
  }
  const result = (await doing()) ?? {};
  response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(result));
}
