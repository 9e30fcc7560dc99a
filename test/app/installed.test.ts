import { expect, it } from "vitest";
import { whoIsThere, whoLeft } from "../../src/app/installed.ts";
import type { Instant } from "../../src/news/article.ts";
import type { Schedule } from "../../src/news/edition.ts";
import type { Follow } from "../../src/news/follow.ts";
import { openStore } from "../../src/stores/open.ts";
import { open } from "../stores/engines.ts";

const at = (text: string) => text as Instant;
const [monday, tuesday, friday] = [at("2026-11-23T08:00:00.000Z"), at("2026-11-24T08:00:00.000Z"), at("2026-11-27T08:00:00.000Z")];

const schedule = (id: string, since: Instant | undefined, ...channels: string[]): Schedule => ({
  ...{ id, cron: "0 8 * * *", zone: "UTC", ...(since ? { since } : {}) },
  destinations: channels.map((channel) => ({ platform: /^\d/.test(channel) ? ("discord" as const) : ("slack" as const), channel })),
});
const follow = (user: string, since: Instant, platform: Follow["platform"] = "slack"): Follow => ({
  ...{ platform, user, person: "ann lee", name: "Ann Lee", when: "now", language: "en", since },
});

it("what is owed is owed where the bot is, from then on, one workspace or several", async () => {
  const { installations, close } = await openStore({ folder: ":memory:", ...open, tokenKeys: [Buffer.alloc(32)] });
  for (const workspace of ["T1", "E1"]) await installations.save({ workspace, name: workspace, since: tuesday, secret: "{}" });
  const all = [
    schedule("settings", undefined, "T1/C1", "T9/C1", "123456"),
    schedule("before", monday, "T1/C2"),
    schedule("after", friday, "T1/C3"),
    schedule("of an organisation", undefined, "E1-T5/C1"),
    schedule("left", monday, "T9/C2"),
    schedule("of the time before", monday, "C1"),
    schedule("discord", monday, "123456"),
    schedule("none", undefined),
  ];
  const told = (schedules: readonly Schedule[]) =>
    schedules.map(({ id, since, destinations }) => [id, since, ...destinations.map(({ channel }) => channel)]);
  const several = await whoIsThere(installations);
  expect(told(several.schedules(all))).toEqual([
    ["settings", undefined, "T1/C1", "123456"],
    ["before", tuesday, "T1/C2"],
    ["after", friday, "T1/C3"],
    ["of an organisation", tuesday, "E1-T5/C1"],
    ["discord", monday, "123456"],
    ["none", undefined],
  ]);
  const follows = [
    follow("T1/U1", monday),
    follow("T1/U2", friday),
    follow("T9/U1", monday),
    follow("U1", monday),
    follow("1", monday, "discord"),
  ];
  expect(several.follows(follows).map(({ user, since }) => [user, since])).toEqual([
    ["T1/U1", tuesday],
    ["T1/U2", friday],
    ["1", monday],
  ]);
  const one = await whoIsThere(null);
  expect(told(one.schedules(all))).toEqual([
    ["settings", undefined, "123456"],
    ["of the time before", monday, "C1"],
    ["discord", monday, "123456"],
    ["none", undefined],
  ]);
  expect(one.follows(follows).map(({ user }) => user)).toEqual(["U1", "1"]);
  expect([...whoLeft(["T1/C1", "T9/C1", "T9/C2", "E1-T5/C1", "C1"], await installations.all())]).toEqual([["T9", 2]]);
  await close();
});
