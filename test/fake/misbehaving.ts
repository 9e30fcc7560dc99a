import { once } from "node:events";
import { createServer, type Server, type Socket } from "node:net";

const page = "<html><body><p>too short</p></body></html>";
const head = (status: string, ...headers: string[]) => [`HTTP/1.1 ${status}`, ...headers, "", ""].join("\r\n");
const whole = (status: string, ...headers: string[]) =>
  head(status, ...headers, "Connection: close", `Content-Length: ${page.length}`) + page;
const says = (text: string) => (socket: Socket) => void socket.end(text);
const thenResets = (text: string) => (socket: Socket) => void socket.write(text, () => setTimeout(() => socket.resetAndDestroy(), 20));

/** What a server may do instead of sending a page: every kind of status, and every way to break off. */
const behaviours: Readonly<Record<string, (socket: Socket) => void>> = {
  ...Object.fromEntries(
    [
      200, 201, 204, 205, 206, 226, 300, 304, 400, 401, 402, 403, 404, 405, 406, 407, 408, 409, 410, 418, 421, 425, 429, 451, 500, 501, 502,
      503, 504, 511, 599, 999,
    ].map((status) => [`status ${status}`, says(whole(`${status} Some reason`, "Content-Type: text/html"))]),
  ),
  "a proxy's question with a challenge": says(whole("407 Proxy Authentication Required", 'Proxy-Authenticate: Basic realm="x"')),
  "401 with a challenge": says(whole("401 Unauthorized", 'WWW-Authenticate: Digest realm="x"')),
  "100 before the answer": says(head("100 Continue") + whole("200 OK")),
  "103 before the answer": says(head("103 Early Hints", "Link: </a.css>; rel=preload") + whole("200 OK")),
  "a thousand 103": says(head("103 Early Hints").repeat(1000) + whole("200 OK")),
  "an upgrade nobody asked for": says(head("101 Switching Protocols", "Upgrade: websocket", "Connection: Upgrade")),
  "426 with an upgrade": says(whole("426 Upgrade Required", "Upgrade: h2c", "Connection: Upgrade")),
  trailers: says(`${head("200 OK", "Transfer-Encoding: chunked", "Trailer: X-End")}4\r\ntext\r\n0\r\nX-End: yes\r\n\r\n`),
  "chunks that lie": says(`${head("200 OK", "Transfer-Encoding: chunked")}ffffffffff\r\ntext`),
  "chunks that are none": says(`${head("200 OK", "Transfer-Encoding: chunked")}zz\r\ntext\r\n`),
  "more than was announced": says(`${head("200 OK", "Content-Length: 2")}a lot more than that`),
  "two lengths": says(`${head("200 OK", "Content-Length: 2", "Content-Length: 3")}abc`),
  "a length over the limit": thenResets(head("200 OK", "Content-Length: 99999999")),
  "a body over the limit": (socket) => {
    socket.write(head("200 OK", "Content-Type: text/html"));
    for (let i = 0; i < 8; i++) socket.write("x".repeat(1_000_000));
    socket.end();
  },
  "bytes that are no gzip": says(`${head("200 OK", "Content-Encoding: gzip", "Connection: close")}no gzip at all`),
  nothing: (socket) => void socket.end(),
  "a reset at once": (socket) => void socket.resetAndDestroy(),
  "a reset in the headers": thenResets("HTTP/1.1 200 OK\r\nContent-Ty"),
  "a reset in the body": thenResets(`${head("200 OK", "Content-Length: 5000")}half of`),
  "a reset in the body of an error": thenResets(`${head("500 Oops", "Content-Length: 5000")}half of`),
  "a reset in the body of a 407": thenResets(`${head("407 Who", "Content-Length: 5000")}half of`),
  "a reset after the last byte": thenResets(whole("200 OK")),
  "an end in the body": says(`${head("200 OK", "Content-Length: 5000")}half of`),
  "no HTTP": says("SSH-2.0-OpenSSH_9.2\r\n"),
  "headers without an end": says(`HTTP/1.1 200 OK\r\nX: ${"x".repeat(70_000)}`),
  "a redirect to nowhere": says(whole("302 Found", "Location: http://[::bad")),
  "a redirect to itself": says(whole("302 Found", "Location: /a")),
  "a redirect to a file": says(whole("302 Found", "Location: file:///etc/passwd")),
};
export const names = Object.keys(behaviours);
/** Each behaviour has a host of its own: 127.0.1.1, 127.0.1.2, … for pages, 127.0.2.1, … for robots.txt. */
export const hostOf = (n: number, of: "page" | "robots" = "page") => `127.0.${of === "page" ? 1 : 2}.${n + 1}`;

export const hosts: readonly string[] = ["127.0.0.1", ...names.flatMap((_, n) => [hostOf(n), hostOf(n, "robots")])];

/** Pages of one source that are read in a round. */
const A_ROUND = 40;
const items = names.flatMap((_, n) => [hostOf(n), hostOf(n, "robots")]);
/** Feeds on 127.0.0.1, each with as many items as are read in a round; all items together are two for each behaviour. */
export const feedPaths: readonly string[] = Array.from({ length: Math.ceil(items.length / A_ROUND) }, (_, n) => `/${n}.xml`);

/** Servers on one port of many addresses of this machine, one for each behaviour, and the feeds that link to them. */
export async function misbehavingServers(): Promise<{ readonly port: number; close(): void }> {
  const servers: Server[] = [];
  const missing = says(whole("404 Not Found"));
  const listen = async (host: string, port: number, answer: (path: string, socket: Socket) => void) => {
    const server = createServer((socket) => {
      socket.on("error", () => undefined);
      let asked = "";
      socket.on("data", (bytes) => {
        asked += bytes.toString("latin1");
        const end = asked.indexOf("\r\n\r\n");
        if (end < 0) return;
        const path = /^GET (\S+)/.exec(asked)?.[1] ?? "";
        asked = asked.slice(end + 4);
        answer(path, socket);
      });
    });
    server.listen(port, host);
    await once(server, "listening");
    servers.push(server);
    return (server.address() as { port: number }).port;
  };
  const feed = (n: number, port: number) => {
    const listed = items.slice(n * A_ROUND, (n + 1) * A_ROUND).map(
      (host) => `<item><title>Item ${host}</title><link>http://${host}:${port}/a</link><pubDate>${new Date().toUTCString()}</pubDate>
        <description>“Number ${host} stands as it is,” said Ada Lind.</description></item>`,
    );
    return `<rss version="2.0"><channel><title>The Echo</title>${listed.join("")}</channel></rss>`;
  };
  const port: number = await listen("127.0.0.1", 0, (path, socket) => {
    const n = feedPaths.indexOf(path);
    if (n < 0) return missing(socket);
    const body = feed(n, port);
    const length = `Content-Length: ${Buffer.byteLength(body)}`;
    socket.end(head("200 OK", "Content-Type: application/rss+xml", length, "Connection: close") + body);
  });
  for (const [n, name] of names.entries()) {
    const misbehave = (socket: Socket) => behaviours[name]?.(socket);
    await listen(hostOf(n), port, (path, socket) => (path === "/robots.txt" ? missing(socket) : misbehave(socket)));
    await listen(hostOf(n, "robots"), port, (path, socket) => (path === "/robots.txt" ? misbehave(socket) : says(whole("200 OK"))(socket)));
  }
  return {
    port,
    close() {
      for (const server of servers) server.close();
    },
  };
}
