import { createServer, request } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { serveWeb, type WebPage } from "../../../src/platforms/web/serve.ts";
import { deskOf } from "../../fake/desk.ts";
import { fakeClock, keptLog } from "../../fake/time.ts";
import { options } from "./setting.ts";

/** The page over real sockets. */
let page: WebPage | null = null;
afterEach(async () => {
  await page?.stop();
  page = null;
});

type Answer = { readonly status: number; readonly headers: Record<string, string | string[] | undefined>; readonly body: string };

async function serve(more: Parameters<typeof options>[0] = {}) {
  page = await serveWeb(await options(more));
  const { port } = new URL(page.address);
  /** `fetch` would not send a Host or an Origin of our choice. */
  return (path: string, asked: { method?: string; headers?: Record<string, string>; body?: string } = {}) =>
    new Promise<Answer>((resolve, reject) => {
      const sent = request({ host: "127.0.0.1", port, path, method: asked.method ?? "GET", headers: asked.headers ?? {} }, (answer) => {
        let body = "";
        answer.setEncoding("utf8").on("data", (text: string) => (body += text));
        answer.on("end", () => resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body }));
      });
      sent.on("error", reject).end(asked.body);
    });
}

const TOKEN = "a-token-of-some-length";
const FORM = { "content-type": "application/x-www-form-urlencoded" };

describe("the page", () => {
  it("shows the digest in both skins, takes a command, and answers through the desk", async () => {
    const desk = deskOf();
    const ask = await serve({ desk });
    const { status, body } = await ask("/?typed=%2Fnews+okafor&as=discord&look=dark");
    expect(status).toBe(200);
    expect(body).toContain("Nobody asked the fishermen.");
    expect(body).toMatch(/id="as-discord" value="discord" checked/);
    expect(body).toMatch(/id="look-dark" value="dark" checked/);
    expect(desk.asked.map(({ question, asker }) => [question.kind, asker.platform])).toEqual([
      ["latest", "web"],
      ["search", "web"],
    ]);
    expect(Buffer.byteLength(body)).toBeLessThan(100_000);
  });

  it("names what is no command and what is no button of ours", async () => {
    const ask = await serve();
    expect((await ask("/message?typed=hello")).body).toContain("“hello” is neither");
    expect((await ask("/message?typed=%2Fnews+follow+okafor")).body).toContain("Following is for Slack and Discord");
    expect((await ask("/message?typed=%2Fdigest+status")).body).toContain("/digest is for Slack and Discord");
    expect((await ask("/message?press=x%7Cy")).body).toContain("This button is out of date");
    expect((await ask("/message?press=")).body).toContain("This button is out of date");
    expect((await ask("/message?typed=")).body).toBe("");
  });

  it("completes names, and gives the JSON of a card", async () => {
    const ask = await serve();
    expect(JSON.parse((await ask("/complete?words=in")).body)).toEqual(["Ines Okafor"]);
    expect((await ask("/payload?as=slack&q=l")).body).toContain("&quot;type&quot;: &quot;rich_text&quot;");
    expect((await ask("/payload?as=discord&q=l")).body).toContain("&quot;accent_color&quot;");
  });

  it("loads nothing from elsewhere, holds no script and no style of its own, and forbids both", async () => {
    const ask = await serve();
    const { body, headers } = await ask("/");
    expect(headers["content-security-policy"]).toBe(
      "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    );
    expect(headers).toMatchObject({ "x-content-type-options": "nosniff", "x-frame-options": "DENY", "cache-control": "no-store" });
    expect(body).not.toMatch(/\sstyle=|\son\w+=|<style|<script(?![^>]* src="\/assets)/);
    for (const [, address] of body.matchAll(/(?:src|href)="([^"#]+)"/g))
      expect(address).toMatch(/^\/(?!\/)|^https:\/\/lighthouse\.example/);
    for (const [, address = ""] of body.matchAll(/(?:src|href)="(\/assets[^"]+)"/g)) {
      const asset = await ask(address.replaceAll("&amp;", "&"));
      expect([asset.status, asset.headers["cache-control"]]).toEqual([200, "public, max-age=31536000, immutable"]);
    }
    expect((await ask("/assets/..%2Fserve.ts")).status).toBe(404);
  });

  it("is not to be had under another name, which a hostile page could make lead here", async () => {
    const ask = await serve();
    for (const host of ["evil.example", "evil.example:3000", "127.0.0.1.evil.example", "localhost.evil.example:80"])
      expect((await ask("/", { headers: { host } })).status, host).toBe(403);
    for (const host of ["localhost:3000", "127.0.0.1", "[::1]:3000"]) expect((await ask("/", { headers: { host } })).status).toBe(200);
  });

  it("does nothing that a page of another site asks for", async () => {
    const ask = await serve();
    const post = (headers: Record<string, string>) => ask("/enter", { method: "POST", headers: { host: "localhost:1", ...headers } });
    for (const headers of [
      { origin: "https://evil.example" },
      { origin: "null" },
      { origin: "null", "sec-fetch-site": "cross-site" },
      { "sec-fetch-site": "cross-site" },
      { origin: "http://localhost:2" },
    ] as Record<string, string>[])
      expect((await post(headers)).status, JSON.stringify(headers)).toBe(403);
    // Without a token there is nothing to enter; what matters is that the request came through.
    for (const headers of [{}, { origin: "http://localhost:1" }, { "sec-fetch-site": "same-origin" }] as Record<string, string>[])
      expect((await post(headers)).status).toBe(404);
  });

  it("says that a page is not there, and names an error by an id that the log has too", async () => {
    const log = keptLog();
    const desk = { answer: () => Promise.reject(new Error("secret-path")), complete: async () => [], form: async () => null };
    const ask = await serve({ log, desk });
    expect((await ask("/nowhere")).status).toBe(404);
    const { status, body } = await ask("/");
    expect(status).toBe(500);
    expect(body).not.toContain("secret-path");
    expect(body).toContain(`error ${log.lines[0]?.fields.error}`);
  });

  it("ends at once, though a browser keeps its connection", async () => {
    const ask = await serve();
    await ask("/", { headers: { connection: "keep-alive" } });
    const before = Date.now();
    await page?.stop();
    page = null;
    expect(Date.now() - before).toBeLessThan(1_000);
  });

  it("says in one sentence that its port is taken", async () => {
    const other = createServer().listen(0, "127.0.0.1");
    await new Promise((resolve) => other.once("listening", resolve));
    const { port } = other.address() as AddressInfo;
    await expect(serveWeb(await options({ port }))).rejects.toThrow(
      `The page is not served: port ${port} of 127.0.0.1 is taken by another program. Set WEB_PORT to a free one, or to 0 to do without the page.`,
    );
    other.close();
  });
});

describe("with a token", () => {
  it("lets nobody in without it, by whatever name they come", async () => {
    const ask = await serve({ token: TOKEN });
    for (const path of ["/", "/message?typed=x", "/payload", "/complete?words=a", "/nowhere"]) {
      const { status, body } = await ask(path, { headers: { host: "news.example" } });
      expect([path, status]).toEqual([path, 401]);
      expect(body).not.toContain("fishermen");
    }
  });

  it("is entered by the form, and the cookie is not the token", async () => {
    const ask = await serve({ token: TOKEN });
    const enter = (token: string, next = "/state") =>
      ask("/enter", { method: "POST", headers: FORM, body: new URLSearchParams({ token, next }).toString() });
    expect((await enter("wrong")).status).toBe(403);
    const { status, headers } = await enter(TOKEN);
    expect([status, headers.location]).toEqual([303, "/state"]);
    const cookie = String(headers["set-cookie"]);
    expect(cookie).toMatch(/HttpOnly/);
    expect(cookie).toMatch(/SameSite=Lax/);
    expect(cookie).not.toContain(TOKEN);
    expect((await ask("/", { headers: { cookie: cookie.split(";")[0] ?? "" } })).status).toBe(200);
    for (const next of ["https://evil.example/", "//evil.example", "/\\evil.example"])
      expect((await enter(TOKEN, next)).headers.location).toBe("/");
  });

  it("takes it from feed readers and tools, as a bearer or a password", async () => {
    const ask = await serve({ token: TOKEN });
    const basic = Buffer.from(`anybody:${TOKEN}`).toString("base64");
    for (const authorization of [`Bearer ${TOKEN}`, `Basic ${basic}`])
      expect((await ask("/", { headers: { authorization } })).status).toBe(200);
    for (const authorization of ["Bearer x", "Basic ???", `Bearer ${TOKEN}x`])
      expect((await ask("/", { headers: { authorization } })).status).toBe(401);
  });

  it("makes one who guesses wait, after ten wrong ones a minute, and lets them try again then", async () => {
    const clock = fakeClock("2026-11-03T08:00:00Z");
    const ask = await serve({ token: TOKEN, clock });
    const right = { authorization: `Bearer ${TOKEN}` };
    for (let n = 0; n < 10; n++) expect((await ask("/", { headers: { authorization: `Bearer ${n}` } })).status).toBe(401);
    const { status, headers } = await ask("/", { headers: right });
    expect([status, headers["retry-after"]]).toEqual([429, "60"]);
    clock.advance(60_000);
    expect((await ask("/", { headers: right })).status).toBe(200);
  });

  it("tells probes the status and no more, and nothing at all of what is not open", async () => {
    const answer = async () => ({ status: 503, type: "text/plain", body: "not yet" });
    const ask = await serve({
      token: TOKEN,
      routes: [
        { path: "/readyz", open: true, answer },
        { path: "/metrics", open: false, answer },
      ],
    });
    expect(await ask("/readyz", { headers: { host: "10.0.0.7" } })).toMatchObject({ status: 503, body: "503\n" });
    expect(await ask("/readyz", { headers: { authorization: `Bearer ${TOKEN}` } })).toMatchObject({ status: 503, body: "not yet" });
    expect((await ask("/metrics")).status).toBe(401);
    expect((await ask("/metrics", { headers: { authorization: `Bearer ${TOKEN}` } })).status).toBe(503);
  });
});
