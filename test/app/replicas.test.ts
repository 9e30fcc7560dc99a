import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { oneOfSeveral } from "../../src/app/replicas.ts";
import { systemClock } from "../../src/clock.ts";
import { discordPlatform } from "../../src/platforms/discord/connect.ts";
import { slackPlatform } from "../../src/platforms/slack/connect.ts";
import type { Platform, Store } from "../../src/ports.ts";
import { openStore } from "../../src/stores/open.ts";
import { unsealed } from "../fake/codes.ts";
import { deskOf } from "../fake/desk.ts";
import { startDiscordFake } from "../fake/discord/fake.ts";
import { startSlackFake } from "../fake/slack/fake.ts";
import { keptLog } from "../fake/time.ts";
import { engines, open, type Place, silent } from "../stores/engines.ts";

const clock = systemClock;

describe.each(engines.filter(({ skip, shared }) => !skip && shared))("two replicas on one store, $name", (engine) => {
  let place: Place;
  let stores: Store[];
  beforeAll(async () => {
    place = await engine.place();
    stores = [];
    for (const _ of [1, 2]) stores.push(await openStore({ ...place.options, ...open, lock: false }));
  });
  afterAll(async () => {
    for (const store of stores) await store.close();
    await place.destroy();
  });
  const replicas = () => stores.map(({ leases }) => oneOfSeveral({ leases, clock, log: silent }));

  it("answer a command once that Discord sends to both", async () => {
    const discord = await startDiscordFake();
    const desk = deskOf();
    const platforms = replicas().map(({ isFirst }) =>
      discordPlatform({ token: discord.token, apiUrl: discord.apiUrl, codes: unsealed, log: keptLog(), clock, isFirst }),
    );
    await started(platforms, desk, () => discord.stop());
    for (const who of ["okafor", "karzai", "petraeus"]) {
      const question = discord.send("news", { who });
      await discord.until(() => question.answers.length > 0 && !question.thinking);
      expect(question.answers).toHaveLength(1);
    }
    await clock.sleep(100);
    expect(desk.asked.map(({ question }) => question.kind === "search" && question.words)).toEqual(["okafor", "karzai", "petraeus"]);
    expect(discord.violations).toEqual([]);
  });

  it("answer a command once that Slack sends again to the other", async () => {
    const slack = await startSlackFake();
    const desk = deskOf();
    const platforms = replicas().map(({ isFirst }) =>
      slackPlatform({
        botToken: slack.botToken,
        appToken: slack.appToken,
        apiUrl: slack.apiUrl,
        codes: unsealed,
        log: keptLog(),
        clock,
        isFirst,
      }),
    );
    await started(platforms, desk, () => slack.stop());
    const [first, again] = [
      await slack.command("karzai", { triggerId: "t1" }),
      await slack.command("karzai", { triggerId: "t1", waitMs: 200 }),
    ];
    expect([first.answers.length, again.answers.length, desk.asked.length]).toEqual([1, 0, 1]);
    expect((await slack.command("karzai", { triggerId: "t2" })).answers).toHaveLength(1);
    expect(slack.violations).toEqual([]);
  });

  it("answer without the store rather than not at all", async () => {
    const away = {
      take: () => new Promise<boolean>(() => {}),
      release: async () => {},
      held: async () => null,
      sweep: async () => {},
      count: async () => 0,
    };
    expect(await oneOfSeveral({ leases: away, clock, log: silent }).isFirst("1")).toBe(true);
    const broken = { ...away, take: () => Promise.reject(new Error("gone")) };
    expect(await oneOfSeveral({ leases: broken, clock, log: silent }).isFirst("1")).toBe(true);
  });

  it("read the sources one at a time, the second not again", async () => {
    let under = 0;
    const read = async () => {
      under += 1;
      expect(under).toBe(1);
      await clock.sleep(700);
      under -= 1;
      return { read: 3, added: 3, skipped: [], broken: [] };
    };
    const never = new AbortController().signal;
    const reports = await Promise.all(replicas().map((replica) => replica.read(read, never)));
    expect(reports.map((report) => report.read).sort()).toEqual([0, 3]);
  });
});

async function started(platforms: readonly Platform[], desk: ReturnType<typeof deskOf>, stop: () => Promise<void>): Promise<void> {
  onTestFinished(async () => {
    for (const platform of platforms) await platform.stop();
    await stop();
  });
  for (const platform of platforms) await platform.start(desk);
}
