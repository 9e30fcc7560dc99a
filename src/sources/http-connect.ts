import { lookup as dnsLookup } from "node:dns/promises";
import { isIP } from "node:net";
import { buildConnector } from "undici";
import { PullquoteError } from "../errors.ts";
import { isPublic } from "./addresses.ts";

/** All addresses of a name. */
export type Lookup = (host: string) => Promise<readonly string[]>;

export const systemLookup: Lookup = async (host) => (await dnsLookup(host, { all: true, verbatim: true })).map(({ address }) => address);

const notPublic = (host: string, address: string) =>
  new PullquoteError(
    "source",
    `${host} leads to ${address}, which is no address of the public internet. Correct the address, or allow the host if it is yours.`,
  );

/**
 * Opens connections to public addresses only. A name is looked up here, once, and every address it has must be public; the connection
 * goes to an address that was checked, so a name server that answers otherwise a second time gains nothing. A `lookup` hook would not
 * do: Node never calls it for a host that is an address already. The address at the other end is checked once more.
 */
export function publicConnector(options: {
  readonly lookup: Lookup;
  readonly connectMs: number;
  /** Whether the operator allows the host to be private. */
  readonly allows: (hostname: string) => boolean;
}): buildConnector.connector {
  const open = buildConnector({ timeout: options.connectMs });
  const connect = (to: buildConnector.Options) =>
    new Promise<Parameters<buildConnector.Callback>[1] & object>((resolve, reject) => {
      open(to, (error, socket) => (socket ? resolve(socket) : reject(error ?? new Error("no connection"))));
    });
  const connectAny = async (to: buildConnector.Options) => {
    const host = to.hostname.replace(/^\[|\]$/g, "");
    const allowed = options.allows(host);
    const addresses = isIP(host) ? [host] : await options.lookup(host);
    const wrong = addresses.find((address) => !isPublic(address));
    if (wrong !== undefined && !allowed) throw notPublic(host, wrong);
    let last: unknown = new Error(`${host} has no address`);
    for (const address of addresses.slice(0, 3)) {
      try {
        const socket = await connect({ ...to, hostname: address, servername: to.servername || (isIP(host) ? "" : host) });
        const peer = socket.remoteAddress ?? "";
        if (allowed || isPublic(peer)) return socket;
        socket.destroy();
        throw notPublic(host, peer);
      } catch (error) {
        last = error;
      }
    }
    throw last;
  };
  return (to, callback) => {
    connectAny(to).then(
      (socket) => callback(null, socket),
      (error: unknown) => callback(error instanceof Error ? error : new Error(String(error)), null),
    );
  };
}

/**
 * The same before a request that a proxy makes for us, as far as it can be known: behind a proxy a machine often has no names of the
 * internet, and then it is the proxy that looks them up and decides.
 */
export async function refusePrivate(host: string, lookup: Lookup, allows: (hostname: string) => boolean): Promise<void> {
  if (allows(host)) return;
  const addresses = isIP(host) ? [host] : await lookup(host).catch(() => []);
  const wrong = addresses.find((address) => !isPublic(address));
  if (wrong !== undefined) throw notPublic(host, wrong);
}
