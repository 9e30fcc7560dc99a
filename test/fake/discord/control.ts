import type { ServerResponse } from "node:http";
import type { DiscordFake } from "./fake.ts";

/**
 * The fake's handle for other processes, JSON in and out:
 * GET messages?channel=… · GET registered?scope=… · GET state (questions, calls, violations, connections) · POST command {name, options, …} ·
 * POST press {customId, …} · POST autocomplete {text} · POST fault {operation, fault, times} · POST clear-faults · POST revoke ·
 * POST greeting {how} · POST close {code} · POST cut · POST raw {text} · POST reconnect · POST invalid-session {resumable} · POST outage {ms}
 */
export async function control(fake: DiscordFake, what: string, url: URL, body: string, response: ServerResponse): Promise<void> {
  const given = body === "" ? {} : JSON.parse(body);
  const { gateway, world } = fake;
  const doings: Record<string, () => unknown> = {
    messages: () => fake.messages(url.searchParams.get("channel") ?? undefined),
    registered: () => fake.registered(url.searchParams.get("scope") ?? undefined),
    state: () => ({
      questions: world.questions,
      calls: world.calls,
      violations: fake.violations,
      connections: gateway.connections(),
      opened: gateway.opened(),
    }),
    command: () => fake.command(given.name ?? "news", given.options, given),
    press: () => fake.press(given.customId, given),
    autocomplete: () => fake.autocomplete(given.text ?? "", given),
    fault: () => fake.fault(given.operation, given.fault, given.times),
    "clear-faults": () => fake.clearFaults(),
    revoke: () => fake.revoke(),
    greeting: () => {
      gateway.greeting = given.how;
    },
    close: () => gateway.close(given.code),
    cut: () => gateway.cut(),
    raw: () => gateway.raw(given.text),
    reconnect: () => gateway.reconnect(),
    "invalid-session": () => gateway.invalidSession(given.resumable === true),
    // The answer would be cut off with everything else.
    outage: () => void setTimeout(() => void fake.outage(given.ms), 20),
  };
  const doing = doings[what];
  if (!doing) {
    response.writeHead(404).end();
    return;
  }
  try {
    const result = (await doing()) ?? {};
    response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(result));
  } catch (error) {
    response.writeHead(409, { "content-type": "application/json" }).end(JSON.stringify({ error: String(error) }));
  }
}
