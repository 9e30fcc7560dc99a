import type { Clock } from "../../ports.ts";
import type { Http } from "../http.ts";
import type { Parser } from "../parser.ts";

const HOUR = 3_600_000;
/** By RFC 9309 a robots.txt is not to be used for longer than a day. */
const KEPT = 24 * HOUR;
/** What could not be read is asked for again sooner. */
const TRIED_AGAIN = HOUR;
/** Origins remembered; the ones asked for first go first. */
const MOST = 5_000;

/** Whose rules in a robots.txt are ours, when there are none for all. */
export const ROBOT = "Pullquote";

export interface Robots {
  /** Why we are not to read this page, by the site's robots.txt; null: we may. No robots.txt allows all; one that cannot be read for a fault allows nothing. */
  refusal(address: string, signal?: AbortSignal): Promise<Refusal | null>;
}

/** `later`: nobody knows yet; it may be another answer in an hour. */
export type Refusal = { readonly says: string; readonly later: boolean };
type Rules = { readonly text: string; readonly until: number } | { readonly trouble: string; readonly until: number };

export function openRobots({ http, parser, clock }: { http: Http; parser: Parser; clock: Clock }): Robots {
  const known = new Map<string, Promise<Rules>>();

  const fetchRules = async (url: string, signal?: AbortSignal): Promise<Rules> => {
    const now = () => clock.now().getTime();
    let trouble: string;
    try {
      const { status, body } = await http.get(url, { accept: "text/plain, */*;q=0.1", ...(signal ? { signal } : {}) });
      if (status >= 200 && status < 300) return { text: body.toString("utf8"), until: now() + KEPT };
      // Whatever is wrong on our side of it means that there are no rules; a fault of the server's means that nobody knows.
      if (status >= 400 && status < 500 && status !== 429) return { text: "", until: now() + KEPT };
      trouble = `its server answered ${status}.`;
    } catch (error) {
      signal?.throwIfAborted();
      if ((error as { code?: string }).code !== "source") throw error;
      trouble = (error as Error).message;
    }
    return { trouble, until: now() + TRIED_AGAIN };
  };

  return {
    async refusal(address, signal) {
      const url = new URL("/robots.txt", address).href;
      const before = known.get(url);
      const old = before !== undefined && (await before.catch(() => null));
      let rules = old && old.until > clock.now().getTime() ? before : undefined;
      if (rules === undefined) {
        rules = fetchRules(url, signal);
        known.delete(url);
        known.set(url, rules);
        const [oldest] = known.size > MOST ? known.keys() : [];
        if (oldest !== undefined) known.delete(oldest);
      }
      const read = await (rules as Promise<Rules>);
      const { host } = new URL(url);
      if ("trouble" in read)
        return { says: `The robots.txt of ${host} cannot be read, so its articles are not: ${read.trouble}`, later: true };
      if (read.text.trim() === "") return null;
      const [allowed = true] = await parser.robots({ text: read.text, url, agent: ROBOT, addresses: [address] });
      return allowed ? null : { says: `The robots.txt of ${host} does not let us read its articles.`, later: false };
    },
  };
}
