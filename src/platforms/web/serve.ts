import { randomBytes } from "node:crypto";
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { createAdaptorServer } from "@hono/node-server";
import { type Context, Hono } from "hono";
import { PullquoteError } from "../../errors.ts";
import type { Archive, Clock, Desk, Directory, HttpRoute, Log } from "../../ports.ts";
import type { ReadGiven } from "./analysis.ts";
import { archiveRoutes, type Exported } from "./archive.ts";
import { type AssetName, addressOf, readAssets } from "./assets.ts";
import { chatRoutes } from "./chat.ts";
import { door, fromOurPage, headers, knownHost, pathOf } from "./guard.ts";
import { layout, type Page } from "./layout.ts";
import { document, type Html, html, NOTHING } from "./markup.ts";
import { readRoutes } from "./read.ts";
import type { Payloads } from "./skins.ts";
import { type State, statePage } from "./state-page.ts";

export type WebOptions = {
  readonly host: string;
  /** 0: any that is free. */
  readonly port: number;
  /** Asked of everybody who comes. Null: served on loopback only, to whoever sits at this computer. */
  readonly token: string | null;
  readonly desk: Desk;
  readonly payloads: Payloads;
  readonly archive: Archive;
  readonly directory: Directory;
  readonly exported: Exported;
  readonly state: () => Promise<State>;
  readonly readGiven: ReadGiven;
  /** Addresses of others: health, metrics. */
  readonly routes: readonly HttpRoute[];
  readonly clock: Clock;
  readonly log: Log;
};

export interface WebPage {
  /** "http://127.0.0.1:3000" */
  readonly address: string;
  stop(): Promise<void>;
}

/** Sends a page in the frame of all pages. */
export type Show = (c: Context, page: Page & { readonly sheets?: readonly AssetName[] }, status?: Status) => Promise<Response>;
export type Status = 200 | 400 | 401 | 403 | 404 | 413 | 422 | 429 | 500;

/** Serves the page. Throws `port` where the address is taken or not ours. */
export async function serveWeb(options: WebOptions): Promise<WebPage> {
  const app = webApp(options);
  const server = createAdaptorServer({ fetch: app.fetch, overrideGlobalObjects: false, hostname: options.host });
  server.listen(options.port, options.host);
  try {
    await once(server, "listening");
  } catch (cause) {
    const code = (cause as NodeJS.ErrnoException).code;
    const why = code === "EADDRINUSE" ? "is taken by another program" : `cannot be listened on (${code})`;
    throw new PullquoteError(
      "port",
      `The page is not served: port ${options.port} of ${options.host} ${why}. Set WEB_PORT to a free one, or to 0 to do without the page.`,
      { cause },
    );
  }
  const { port } = server.address() as AddressInfo;
  const shown = options.host.includes(":") ? `[${options.host}]` : options.host;
  return {
    address: `http://${shown}:${port}`,
    async stop() {
      const closed = once(server, "close");
      server.close();
      if ("closeAllConnections" in server) server.closeAllConnections();
      await closed;
    },
  };
}

/** The page as one function from request to answer. */
export function webApp({ token, routes, clock, log, ...parts }: WebOptions): Hono {
  const assets = readAssets();
  const gate = token === null ? null : door(token, clock);
  const app = new Hono();

  const show: Show = async (c, { sheets = [], ...page }, status = 200) => {
    const sheet = sheets.map((name) => html`<link rel="stylesheet" href="${addressOf(assets, name)}">`);
    c.header("cache-control", "no-store");
    return c.html(await document(layout(assets, { ...page, head: html`${sheet}${page.head ?? NOTHING}` })), status);
  };
  const say = (c: Context, title: string, text: Html, status: Status) =>
    show(c, { title, place: null, body: html`<h1>${title}</h1><p>${text}</p>` }, status);

  app.onError((error, c) => {
    const id = randomBytes(3).toString("hex");
    log.error("page not made", { error: id, path: c.req.path, why: error.stack ?? String(error) });
    return say(c, "Something went wrong here", html`Try again in a minute. If it stays, the log says more: error ${id}.`, 500);
  });
  app.notFound((c) => say(c, "Nothing here", html`There is no page at this address. <a href="/">Begin at the beginning.</a>`, 404));
  app.use(headers);

  for (const route of routes.filter(({ open }) => open)) mount(app, route, (c) => gate === null || gate.knows(c));
  app.use(async (c, next) => {
    if (gate === null && !knownHost(c.req.header("host")))
      return c.text("This page answers to 127.0.0.1 and localhost only. To reach it by another name set WEB_TOKEN.\n", 403);
    if (!["GET", "HEAD"].includes(c.req.method) && !fromOurPage(c))
      return c.text("This was sent from a page of another site, and nothing was done. Open the page itself and try again.\n", 403);
    await next();
  });
  app.get("/assets/:name", (c) => {
    const asset = assets.get(c.req.param("name"));
    if (!asset) return c.notFound();
    return c.body(asset.body, 200, { "content-type": asset.type, "cache-control": "public, max-age=31536000, immutable" });
  });

  if (gate) {
    const form = (next: string, wrong: boolean): Html => html`<h1>Who goes there?</h1>
<form method="post" action="/enter" class="enter">${wrong ? html`<p class="problem" role="alert">That is not the token.</p>` : NOTHING}
<p><label for="token">The token (WEB_TOKEN of this bot)</label><br><input id="token" name="token" type="password" required autocomplete="current-password"></p>
<input type="hidden" name="next" value="${next}"><button>Enter</button></form>`;
    app.use(async (c, next) => {
      const wait = gate.wait(c);
      if (wait > 0) {
        c.header("retry-after", String(wait));
        return c.text(`Too many wrong tokens from your address. Wait ${wait} seconds.\n`, 429);
      }
      if (c.req.path === "/enter" || gate.knows(c)) return next();
      c.header("www-authenticate", 'Basic realm="Pullquote", charset="UTF-8"');
      const asked = new URL(c.req.url);
      return show(c, { title: "Enter", place: null, body: form(pathOf(asked.pathname + asked.search), false) }, 401);
    });
    app.get("/enter", (c) => show(c, { title: "Enter", place: null, body: form("/", false) }));
    app.post("/enter", async (c) => {
      const { token: typed, next } = await c.req.parseBody();
      const to = pathOf(typeof next === "string" ? next : undefined);
      if (typeof typed === "string" && gate.enter(c, typed)) return c.redirect(to, 303);
      return show(c, { title: "Enter", place: null, body: form(to, true) }, 403);
    });
  }

  for (const route of routes.filter(({ open }) => !open)) mount(app, route, () => true);
  chatRoutes(app, { ...parts, clock, show });
  readRoutes(app, { ...parts, show });
  archiveRoutes(app, { ...parts, clock, show });
  app.get("/state", async (c) => show(c, { title: "State", place: "state", body: statePage(await parts.state()) }));
  return app;
}

function mount(app: Hono, { path, answer }: HttpRoute, whole: (c: Context) => boolean): void {
  app.get(path, async (c) => {
    const { status, type, body } = await answer();
    const told = whole(c) ? { body, type } : { body: `${status}\n`, type: "text/plain" };
    return new Response(told.body, { status, headers: { "content-type": told.type, "cache-control": "no-store" } });
  });
}
