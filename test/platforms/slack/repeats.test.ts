import { expect, it } from "vitest";
import { repeats } from "../../../src/platforms/slack/repeats.ts";
import { fakeClock } from "../../fake/time.ts";

it("knows an event again for ten minutes, longer than Slack repeats it, and no longer", () => {
  const clock = fakeClock("2026-11-23T07:00:00.000Z");
  const { isRepeat } = repeats(clock);
  expect(isRepeat(["Ev1", "trigger 1"])).toBe(false);
  clock.advance(5 * 60_000);
  expect(isRepeat(["Ev2", "trigger 1"])).toBe(true);
  clock.advance(5 * 60_000 - 1);
  expect(isRepeat(["Ev1"])).toBe(true);
  clock.advance(1);
  expect(isRepeat(["Ev1"])).toBe(false);
});
