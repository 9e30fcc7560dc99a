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
  /** Whether the site's robots.txt lets us read this page. No robots.txt allows all; one that cannot be read for a fault allows nothing. */
  allows(address: string, signal?: AbortSignal): Promise<boolean>;
}

type Rules = { readonly text: string | null; readonly until: number };

export function openRobots({ http, parser, clock }: { http: Http; parser: Parser; clock: Clock }): Robots {
  const known = new Map<string, Promise<Rules>>();

  const fetchRules = async (url: string, signal?: AbortSignal): Promise<Rules> => {
    const now = () => clock.now().getTime();
    try {
      const { status, body } = await http.get(url, { accept: "text/plain, */*;q=0.1", ...(signal ? { signal } : {}) });
      if (status >= 200 && status < 300) return { text: body.toString("utf8"), until: now() + KEPT };
      // Whatever is wrong on our side of it means that there are no rules; a fault of the server's means that nobody knows.
      if (status >= 400 && status < 500 && status !== 429) return { text: "", until: now() + KEPT };
    } catch (error) {
      signal?.throwIfAborted();
      if ((error as { code?: string }).code !== "source") throw error;
    }
    return { text: null, until: now() + TRIED_AGAIN };
  };

  return {
    async allows(address, signal) {
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
      const { text } = await (rules as Promise<Rules>);
      if (text === null) return false;
      if (text.trim() === "") return true;
      const [allowed = true] = await parser.robots({ text, url, agent: ROBOT, addresses: [address] });
      return allowed;
    },
  };
}
