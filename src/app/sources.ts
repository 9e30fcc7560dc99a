import { statSync } from "node:fs";
import type { Config } from "../config.ts";
import { PullquoteError } from "../errors.ts";
import { type ManageSources, manageSources } from "../manage/sources.ts";
import { instant } from "../news/article.ts";
import { type SourceAddress, sourceAddress } from "../news/source-address.ts";
import type { KnownSource, OpmlFiles, PageReader, SourceRegister } from "../ports/sources.ts";
import type { Clock, Source } from "../ports.ts";
import { httpClient } from "../sources/http.ts";
import { writeOpml } from "../sources/opml.ts";
import { openParser, type Parser } from "../sources/parser.ts";
import { seedsSource } from "../sources/seeds/read.ts";
import { type Holds, openHolds } from "../sources/web/holds.ts";
import { troubled } from "../sources/web/next-check.ts";
import { webProbe } from "../sources/web/probe.ts";
import { webSource } from "../sources/web/read.ts";
import { pageReader } from "../sources/web/read-page.ts";
import { openRobots } from "../sources/web/robots.ts";

const MINUTE = 60_000;
/** Nobody's feed is read more often, whatever the settings say. */
const LEAST_MINUTES = 15;

export type Sources = {
  /** Those to be read now: with `folders` every folder, and what else is due. */
  due(folders: boolean): Promise<readonly Source[]>;
  all(): Promise<readonly KnownSource[]>;
  readonly pages: PageReader;
  readonly manage: ManageSources;
  close(): Promise<void>;
};

export const isFolder = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;

export type SourcesOptions = {
  readonly config: Config;
  readonly register: SourceRegister;
  readonly clock: Clock;
  /** The bot, whose settings count: it takes out what left them. A command with other settings must not. */
  readonly bot?: boolean;
  /** Closed with the rest; its thread takes a moment to start. */
  readonly parser?: Parser;
};

/** The sources of the settings and those that were added, and all that is needed to read them. */
export function openSources({ config, register, clock, bot = false, parser = openParser() }: SourcesOptions): Sources {
  const settings: readonly SourceAddress[] = config.sources.map((written) => sourceAddress(written, isFolder));
  const http = httpClient({
    clock,
    userAgent: config.fetch.userAgent,
    privateHosts: config.fetch.privateHosts,
    ...(config.fetch.proxy ? { proxy: config.fetch.proxy } : {}),
  });
  const holds: Holds = openHolds();
  const robots = openRobots({ http, parser, clock });
  const look = { http, parser, clock };
  const web = { ...look, holds, every: Math.max(LEAST_MINUTES, config.readEveryMinutes) * MINUTE, random: Math.random };

  const opml: OpmlFiles = {
    read: (text, known) => parser.opml({ text, known }),
    write: (entries, title) => writeOpml(entries, { title, now: clock.now() }),
  };

  /** Writes those of the settings into the register; the bot takes out those that left them. */
  const all = async (): Promise<readonly KnownSource[]> => {
    const stored = await register.all();
    const now = instant(clock.now());
    const wanted = new Map(settings.map((one) => [one.address, one]));
    const missing = settings.filter(({ address }) => !stored.some((source) => source.address === address));
    const ours = ({ address, addedBy }: KnownSource) => addedBy !== "settings" || wanted.has(address);
    const left = bot ? stored.filter((source) => !ours(source)) : [];
    if (missing.length === 0 && left.length === 0) return stored.filter(ours);
    await register.add(
      missing.map(({ address, is }) => ({ address, addedBy: "settings", addedAt: now, state: { kind: is, nextAt: now } })),
    );
    for (const { address } of left) await register.remove(address);
    return (await register.all()).filter(ours);
  };

  const folder = ({ address, state }: KnownSource): Source => {
    const source = seedsSource({ folder: address, now: () => clock.now() });
    return {
      name: address,
      async read(signal) {
        const now = clock.now();
        const { trouble, ...rest } = state;
        const nextAt = instant(new Date(now.getTime() + config.readEveryMinutes * MINUTE));
        const asked = { ...rest, nextAt, checkedAt: instant(now) };
        try {
          const back = trouble?.told ? { back: trouble.since } : {};
          return { ...(await source.read(signal)), state: { ...asked, readAt: instant(now), ...back } };
        } catch (error) {
          if (signal?.aborted || !(error instanceof PullquoteError)) throw error;
          const broken = error.message;
          return { drafts: [], skipped: [], broken, state: { ...asked, trouble: troubled(trouble, "unreachable", broken, now) } };
        }
      },
    };
  };

  return {
    all,
    async due(folders) {
      const known = await all();
      const now = instant(clock.now());
      for (const { state } of known) for (const [domain, until] of Object.entries(state.holds ?? {})) holds.hold(domain, until);
      return known
        .filter(({ state }) => (folders && state.kind === "folder") || (state.nextAt <= now && state.trouble?.kind !== "gone"))
        .map((source) => (source.state.kind === "folder" ? folder(source) : webSource(source, web)));
    },
    pages: pageReader({ ...look, holds, robots }),
    manage: manageSources({ register, probe: webProbe(look), opml, clock, settings }),
    async close() {
      await Promise.allSettled([http.close(), parser.close()]);
    },
  };
}
