import { PullquoteError } from "../errors.ts";
import { instant } from "../news/article.ts";
import { type SourceAddress, shownAddress, sourceAddress } from "../news/source-address.ts";
import type { ImportPlan, KnownSource, OpmlFiles, Probed, SourceProbe, SourceRegister } from "../ports/sources.ts";
import type { Clock } from "../ports.ts";
import { checkedView, type SourceView, viewOf } from "./health.ts";

export type ManageSourcesParts = {
  readonly register: SourceRegister;
  readonly probe: SourceProbe;
  readonly opml: OpmlFiles;
  readonly clock: Clock;
  /** What SOURCES names. */
  readonly settings: readonly SourceAddress[];
};

export type Added = {
  readonly view: SourceView;
  /** False: it was there already. */
  readonly added: boolean;
  /** What was found, and what else there is. */
  readonly words: string;
};

export type AddOptions = {
  /** What an address is to be taken for that could be both. */
  readonly as?: "feed" | "page";
  /** Whether a folder of this machine may be named: on the command line only, never from chat. */
  readonly folders?: (path: string) => boolean;
  readonly signal?: AbortSignal;
};

/** What an operator does with sources on the command line, and a moderator in chat. Errors are PullquoteErrors whose last sentence says what to do. */
export interface ManageSources {
  /** In the order of their addresses, without asking any of them. */
  list(): Promise<readonly SourceView[]>;
  /** Asks the address first; throws `source` where there is nothing to read. */
  add(written: string, options?: AddOptions): Promise<Added>;
  /** Throws `usage` where there is none, or where it stands in the settings. */
  remove(written: string): Promise<SourceView>;
  /** Asks every source, or the one, and says how it is; `onEach` hears of each as it is done. */
  check(only?: string, onEach?: (view: SourceView, done: number, of: number) => void, signal?: AbortSignal): Promise<readonly SourceView[]>;
  planImport(opml: string): Promise<ImportPlan>;
  /** Adds what the plan adds, unasked: what is no feed shows at its first read. */
  carryOut(plan: ImportPlan, onDone?: (done: number, of: number) => void): Promise<number>;
  exportOpml(): Promise<string>;
}

/** Sources asked side by side. */
const AT_ONCE = 16;
const IMPORTED_AT_ONCE = 100;

export function manageSources({ register, probe, opml, clock, settings }: ManageSourcesParts): ManageSources {
  const now = () => instant(clock.now());
  const freshSource = (address: string, more: Partial<KnownSource> = {}): KnownSource => ({
    address,
    addedBy: "command",
    addedAt: now(),
    state: { kind: "web", nextAt: now() },
    ...more,
  });

  /** Those of the settings, whatever the store says of them, and those that were added. */
  const all = async (): Promise<KnownSource[]> => {
    const stored = await register.all();
    const known = new Map(stored.filter(({ addedBy }) => addedBy === "command").map((source) => [source.address, source]));
    const before = new Map(stored.map((source) => [source.address, source]));
    for (const { address, is } of settings) {
      const source = before.get(address) ?? freshSource(address, { state: { kind: is, nextAt: now() } });
      known.set(address, { ...source, addedBy: "settings" });
    }
    return [...known.values()].sort((a, b) => (a.address < b.address ? -1 : 1));
  };

  const find = async (written: string): Promise<KnownSource> => {
    const sources = await all();
    const wanted = sourceAddress(written).address;
    const exact = sources.find(({ address }) => address === wanted || address === written.trim());
    const alike = exact ? [exact] : sources.filter((s) => [s.state.url, shownAddress(s.address), s.state.title].includes(written.trim()));
    if (alike.length === 1 && alike[0]) return alike[0];
    throw new PullquoteError("usage", `There is no source ${shownAddress(wanted)}. pullquote sources list names those there are.`);
  };

  /** Well again: it is read with the next round, which then says so. */
  const wake = async ({ address, state }: KnownSource): Promise<void> => {
    const { trouble, ...rest } = state;
    if (trouble) await register.keep(address, { ...rest, nextAt: now(), trouble: { ...trouble, kind: "unreachable" } });
  };

  const addFolder = async (address: string): Promise<Added> => {
    const known = (await all()).find((source) => source.address === address);
    if (known) return { view: viewOf(known), added: false, words: "It is among the sources already." };
    const source = freshSource(address, { state: { kind: "folder", nextAt: now() } });
    await register.add([source]);
    return { view: viewOf(source), added: true, words: "A folder; its files are read at the next round." };
  };

  return {
    list: async () => (await all()).map(viewOf),

    async add(written, { as, folders, signal } = {}) {
      const { is, address } = sourceAddress(written, folders);
      if (is === "folder") {
        if (folders?.(address)) return addFolder(address);
        throw new PullquoteError(
          "usage",
          `"${written.trim().slice(0, 80)}" is no web address${folders ? " and no folder" : ""}. Write it like https://example.org/feed.xml, or example.org.`,
        );
      }
      const sources = await all();
      const same = sources.find((source) => source.address === address || source.state.url === address);
      if (same) return { view: viewOf(same), added: false, words: "It is among the sources already." };
      const probed = await probe.probe(address, as, signal);
      if (probed.is === "trouble") throw new PullquoteError("source", `${shownAddress(address)} was not added. ${probed.words}`);
      const twin = sources.find((source) => [source.address, source.state.url].includes(probed.url));
      if (twin) return { view: viewOf(twin), added: false, words: `It is read already, as ${shownAddress(twin.address)}.` };
      const source = freshSource(address, {
        state: {
          kind: probed.is,
          nextAt: now(),
          ...(probed.url === address ? {} : { url: probed.url }),
          ...(probed.title === undefined ? {} : { title: probed.title }),
        },
      });
      await register.add([source]);
      return { view: viewOf(source), added: true, words: foundWords(address, probed) };
    },

    async remove(written) {
      const source = await find(written);
      const view = viewOf(source);
      if (source.addedBy === "settings")
        throw new PullquoteError(
          "usage",
          `${view.shown} stands in the settings. Take it out of SOURCES in .env or the environment, and restart.`,
        );
      await register.remove(source.address);
      return view;
    },

    async check(only, onEach = () => {}, signal) {
      const sources = only === undefined ? await all() : [await find(only)];
      const views: SourceView[] = [];
      let next = 0;
      let done = 0;
      const work = async () => {
        for (let at = next++; at < sources.length && !signal?.aborted; at = next++) {
          const source = sources[at] as KnownSource;
          const { kind, url } = source.state;
          const probed = kind === "folder" ? null : await probe.probe(url ?? source.address, kind === "web" ? undefined : kind, signal);
          // One that was gone is not asked any more: this is how it comes back.
          if (probed && probed.is !== "trouble" && source.state.trouble) await wake(source);
          const view = probed === null ? viewOf(source) : checkedView(source, probed);
          views[at] = view;
          onEach(view, ++done, sources.length);
        }
      };
      await Promise.all(Array.from({ length: Math.min(AT_ONCE, sources.length) }, work));
      return views;
    },

    async planImport(text) {
      return opml.read(
        text,
        (await all()).flatMap(({ address, state }) => [address, state.url ?? address]),
      );
    },

    async carryOut({ fresh }, onDone = () => {}) {
      for (let at = 0; at < fresh.length; at += IMPORTED_AT_ONCE) {
        const some = fresh.slice(at, at + IMPORTED_AT_ONCE).map(({ address, title }) => {
          return freshSource(address, { state: { kind: "web", nextAt: now(), ...(title === undefined ? {} : { title }) } });
        });
        await register.add(some);
        onDone(at + some.length, fresh.length);
      }
      return fresh.length;
    },

    async exportOpml() {
      const feeds = (await all()).filter(({ state }) => state.kind === "feed" || state.kind === "web");
      const entries = feeds.map(({ address, state: { url, title } }) => {
        return { address: url ?? address, folders: [], ...(title === undefined ? {} : { title }) };
      });
      return opml.write(entries, "Sources of Pullquote");
    },
  };
}

function foundWords(address: string, probed: Exclude<Probed, { is: "trouble" }>): string {
  const title = probed.title === undefined ? "" : ` “${probed.title}”`;
  if (probed.is === "feed") {
    const where = probed.url === address ? "A feed" : `The feed ${shownAddress(probed.url)}`;
    return `${where}${title} with ${probed.items} ${probed.items === 1 ? "item" : "items"}. What is older than a day fills the archive and is not posted.`;
  }
  const also = probed.feeds[0] === undefined ? "" : ` Its site has a feed, ${shownAddress(probed.feeds[0])}: add that to follow the site.`;
  return `A single page${title}; it is read again when it changes.${also}`;
}
