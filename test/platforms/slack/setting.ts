import { afterAll, beforeAll, expect, onTestFinished } from "vitest";
import { systemClock } from "../../../src/clock.ts";
import { slackPlatform } from "../../../src/platforms/slack/connect.ts";
import { limits } from "../../../src/platforms/slack/limits.ts";
import type { Clock, Platform } from "../../../src/ports.ts";
import { unsealed } from "../../fake/codes.ts";
import { type SlackFake, type SlackFakeOptions, startSlackFake } from "../../fake/slack/fake.ts";
import { keptLog } from "../../fake/time.ts";

export type Stage = {
  readonly slack: SlackFake;
  readonly platform: Platform;
  readonly log: ReturnType<typeof keptLog>;
  end(): Promise<void>;
};

/** For tests in which a token is refused: that is tried again every minute. */
export const impatient: Clock = { ...systemClock, sleep: (ms, signal) => systemClock.sleep(ms >= 60_000 ? 50 : ms, signal) };
/** For tests that are not about the second between two posts to one channel. */
export const shortPauses: Clock = { ...systemClock, sleep: (ms, signal) => systemClock.sleep(ms === limits.postGapMs ? 20 : ms, signal) };

type StageOptions = {
  readonly fake?: SlackFakeOptions;
  readonly platform?: Partial<Parameters<typeof slackPlatform>[0]>;
  readonly http?: boolean;
};

/** A fake workspace and our platform before it, not started yet. */
export async function stage(options: StageOptions = {}): Promise<Stage> {
  const slack = await startSlackFake(options.fake);
  const log = keptLog();
  const platform = slackPlatform({
    botToken: slack.botToken,
    ...(options.http ? { signingSecret: slack.signingSecret, host: "127.0.0.1" } : { appToken: slack.appToken }),
    apiUrl: slack.apiUrl,
    codes: unsealed,
    log,
    clock: systemClock,
    timeoutMs: 1500,
    // Loading the library counts: on a busy machine that alone takes seconds.
    patienceMs: 12_000,
    ...options.platform,
  });
  return {
    slack,
    platform,
    log,
    async end() {
      await platform.stop();
      await slack.stop();
    },
  };
}

/** Stages that are taken down after their test. None may leave a rejection unhandled: one would end the bot. */
export function stages() {
  const unhandled: unknown[] = [];
  const keep = (error: unknown) => void unhandled.push(error);
  beforeAll(() => void process.on("unhandledRejection", keep));
  afterAll(() => {
    process.off("unhandledRejection", keep);
    expect(unhandled).toEqual([]);
  });
  return {
    unhandled,
    /** Tests that run at the same time hand over their own `onTestFinished`. */
    async onStage(options?: StageOptions, finished = onTestFinished): Promise<Stage> {
      const one = await stage(options);
      finished(() => one.end());
      return one;
    },
  };
}
