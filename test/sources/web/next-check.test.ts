import { describe, expect, it } from "vitest";
import type { SourceState } from "../../../src/ports/sources.ts";
import { maxAgeOf, moved, nextRead, nextTry, troubled } from "../../../src/sources/web/next-check.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const now = new Date("2026-11-24T12:00:00Z");
const pace = { every: HOUR, now, chance: 0.5 };
const minutes = (at: string) => (Date.parse(at) - now.getTime()) / MINUTE;

describe("nextRead", () => {
  it.each([
    ["an hour", {}, 60],
    ["what the feed asks for", { ttl: 3 * HOUR }, 180],
    ["what the server asks for", { maxAge: 2 * HOUR }, 120],
    ["the longer of the two", { ttl: 3 * HOUR, maxAge: 2 * HOUR }, 180],
    ["never more often than the settings say", { ttl: 5 * MINUTE, maxAge: 0 }, 60],
    ["never less than once a day", { ttl: 30 * 24 * HOUR, maxAge: 1e12 }, 24 * 60],
    ["not in hours that it skips", { skipHours: [13, 14] }, 180],
    ["hours counted from 1 to 24", { ttl: 11.5 * HOUR, skipHours: [24] }, 11.5 * 60],
    ["not on days that it skips", { skipDays: ["tuesday"] }, 12 * 60],
    ["a day, where it skips everything", { skipDays: ["tuesday", "wednesday", "thursday"] }, 24 * 60],
  ])("is %s", (_, wishes, expected) => {
    expect(minutes(nextRead(pace, wishes))).toBe(expected);
  });

  it("is never under a quarter of an hour", () => {
    expect(minutes(nextRead({ ...pace, every: MINUTE }, {}))).toBe(15);
  });
});

describe("nextTry", () => {
  it("waits twice as long each time, up to a day, and not to the minute", () => {
    expect([1, 2, 3, 4, 5, 6, 60].map((times) => minutes(nextTry(pace, times, undefined)))).toEqual([60, 120, 240, 480, 960, 1440, 1440]);
    expect(minutes(nextTry({ ...pace, chance: 0 }, 1, undefined))).toBe(48);
    expect(minutes(nextTry({ ...pace, chance: 1 }, 1, undefined))).toBe(72);
  });

  it.each([
    [10_000, 15],
    [2 * HOUR, 120],
    [400 * 24 * HOUR, 1440],
  ])("does as the server asks with %d ms, within a quarter of an hour and a day", (asked, expected) => {
    expect(minutes(nextTry(pace, 5, asked))).toBe(expected);
  });
});

describe("moved", () => {
  const day = (n: number) => new Date(now.getTime() + n * 24 * HOUR);
  const state: SourceState = { kind: "feed", nextAt: now.toISOString() as never };
  function stateAfter(checks: readonly (readonly [string | undefined, number])[]): SourceState {
    let now = state;
    for (const [to, at] of checks) {
      const { url: _, moving: __, ...rest } = now;
      now = { ...rest, ...moved(now, to, day(at)) };
    }
    return now;
  }

  it("believes a redirect that is for good after five checks over three days", () => {
    const often = Array.from({ length: 20 }, (_, i) => ["https://new.example/", i / 24] as const);
    expect(stateAfter(often.slice(0, 5)).url).toBeUndefined();
    expect(stateAfter([0, 1, 2, 3].map((at) => ["https://new.example/", at] as const)).url).toBeUndefined();
    expect(stateAfter([0, 1, 2, 2.9, 2.95].map((at) => ["https://new.example/", at] as const)).url).toBeUndefined();
    expect(stateAfter([0, 1, 2, 2.5, 3].map((at) => ["https://new.example/", at] as const))).toMatchObject({ url: "https://new.example/" });
  });

  it("counts anew when it leads elsewhere, or does not for once", () => {
    const to = "https://new.example/";
    expect(stateAfter([...[0, 1, 2, 3].map((at) => [to, at] as const), [undefined, 3.5], [to, 4]]).url).toBeUndefined();
    expect(stateAfter([...[0, 1, 2, 3].map((at) => [to, at] as const), ["https://else.example/", 4]])).toMatchObject({
      moving: { to: "https://else.example/", polls: 1 },
    });
  });
});

it("reads max-age", () => {
  expect(["max-age=60", "public, MAX-AGE = 60", 'max-age="60"', "s-maxage=60", "no-store", undefined].map(maxAgeOf)).toEqual([
    60_000,
    60_000,
    60_000,
    undefined,
    undefined,
    undefined,
  ]);
});

it("remembers since when, and that somebody was told", () => {
  const first = troubled(undefined, "failing", "It has a fault.", now);
  expect(first).toEqual({ kind: "failing", words: "It has a fault.", since: now.toISOString(), times: 1 });
  const later = troubled({ ...first, told: true }, "missing", "It is not there.", new Date(now.getTime() + HOUR));
  expect(later).toEqual({ kind: "missing", words: "It is not there.", since: now.toISOString(), times: 2, told: true });
});
