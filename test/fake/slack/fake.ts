/**
 * A Slack workspace on this machine: the Web API, Socket Mode and `response_url` over real sockets, with Slack's rules enforced.
 *
 *   const slack = await startSlackFake();                       // or { channels: [{ id: "C1", member: false }], scopes: […] }
 *   slackPlatform({ botToken: slack.botToken, appToken: slack.appToken, apiUrl: slack.apiUrl, … });
 *   const { answers } = await slack.command("karzai");          // what a member types after /news, and what only they see
 *   await slack.press(buttons(answers[0].blocks)[0]);           // a button
 *   slack.messages("C0NEWS");                                   // what was posted
 *   slack.fault("chat.postMessage", { when: "after", do: "drop" });
 *   expect(slack.violations).toEqual([]);                       // rules broken, in words
 *   await slack.stop();
 *
 * For HTTP mode set `slack.requestUrl = "http://127.0.0.1:3001/slack/events"`: members' doings are then sent as signed requests.
 * A bot in another process needs nothing but `apiUrl` and the tokens. To have the fake itself in another process run `main.ts`
 * beside this file: the same is there as JSON under `/_fake/` (see control.ts).
 */
import type { IncomingMessage, ServerResponse } from "node:http";
import { addFault, openServer, takeFault, watching } from "../server.ts";
import { control } from "./control.ts";
import { interactions } from "./interactions.ts";
import { type FakeApp, oauthOf } from "./oauth.ts";
import { blockTrouble, manners } from "./rules.ts";
import { type Greeting, sockets } from "./sockets.ts";
import { type FakeChannel, type FakeMessage, type Fault, newWorkspace, type Workspace } from "./state.ts";
import { webApi } from "./web-api.ts";

export type SlackFakeOptions = {
  readonly botToken?: string;
  readonly appToken?: string;
  readonly signingSecret?: string;
  readonly scopes?: readonly string[];
  readonly channels?: readonly Partial<FakeChannel>[];
  readonly port?: number;
  /** Slack waits 3,000 ms for an acknowledgement. */
  readonly ackMs?: number;
};

/** Another workspace: what its members do and what is posted there. Without a token until the app is installed. */
export type FakeTeam = ReturnType<typeof interactions> & {
  readonly space: Workspace;
  messages(channel?: string): readonly FakeMessage[];
  /** Its administrators take the app out: the token is of no use any more, and the app is told. */
  uninstall(): Promise<unknown>;
};

export type SlackFake = ReturnType<typeof interactions> & {
  /** What is installed in workspaces by OAuth. */
  readonly app: FakeApp;
  addTeam(team: {
    readonly team: string;
    readonly name?: string;
    readonly enterprise?: string;
    readonly channels?: readonly Partial<FakeChannel>[];
  }): FakeTeam;
  readonly apiUrl: string;
  readonly botToken: string;
  readonly appToken: string;
  readonly signingSecret: string;
  /** Where signed requests go; null: Socket Mode. */
  requestUrl: string | null;
  readonly space: Workspace;
  readonly violations: readonly string[];
  messages(channel?: string): readonly FakeMessage[];
  /** How often a method was called. */
  calls(method: string): number;
  fault(method: string, fault: Fault, times?: number): void;
  clearFaults(): void;
  revoke(token: "bot" | "app"): void;
  connections(): number;
  /** Slack asks for a new line, as it does every hour or so. */
  refresh(): void;
  /** The lines break without a word. */
  cut(): void;
  greeting(how: Greeting): void;
  /** Nobody is there for this long: connections break, new ones are refused. */
  outage(ms: number): Promise<void>;
  until(happened: () => boolean, ms?: number): Promise<boolean>;
  stop(): Promise<void>;
};

export async function startSlackFake(options: SlackFakeOptions = {}): Promise<SlackFake> {
  const ackMs = options.ackMs ?? 3000;
  const space = newWorkspace(options);
  const lines = sockets(space, ackMs);
  const { changed, until } = watching();
  space.changed = changed;
  let requestUrl: string | null = null;
  const spaces = new Map([[space.ids.team, space]]);
  const oauth = oauthOf(spaces, space.violations);
  const openSocket = () => `ws://127.0.0.1:${server.port()}/link/?ticket=${lines.newTicket()}&app_id=${space.ids.app}`;
  const apis = new Map([[space, webApi(space, openSocket)]]);

  /** The workspace that a token is of; an organisation's is for all of its workspaces. */
  function spaceOf(token: string, params: Readonly<Record<string, string>>): Workspace {
    const its = [...spaces.values()].filter(
      ({ tokens }) => tokens.bot === token || tokens.revoked.has(token) || tokens.inactive.has(token),
    );
    return (
      its.find(({ ids }) => ids.team === params.team_id) ??
      its.find(({ channels }) => channels.has(params.channel ?? "")) ??
      its[0] ??
      space
    );
  }

  async function handle(request: IncomingMessage, body: string, response: ServerResponse): Promise<void> {
    const path = new URL(request.url ?? "/", "http://fake").pathname;
    if (path === "/oauth/v2/authorize") oauth.page(request, response);
    else if (path.startsWith("/api/")) callMethod(path.slice(5), body, request, response);
    else if (path.startsWith("/respond/")) respond(path.slice(9), body, response);
    else if (path.startsWith("/_fake/")) await control(fake, path.slice(7), request, body, response);
    else response.writeHead(404).end();
  }

  function callMethod(method: string, body: string, request: IncomingMessage, response: ServerResponse): unknown {
    const json = request.headers["content-type"]?.startsWith("application/json");
    const params: Record<string, string> = json
      ? Object.fromEntries(Object.entries(JSON.parse(body)).map(([k, v]) => [k, typeof v === "string" ? v : JSON.stringify(v)]))
      : Object.fromEntries(new URLSearchParams(body));
    space.calls.push({ method, params, at: Date.now() });
    const token = request.headers.authorization?.replace(/^Bearer /, "") ?? params.token ?? "";
    const fault = takeFault(space.faults, method);
    if (fault?.when === "before") return goWrong(fault, response);
    const its = spaceOf(token, params);
    const api = apis.get(its) ?? webApi(its, openSocket);
    const wait = api.tooFast(method, params);
    if (wait !== null) return goWrong({ when: "before", do: { retryAfter: wait } }, response);
    const reply = method === "oauth.v2.access" ? oauth.access(params, request.headers.authorization) : api.call(method, params, token);
    if (fault) return goWrong(fault, response);
    answer(response, 200, reply, its);
  }

  function respond(id: string, body: string, response: ServerResponse): unknown {
    space.calls.push({ method: "response_url", params: {}, at: Date.now() });
    const fault = takeFault(space.faults, "response_url");
    if (fault?.when === "before") return goWrong(fault, response);
    const its = [...spaces.values()].find(({ responseUrls }) => responseUrls.has(id)) ?? space;
    const url = its.responseUrls.get(id);
    if (!url || Date.now() - url.made > 30 * 60_000) return answer(response, 404, { ok: false, error: "expired_url" });
    url.uses += 1;
    if (url.uses > 5) {
      space.violations.push("a response_url was used more than five times");
      return answer(response, 404, { ok: false, error: "used_url" });
    }
    const message = JSON.parse(body);
    const blocks = message.blocks ?? [];
    const trouble = blockTrouble(blocks);
    if (trouble) {
      space.violations.push(`${trouble.error}: ${trouble.why}`);
      return answer(response, 400, { ok: false, error: trouble.error });
    }
    for (const bad of manners(message.text, blocks)) space.violations.push(bad);
    if (!["ephemeral", "in_channel"].includes(message.response_type)) space.violations.push("an answer that does not say who sees it");
    its.answers.push({ by: "response_url", user: url.user, channel: url.channel, text: message.text, blocks, body: message });
    space.changed();
    if (fault) return goWrong(fault, response);
    answer(response, 200, { ok: true });
  }

  function goWrong(fault: Fault, response: ServerResponse): void {
    if (fault.do === "drop") response.socket?.destroy();
    else if (fault.do === "hang") return;
    else if (typeof fault.do === "number") response.writeHead(fault.do, { "content-type": "text/html" }).end("<html>Oops</html>");
    else if ("error" in fault.do) answer(response, 200, { ok: false, error: fault.do.error });
    else {
      const after = fault.do.retryAfter;
      response
        .writeHead(429, after === null ? {} : { "retry-after": String(after) })
        .end(JSON.stringify({ ok: false, error: "ratelimited" }));
    }
  }

  function answer(response: ServerResponse, status: number, body: object, its = space): void {
    response.writeHead(status, { "content-type": "application/json; charset=utf-8", "x-oauth-scopes": its.scopes.join(",") });
    response.end(JSON.stringify(body));
  }

  const server = await openServer({ port: options.port ?? 0, handle, upgrade: lines.upgrade, cut: lines.cut });
  const membersOf = (its: Workspace, changeView: ReturnType<typeof webApi>["changeView"]) =>
    interactions(its, lines, ackMs, { base: () => `http://127.0.0.1:${server.port()}`, requestUrl: () => requestUrl, until, changeView });

  function addTeam(options: Parameters<SlackFake["addTeam"]>[0]): FakeTeam {
    const shared = { calls: space.calls, violations: space.violations, faults: space.faults, changed };
    const its: Workspace = { ...newWorkspace({ ...options, botToken: "none" }), ...shared, signingSecret: space.signingSecret };
    spaces.set(its.ids.team, its);
    const api = webApi(its, openSocket);
    apis.set(its, api);
    const members = membersOf(its, api.changeView);
    return {
      ...members,
      space: its,
      messages: (channel) => its.messages.filter((message) => channel === undefined || message.channel === channel),
      uninstall() {
        its.tokens.inactive.add(its.tokens.bot);
        return members.event({ type: "app_uninstalled" });
      },
    };
  }

  const fake: SlackFake = {
    ...membersOf(space, (id, view) => apis.get(space)?.changeView(id, view) ?? null),
    app: oauth.app,
    addTeam,
    apiUrl: `http://127.0.0.1:${server.port()}/api/`,
    botToken: space.tokens.bot,
    appToken: space.tokens.app,
    signingSecret: space.signingSecret,
    get requestUrl() {
      return requestUrl;
    },
    set requestUrl(url: string | null) {
      requestUrl = url;
    },
    space,
    violations: space.violations,
    messages: (channel) => space.messages.filter((message) => channel === undefined || message.channel === channel),
    calls: (method) => space.calls.filter((call) => call.method === method).length,
    fault: (method, fault, times = 1) => addFault(space.faults, method, fault, times),
    clearFaults: () => space.faults.clear(),
    revoke: (token) => space.tokens.revoked.add(space.tokens[token]),
    connections: lines.count,
    refresh: () => lines.refresh(),
    cut: lines.cut,
    greeting(how) {
      lines.greeting = how;
    },
    outage: (ms) => server.outage(ms),
    until,
    async stop() {
      lines.close();
      await server.close();
    },
  };
  return fake;
}
