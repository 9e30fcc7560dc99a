import type { Config } from "../config.ts";
import { PullquoteError } from "../errors.ts";
import { exportQuotes } from "../export.ts";
import type { Answered } from "../health/routes.ts";
import type { Vitals } from "../health/vitals.ts";
import type { Schedule } from "../news/edition.ts";
import type { WebPage } from "../platforms/web/serve.ts";
import type { KnownSource, PageReader } from "../ports/sources.ts";
import type { Clock, Desk, Directory, HttpRoute, Log, Store } from "../ports.ts";
import { stateOf } from "./state.ts";

type PageParts = {
  readonly config: Config;
  readonly desk: Desk;
  readonly directory: Directory;
  readonly store: Store;
  readonly schedules: () => Promise<readonly Schedule[]>;
  readonly sources: () => Promise<readonly KnownSource[]>;
  readonly pages: PageReader;
  readonly vitals: () => Promise<Vitals>;
  readonly health: (path: string) => Promise<Answered | null>;
  readonly clock: Clock;
  readonly log: Log;
};

/** Serves the page where there is to be one. A page that cannot be served is named, and the bot does without. What it takes is loaded here and not before: the first card must not wait for it. */
export async function openPage({ config, store, health, pages, ...parts }: PageParts): Promise<WebPage | null> {
  if (config.web === null) return null;
  const [{ serveWeb }, { openReader }, slack, discord] = await Promise.all([
    import("../platforms/web/serve.ts"),
    import("./reader.ts"),
    import("../platforms/slack/render.ts"),
    import("../platforms/discord/render.ts"),
  ]);
  const payloads = {
    slack: (card: Parameters<typeof slack.render>[0]) => slack.render(card, { following: "below" }),
    discord: discord.render,
  };
  const reader = openReader(pages, parts.clock);
  const { archive } = store;
  const state = () => stateOf({ ...parts, store });
  const exported = (wanted: Parameters<typeof exportQuotes>[1]) => exportQuotes({ archive, directory: parts.directory }, wanted);
  try {
    const page = await serveWeb({
      ...config.web,
      ...parts,
      payloads,
      archive,
      exported,
      state,
      readGiven: reader.read,
      routes: routesTo(health),
    });
    parts.log.info("page served", { at: page.address });
    return {
      ...page,
      async stop() {
        await page.stop();
        await reader.close();
      },
    };
  } catch (cause) {
    if (!(cause instanceof PullquoteError)) throw cause;
    parts.log.error(cause.message);
    await reader.close();
    return null;
  }
}

/** Probes carry no token; who counts everything has to. */
function routesTo(health: PageParts["health"]): HttpRoute[] {
  const route = (path: string, open: boolean): HttpRoute => ({
    path,
    open,
    answer: async () => (await health(path)) ?? { status: 404, type: "text/plain", body: "" },
  });
  return [route("/livez", true), route("/readyz", true), route("/metrics", false)];
}
