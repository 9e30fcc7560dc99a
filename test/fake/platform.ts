import type { PullquoteError } from "../../src/errors.ts";
import type { Card } from "../../src/news/card.ts";
import type { PlatformName, Receipt } from "../../src/news/edition.ts";
import type { Platform, Posting } from "../../src/ports.ts";

export type Posted = { readonly key: string; readonly channel: string; readonly card: Card; readonly messageId: string };
/** What happens to the next post: it is refused before it arrives, or arrives and the answer is lost. */
export type Fault = { readonly error: PullquoteError; readonly arrives: boolean };

/** A channel list in memory behind the Platform contract, for the flows alone; the real platforms are tested against fakes of their servers. */
export function memoryPlatform(name: PlatformName, parts = 1) {
  const posted: Posted[] = [];
  const faults: Fault[] = [];
  const searchFaults: PullquoteError[] = [];
  let posts = 0;
  const platform: Platform = {
    name,
    identify: async () => ({ bot: "pullquote", lacks: [] }),
    start: async () => {},
    stop: async () => {},
    connected: () => true,
    check: async () => null,
    link: ({ channel }, { messageId }) => `https://${name}.example/${channel}/${messageId}`,
    parts: async () => parts,
    async post(card: Card, { channel, key }: Posting): Promise<Receipt> {
      posts++;
      const fault = faults.shift();
      const message = { key, channel, card, messageId: `m${posts}` };
      if (!fault || fault.arrives) posted.push(message);
      if (fault) throw fault.error;
      return { messageId: message.messageId };
    },
    async find({ key }: Posting): Promise<Receipt | null> {
      const fault = searchFaults.shift();
      if (fault) throw fault;
      const found = posted.find((message) => message.key === key);
      return found ? { messageId: found.messageId } : null;
    },
  };
  return { platform, posted, faults, searchFaults };
}
