/**
 * A Discord on this machine: REST v10 and Gateway v10 over real sockets, with Discord's rules enforced.
 *
 *   const discord = await startDiscordFake();                     // or { channels: [{ id: "104…", lacks: ["Send Messages"] }] }
 *   discordPlatform({ token: discord.token, apiUrl: discord.apiUrl, … });
 *   const [answer] = await discord.command("news", { who: "karzai" });   // what a member types, and what only they see
 *   await discord.press(buttonsOf(answer.components)[0].custom_id);      // a button
 *   await discord.autocomplete("kar");
 *   discord.messages("104…");                                     // what was posted
 *   textsOf(answer.components);                                   // the text of a message, see rules.ts
 *   discord.fault("message.create", { when: "after", do: "drop" });
 *   expect(discord.violations).toEqual([]);                       // rules broken, in words
 *   await discord.stop();
 *
 * Operations that can go wrong: message.create, message.list, callback, answer.edit, answer.follow, commands.get, commands.put,
 * channel.get, gateway.bot, me. The gateway: `gateway.greeting`, `.close(code)`, `.cut()`, `.raw(text)`, `.invalidSession(…)`,
 * `.reconnect()`, and `outage(ms)`. Bodies are checked against Discord's own schema where `../shared` is there (`schemasAreHere`).
 * A bot in another process needs nothing but `apiUrl` and `token`. To have the fake itself in another process run `main.ts` beside
 * this file: the same is there as JSON under `/_fake/` (see control.ts).
 */
import type { IncomingMessage, ServerResponse } from "node:http";
import { addFault, openServer, takeFault, watching } from "../server.ts";
import { control } from "./control.ts";
import { gateway } from "./gateway.ts";
import { interactions } from "./interactions.ts";
import { fail, limited, overAllowance, type Reply, restRoutes } from "./rest.ts";
import { schemaTrouble, warmSchemas } from "./schemas.ts";
import { type FakeMessage, type Fault, newWorld, type World, type WorldOptions } from "./state.ts";

export type DiscordFakeOptions = WorldOptions & { readonly port?: number };

export type DiscordFake = ReturnType<typeof interactions> & {
  readonly apiUrl: string;
  readonly token: string;
  readonly world: World;
  readonly violations: readonly string[];
  readonly gateway: ReturnType<typeof gateway>;
  messages(channel?: string): readonly FakeMessage[];
  /** Registered commands by scope: "global" or a server's id. */
  registered(scope?: string): readonly Record<string, unknown>[];
  /** How often an operation was called. */
  calls(operation: string): number;
  fault(operation: string, fault: Fault, times?: number): void;
  clearFaults(): void;
  /** The token was reset: nobody is let in with it any more. */
  revoke(): void;
  /** Nobody is there for this long: connections break, new ones are refused. */
  outage(ms: number): Promise<void>;
  until(happened: () => boolean, ms?: number): Promise<boolean>;
  stop(): Promise<void>;
};

export async function startDiscordFake(options: DiscordFakeOptions = {}): Promise<DiscordFake> {
  warmSchemas();
  const world = newWorld(options);
  const lines = gateway(world);
  const { changed, until } = watching();
  world.changed = changed;
  const gatewayUrl = () => `ws://127.0.0.1:${server.port()}`;
  lines.setUrl(gatewayUrl);
  const routes = restRoutes(world, gatewayUrl);

  async function handle(request: IncomingMessage, body: string, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? "/", "http://fake");
    if (url.pathname.startsWith("/_fake/")) return control(fake, url.pathname.slice(7), url, body, response);
    if (!url.pathname.startsWith("/api/v10/")) return answer(response, fail(404, 0, "404: Not Found"));
    callApi(request, url, body, response);
  }

  function callApi(request: IncomingMessage, url: URL, text: string, response: ServerResponse): unknown {
    const path = url.pathname.slice(8);
    const method = request.method ?? "GET";
    const route = routes.find((one) => one.method === method && one.path.test(path));
    const body = text === "" ? undefined : parsed(text);
    const operation = route?.operation ?? "unknown";
    world.calls.push({ operation, method, path, body, at: Date.now() });
    if (!route) {
      world.violations.push(`unknown request ${method} ${path}`);
      return answer(response, fail(404, 0, "404: Not Found"));
    }
    const fault = takeFault(world.faults, operation);
    if (fault?.when === "before") return goWrong(fault, response);
    const reply = run();
    if (fault) return goWrong(fault, response);
    return answer(response, reply);

    function run(): Reply {
      if (!route) return fail(404, 0, "404: Not Found");
      if (!route.open && (request.headers.authorization !== `Bot ${world.token}` || world.revoked))
        return fail(401, 0, "401: Unauthorized");
      const wait = route.open ? 0 : overAllowance(world);
      if (wait > 0) {
        world.limited += 1;
        return limited({ "X-RateLimit-Global": "true" }, wait, true);
      }
      if (!/^DiscordBot \(.+\)/.test(request.headers["user-agent"] ?? "")) world.violations.push("a request without a proper User-Agent");
      if (method !== "GET" && method !== "DELETE" && route.template) {
        if (body === null || body === undefined) return fail(400, 50109, "The request body contains invalid JSON.");
        const trouble = schemaTrouble(method, route.template, body);
        if (trouble) {
          world.violations.push(`${operation} breaks the schema: ${trouble}`);
          return fail(400, 50035, `Invalid Form Body: ${trouble}`);
        }
      }
      return route.run({ params: route.path.exec(path)?.slice(1).map(decodeURIComponent) ?? [], query: url.searchParams, body });
    }
  }

  function parsed(text: string): unknown {
    try {
      return JSON.parse(text);
    } catch {
      return null;
    }
  }

  function goWrong(fault: Fault, response: ServerResponse): unknown {
    if (fault.do === "drop") response.socket?.destroy();
    else if (fault.do === "hang") return;
    else if (fault.do === "stall") response.writeHead(200, { "content-type": "application/json" }).write('{"id":');
    else if (typeof fault.do === "number") response.writeHead(fault.do, { "content-type": "text/html" }).end("<html>Oops</html>");
    else if ("code" in fault.do) answer(response, fail(fault.do.status, fault.do.code, "as the test wants it"));
    else answer(response, limited({}, fault.do.retryAfter * 1000));
  }

  function answer(response: ServerResponse, { status, body, headers }: Reply): void {
    // An answer without a body has no JSON content type, or discord.js tries to parse nothing.
    if (body === undefined) response.writeHead(status, headers ?? {}).end();
    else response.writeHead(status, { ...headers, "content-type": "application/json" }).end(JSON.stringify(body));
  }

  const server = await openServer({ port: options.port ?? 0, handle, upgrade: lines.upgrade, cut: lines.cut });
  const fake: DiscordFake = {
    ...interactions(world, lines, { until }),
    apiUrl: `http://127.0.0.1:${server.port()}/api`,
    token: world.token,
    world,
    violations: world.violations,
    gateway: lines,
    messages: (channel) => world.messages.filter((message) => channel === undefined || message.channel_id === channel),
    registered: (scope = "global") => world.commands.get(scope) ?? [],
    calls: (operation) => world.calls.filter((call) => call.operation === operation).length,
    fault: (operation, fault, times = 1) => addFault(world.faults, operation, fault, times),
    clearFaults: () => world.faults.clear(),
    revoke() {
      world.revoked = true;
    },
    outage: (ms) => server.outage(ms),
    until,
    stop: server.close,
  };
  return fake;
}
