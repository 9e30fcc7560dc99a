import { once } from "node:events";
import { createServer, type IncomingMessage, type RequestListener, type Server } from "node:http";
import { type AddressInfo, createServer as createSocketServer, type Socket, type Server as SocketServer } from "node:net";
import { brotliCompressSync, constants, deflateRawSync, deflateSync, gzipSync } from "node:zlib";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Clock } from "../../src/ports.ts";
import { type Http, type HttpOptions, httpClient, retryAfter } from "../../src/sources/http.ts";

/** Time that passes only when somebody sleeps. */
function fakeClock(): Clock & { slept: number[] } {
  let now = Date.parse("2026-11-24T12:00:00Z");
  const slept: number[] = [];
  return {
    slept,
    now: () => new Date(now),
    sleep: async (ms) => {
      slept.push(ms);
      now += ms;
    },
  };
}

type Place = { readonly server: Server; readonly port: number; readonly seen: IncomingMessage[] };

async function serve(host: string, answer: RequestListener): Promise<Place> {
  const seen: IncomingMessage[] = [];
  const server = createServer((request, response) => {
    seen.push(request);
    answer(request, response);
  });
  server.listen(0, host);
  await once(server, "listening");
  return { server, port: (server.address() as AddressInfo).port, seen };
}

const SECRET = "the secret of the house";
let secret: Place;
beforeAll(async () => {
  secret = await serve("127.0.0.2", (_, response) => response.end(SECRET));
});
afterAll(() => secret.server.close());

let site: Place;
let answer: RequestListener;
let http: Http;
let clock: ReturnType<typeof fakeClock>;
const client = (more: Partial<HttpOptions> = {}) =>
  httpClient({
    clock,
    userAgent: "Pullquote/test (+https://example.org)",
    privateHosts: ["feeds.example"],
    // What a name server says: the site, an attacker's names, and nothing else.
    lookup: async (host) => {
      const names: Record<string, string[]> = {
        "feeds.example": ["127.0.0.1"],
        "evil.example": ["127.0.0.2"],
        "mixed.example": ["93.184.216.34", "127.0.0.2"],
      };
      const found = names[host];
      if (!found) throw Object.assign(new Error("no such name"), { code: "ENOTFOUND" });
      return found;
    },
    ports: [80, 443, secret.port],
    connectMs: 500,
    idleMs: 400,
    totalMs: 900,
    limit: 100_000,
    ...more,
  });
const at = (path: string) => `http://feeds.example:${site.port}${path}`;

beforeEach(async () => {
  clock = fakeClock();
  secret.seen.length = 0;
  answer = (_, response) => response.end("hello");
  site = await serve("127.0.0.1", (request, response) => answer(request, response));
  http = client();
});
afterEach(async () => {
  await http.close();
  site.server.closeAllConnections();
  site.server.close();
});

const refusal = (message: RegExp) => ({ code: "source", message: expect.stringMatching(message) });

describe("httpClient", () => {
  it("says who it is and sends back what the server said last time, byte for byte", async () => {
    answer = (_, response) => response.writeHead(304, { etag: 'W/"a b"' }).end();
    const got = await http.get(at("/feed?key=1"), {
      etag: 'W/"a b"',
      lastModified: "Tue, 3 Nov 2026 8:00:00 gmt",
      accept: "application/rss+xml",
    });
    expect(got).toMatchObject({ status: 304, url: at("/feed?key=1"), redirects: [] });
    expect(got.headers.get("etag")).toBe('W/"a b"');
    expect(site.seen[0]?.headers).toMatchObject({
      "user-agent": "Pullquote/test (+https://example.org)",
      "if-none-match": 'W/"a b"',
      "if-modified-since": "Tue, 3 Nov 2026 8:00:00 gmt",
      accept: "application/rss+xml",
    });
  });

  it.each([
    ["gzip", gzipSync],
    ["br", brotliCompressSync],
    ["deflate", deflateSync],
    ["deflate without its header", deflateRawSync],
  ])("unpacks %s", async (name, pack) => {
    answer = (_, response) => response.writeHead(200, { "content-encoding": name.split(" ")[0] }).end(pack(Buffer.from("hello world")));
    expect((await http.get(at("/"))).body.toString()).toBe("hello world");
  });

  it("gives what came before a packed body broke off", async () => {
    const text = Array.from({ length: 500 }, (_, i) => `item ${i}`).join("\n");
    answer = (_, response) => response.writeHead(200, { "content-encoding": "gzip" }).end(gzipSync(text).subarray(0, 700));
    expect((await http.get(at("/"))).body.toString()).toMatch(/^item 0\nitem 1\n/);
  });

  it("reads one page of a host at a time, two seconds apart, and others meanwhile", async () => {
    let open = 0;
    answer = (_, response) => {
      expect(++open).toBe(1);
      setTimeout(() => {
        open--;
        response.end("x");
      }, 20);
    };
    await Promise.all([http.get(at("/1")), http.get(at("/2")), http.get(at("/3"))]);
    expect(clock.slept).toEqual([2_000, 2_000]);
  });

  it("goes on with the next after a failure, and stops waiting when told to", async () => {
    await expect(http.get("http://nobody.example/")).rejects.toMatchObject(refusal(/^nobody\.example has no address/));
    await expect(http.get(at("/"), { signal: AbortSignal.abort(new Error("enough")) })).rejects.toThrow("enough");
    expect((await http.get(at("/"))).status).toBe(200);
  });

  it("follows redirects by hand and tells of them", async () => {
    answer = ({ url }, response) =>
      url === "/end"
        ? response.end("here")
        : response.writeHead(url === "/a" ? 301 : 302, { location: url === "/a" ? "/b" : at("/end") }).end();
    expect(await http.get(at("/a#part"))).toMatchObject({
      url: at("/end"),
      status: 200,
      redirects: [
        { status: 301, to: at("/b") },
        { status: 302, to: at("/end") },
      ],
    });
  });

  it("ends a circle of redirects", async () => {
    answer = (_, response) => response.writeHead(302, { location: "/again" }).end();
    await expect(http.get(at("/"))).rejects.toMatchObject(refusal(/redirects more than 5 times/));
    expect(site.seen).toHaveLength(6);
  });

  it("tells another server nothing of what this one said", async () => {
    const other = await serve("127.0.0.1", (_, response) => response.end("other"));
    http = client({ privateHosts: ["feeds.example", "127.0.0.1"] });
    answer = (_, response) => response.writeHead(301, { location: `http://127.0.0.1:${other.port}/` }).end();
    expect((await http.get(at("/"), { etag: '"mine"', lastModified: "x" })).body.toString()).toBe("other");
    expect(other.seen[0]?.headers).not.toHaveProperty("if-none-match");
    expect(other.seen[0]?.headers).not.toHaveProperty("if-modified-since");
    other.server.close();
  });
});

describe("httpClient never reaches the private net", () => {
  it.each([
    ["an address", "127.0.0.2"],
    ["as one number", "2130706434"],
    ["in octal", "0177.0.0.2"],
    ["in hexadecimal", "0x7f000002"],
    ["with parts left out", "127.2"],
    ["mapped to IPv6", "[::ffff:127.0.0.2]"],
    ["mapped, in hexadecimal", "[::ffff:7f00:2]"],
    ["through NAT64", "[64:ff9b::7f00:2]"],
    ["in full-width digits", "１２７.0.0.2"],
    ["with a dot behind", "127.0.0.2."],
    ["a name that leads there", "evil.example"],
    ["a name of two addresses, one of them there", "mixed.example"],
  ])("%s: %s", async (_, host) => {
    await expect(http.get(`http://${host}:${secret.port}/`)).rejects.toMatchObject(refusal(/leads to .*no address of the public internet/));
    const location = `http://${host.replace(/[^ -~]+/g, encodeURIComponent)}:${secret.port}/`;
    answer = (_, response) => response.writeHead(302, { location }).end();
    await expect(http.get(at("/"))).rejects.toMatchObject(refusal(/leads to .*no address of the public internet/));
    expect(secret.seen).toEqual([]);
  });

  it("whatever a name server answers the second time: it is asked once, and the address that was checked is the one that is used", async () => {
    let asked = 0;
    http = client({ privateHosts: ["rebind.example"], lookup: async () => (asked++ === 0 ? ["127.0.0.1"] : ["127.0.0.2"]) });
    expect((await http.get(`http://rebind.example:${site.port}/`)).body.toString()).toBe("hello");
    expect(asked).toBe(1);
  });

  it("reaches it where the operator allows the host: the check is what stopped it", async () => {
    http = client({ privateHosts: ["evil.example"] });
    expect((await http.get(`http://evil.example:${secret.port}/`)).body.toString()).toBe(SECRET);
  });

  it.each([
    ["file:///etc/passwd", /^file: is not read/],
    ["ftp://feeds.example/", /^ftp: is not read/],
    ["gopher://127.0.0.2/", /is not read/],
    ["http://user:hunter2@feeds.example/", /holds a user or a password/],
    ["http://evil.example:22/", /on port 22, which is none of the web's/],
    ["no address", /is no web address/],
  ])("refuses %s, asked for or redirected to", async (address, message) => {
    const error = await http.get(address).catch((e: Error) => e);
    expect(error).toMatchObject(refusal(message));
    expect((error as Error).message).not.toContain("hunter2");
    if (!URL.canParse(address)) return;
    answer = (_, response) => response.writeHead(301, { location: address }).end();
    await expect(http.get(at("/"))).rejects.toMatchObject(refusal(message));
  });
});

describe("httpClient ends what does not end", () => {
  const sockets: SocketServer[] = [];
  afterEach(() => {
    for (const server of sockets.splice(0)) server.close();
  });
  /** A server below HTTP. */
  async function raw(talk: (socket: Socket) => void): Promise<string> {
    const open = new Set<Socket>();
    const server = createSocketServer((socket) => {
      open.add(socket);
      socket.on("error", () => {});
      socket.once("data", () => talk(socket));
    });
    server.on("close", () => {
      for (const socket of open) socket.destroy();
    });
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    sockets.push(server);
    return `http://feeds.example:${(server.address() as AddressInfo).port}/`;
  }
  const OK = "HTTP/1.1 200 OK\r\nconnection: close\r\n";

  it.each([
    ["gzip", gzipSync],
    ["br", (bytes: Buffer) => brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 1 } })],
  ])("a %s bomb of 200 MB, without holding it", async (name, pack) => {
    const bomb = pack(Buffer.alloc(200_000_000));
    http = client({ limit: 5_000_000, totalMs: 10_000 });
    answer = (_, response) => response.writeHead(200, { "content-encoding": name }).end(bomb);
    const start = performance.now();
    await expect(http.get(at("/"))).rejects.toMatchObject(refusal(/sent more than 5 MB/));
    expect(performance.now() - start).toBeLessThan(1_500);
  });

  it.each(["gzip, gzip", "br, gzip", "compress", "zstd"])("refuses what is packed as %s", async (encoding) => {
    answer = (_, response) => response.writeHead(200, { "content-encoding": encoding }).end(gzipSync(gzipSync("x")));
    await expect(http.get(at("/"))).rejects.toMatchObject(refusal(/packed its answer in a way nobody asked for/));
  });

  it("an endless body", async () => {
    answer = (_, response) => {
      const more = () => {
        while (!response.destroyed && response.write(Buffer.alloc(16_384))) {}
      };
      response.on("drain", more);
      more();
    };
    await expect(http.get(at("/"))).rejects.toMatchObject(refusal(/sent more than 0\.1 MB/));
  });

  it("an announced length over the limit, before reading it", async () => {
    const url = await raw((socket) => socket.write(`${OK}content-length: 9000000000\r\n\r\nx`));
    await expect(http.get(url)).rejects.toMatchObject(refusal(/announces 9000 MB/));
  });

  it("a length that lies", async () => {
    const url = await raw((socket) => socket.end(`${OK}content-length: 50\r\n\r\nshort`));
    await expect(http.get(url)).rejects.toMatchObject(refusal(/broke off/));
  });

  it("silence, before the headers and after them", async () => {
    // undici looks at its clocks once a second.
    http = client({ totalMs: 8_000 });
    await expect(http.get(await raw(() => {}))).rejects.toMatchObject(refusal(/does not answer/));
    await expect(http.get(await raw((socket) => socket.write(`${OK}\r\nx`)))).rejects.toMatchObject(refusal(/does not answer/));
  });

  it("a byte now and then", async () => {
    const url = await raw((socket) => {
      socket.write(`${OK}\r\n`);
      const drip = setInterval(() => socket.write("x"), 100);
      socket.on("close", () => clearInterval(drip));
    });
    await expect(http.get(url)).rejects.toMatchObject(refusal(/did not finish within 0\.9 seconds/));
  });

  it("endless headers, and what is no HTTP", async () => {
    await expect(http.get(await raw((socket) => socket.write(`${OK}${"x-y: z\r\n".repeat(20_000)}`)))).rejects.toMatchObject(
      refusal(/too many headers/),
    );
    await expect(http.get(await raw((socket) => socket.end("SSH-2.0-OpenSSH\r\n")))).rejects.toMatchObject(refusal(/no answer/));
  });

  it("a closed port, in words", async () => {
    const { server, port } = await serve("127.0.0.1", () => {});
    server.close();
    await once(server, "close");
    await expect(http.get(`http://feeds.example:${port}/`)).rejects.toMatchObject(refusal(/^feeds\.example refuses the connection/));
  });
});

describe("retryAfter", () => {
  const now = new Date("2026-11-24T12:00:00Z");
  it.each([
    ["120", 120_000],
    ["Tue, 24 Nov 2026 12:05:00 GMT", 300_000],
    ["Tue, 24 Nov 2026 11:00:00 GMT", undefined],
    ["soon", undefined],
    [undefined, undefined],
  ])("%s", (header, ms) => {
    expect(retryAfter(header, now)).toBe(ms);
  });
});
