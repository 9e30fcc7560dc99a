import { once } from "node:events";
import { createServer, type IncomingMessage, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import type { Clock } from "../../../src/ports.ts";
import { type Http, httpClient } from "../../../src/sources/http.ts";

/** Time that passes when somebody sleeps, or when a test says so. */
export function movingClock(start: string): Clock & { advance(ms: number): void } {
  let now = Date.parse(start);
  return {
    now: () => new Date(now),
    sleep: async (ms) => {
      now += ms;
    },
    advance(ms) {
      now += ms;
    },
  };
}

export type Place = {
  readonly port: number;
  readonly seen: IncomingMessage[];
  /** The addresses asked for, in order. */
  asked(): string[];
  close(): void;
};

export async function serve(host: string, answer: RequestListener): Promise<Place> {
  const seen: IncomingMessage[] = [];
  const server = createServer((request, response) => {
    seen.push(request);
    answer(request, response);
  });
  await once(server.listen(0, host), "listening");
  return {
    port: (server.address() as AddressInfo).port,
    seen,
    asked: () => seen.map(({ headers, url }) => `${headers.host?.replace(/:\d+$/, "")}${url}`),
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}

/** Every name that ends in ".example" is this machine; "secret.example" is the part of it that nobody may reach. */
export function fetcher(clock: Clock, ports: readonly number[]): Http {
  const allowed = ["echo.example", "www.echo.example", "blog.echo.example", "other.example", "static.other.example"];
  return httpClient({
    clock,
    userAgent: "Pullquote/test (+https://example.org)",
    privateHosts: allowed,
    ports: [80, 443, ...ports],
    lookup: async (host) => {
      if (host === "secret.example") return ["127.0.0.2"];
      if (allowed.includes(host)) return ["127.0.0.1"];
      throw Object.assign(new Error("no such name"), { code: "ENOTFOUND" });
    },
  });
}

export type Item = { readonly n: number; readonly at?: string; readonly text?: string; readonly link?: string; readonly title?: string };

export function rss(items: readonly Item[], head = ""): string {
  const one = ({ n, at, text = `Teaser ${n} …`, link = `/story/${n}`, title = `Story ${n} about the bridge` }: Item) =>
    `<item><title>${title}</title><link>${link}</link><guid isPermaLink="false">id-${n}</guid>${at ? `<pubDate>${new Date(at).toUTCString()}</pubDate>` : ""}<description>${text}</description></item>`;
  return `<?xml version="1.0"?><rss version="2.0"><channel><title>The Echo</title>${head}${items.map(one).join("")}</channel></rss>`;
}

/** The page of an article in which one person says one thing. */
export function page(n: number, said = `We have no choice about bridge ${n}, and we are sorry,`, head = ""): string {
  return `<!doctype html><html><head><title>Story ${n} about the bridge</title>${head}</head><body><article><h1>Story ${n} about the bridge</h1>
<p>The old bridge number ${n} will be closed for a year, the city council decided on Monday after a long debate about its safety and its cost.</p>
<p>"${said}" said Ada Moreno, the mayor of Brixworth, who had opposed the closing for many years and through two elections.</p>
<p>Shops near the bridge number ${n} fear that fewer customers will come while it is closed, and that some of them will not return at all.</p></article></body></html>`;
}
