import { once } from "node:events";
import { request as ask, createServer, type IncomingMessage } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { systemClock } from "../../src/clock.ts";
import { type HttpOptions, httpClient } from "../../src/sources/http.ts";

/** A proxy as companies have them: it looks names up itself, fetches plain http for us, and makes tunnels to https and nothing else. */
const asked: string[] = [];
const PASSWORD = `Basic ${Buffer.from("user:hunter2").toString("base64")}`;
const verdict = (target: string, { headers }: IncomingMessage) => {
  asked.push(target);
  if (headers["proxy-authorization"] !== PASSWORD) return "407 Who are you";
  return target.startsWith("forbidden.example") ? "403 Not from here" : null;
};
const proxy = createServer((request, response) => {
  const url = new URL(request.url ?? "");
  const no = verdict(url.host, request);
  if (no) return response.writeHead(Number(no.slice(0, 3))).end();
  ask({ host: "127.0.0.1", port: port(site), path: url.pathname, headers: { ...request.headers, host: url.host } }, (answer) => {
    response.writeHead(answer.statusCode ?? 502, answer.headers);
    answer.pipe(response);
  }).end();
});
proxy.on("connect", (request: IncomingMessage, socket) => {
  const target = request.url ?? "";
  const no = verdict(target, request) ?? (target.endsWith(":443") ? null : "403 Only to https");
  if (no) return socket.end(`HTTP/1.1 ${no}\r\n\r\n`);
  const upstream = connect(port(site), "127.0.0.1", () => {
    socket.write("HTTP/1.1 200 OK\r\n\r\n");
    upstream.pipe(socket).pipe(upstream);
  });
  upstream.on("error", () => socket.destroy());
  socket.on("error", () => upstream.destroy());
});
const hosts: string[] = [];
const site = createServer((request, response) => {
  hosts.push(request.headers.host ?? "");
  if (request.url === "/away") response.writeHead(302, { location: "http://127.0.0.2:80/" }).end();
  else response.end("hello");
});
const port = (server: typeof site) => (server.address() as AddressInfo).port;
const client = (more: Partial<HttpOptions> = {}) =>
  httpClient({
    clock: systemClock,
    userAgent: "Pullquote/test",
    spacingMs: 0,
    proxy: { http: `http://user:hunter2@127.0.0.1:${port(proxy)}`, https: `http://user:hunter2@127.0.0.1:${port(proxy)}` },
    lookup: async (host) => {
      if (host === "private.example") return ["10.0.0.1"];
      throw Object.assign(new Error("no such name"), { code: "ENOTFOUND" });
    },
    ...more,
  });

beforeAll(async () => {
  for (const server of [proxy, site]) await once(server.listen(0, "127.0.0.1"), "listening");
});
afterAll(() => {
  for (const server of [proxy, site]) {
    server.closeAllConnections();
    server.close();
  }
});
beforeEach(() => {
  asked.length = 0;
  hosts.length = 0;
});

describe("httpClient behind a proxy", () => {
  it("goes through it, also to names that this machine cannot look up", async () => {
    const http = client();
    expect((await http.get("http://feeds.example/a")).body.toString()).toBe("hello");
    expect(asked).toEqual(["feeds.example"]);
    expect(hosts).toEqual(["feeds.example"]);
    await http.close();
  });

  it.each([
    "http://127.0.0.2/",
    "http://[::1]/",
    "http://169.254.169.254/latest/meta-data",
    "http://private.example/",
    "http://feeds.example/away",
  ])("does not ask it for %s", async (address) => {
    const http = client();
    await expect(http.get(address)).rejects.toMatchObject({ code: "source", message: expect.stringMatching(/no address of the public/) });
    expect(asked.filter((target) => !target.startsWith("feeds.example"))).toEqual([]);
    await http.close();
  });

  it("leaves it aside for the hosts of NO_PROXY, whose addresses are checked as ever", async () => {
    const http = client({
      proxy: { http: `http://127.0.0.1:${port(proxy)}`, no: "direct.example" },
      lookup: async () => ["127.0.0.1"],
      privateHosts: ["direct.example"],
    });
    expect((await http.get(`http://direct.example:${port(site)}/`)).body.toString()).toBe("hello");
    await http.close();
    const strict = client({ proxy: { http: `http://127.0.0.1:${port(proxy)}`, no: "direct.example" }, lookup: async () => ["127.0.0.1"] });
    await expect(strict.get("http://direct.example/")).rejects.toMatchObject({
      message: expect.stringMatching(/no address of the public/),
    });
    expect(asked).toEqual([]);
    await strict.close();
  });

  it.each([
    ["https://forbidden.example/", "hunter2"],
    ["http://feeds.example/", "wrong2"],
    ["https://feeds.example/", "wrong2"],
  ])("says that the proxy is what stands in the way of %s, without its password (%s)", async (url, password) => {
    const through = `http://user:${password}@127.0.0.1:${port(proxy)}`;
    const http = client({ proxy: { http: through, https: through } });
    const error = await http.get(url).then(
      () => new Error("it went through"),
      (e: Error) => e,
    );
    expect(error.message).toMatch(/\.example could not be reached through the proxy\. Look at HTTP_PROXY/);
    expect(error.message).not.toContain(password);
    await http.close();
  });
});
