import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Schedule } from "../../src/news/edition.ts";
import { nextSlot, parseCron, slotsBetween } from "../../src/news/slot.ts";

const schedule = (cron: string, zone = "UTC"): Schedule => ({ id: "default", cron, zone, destinations: [] });
const between = (cron: string, zone: string, from: string, to: string) =>
  slotsBetween(schedule(cron, zone), new Date(from), new Date(to)).map(({ local, due }) => `${local} ${due.slice(5, 16)}Z`);

describe("a cron expression", () => {
  it.each([
    "0 8 * *",
    "60 8 * * *",
    "0 24 * * *",
    "0 8 0 * *",
    "0 8 * 13 *",
    "0 8 * * 8",
    "x 8 * * *",
    "0 8 * * mon-",
    "*/0 * * * *",
    "9-5 * * * *",
    "",
    "0 0 8 * * *",
  ])("is refused in words: %j", (text) => {
    expect(parseCron(text)).toBeTypeOf("string");
  });

  it("reads names, ranges, steps, lists and Sunday as 7", () => {
    const cron = parseCron("*/20 8-10,18 1 JAN-mar,12 mon-fri,7");
    expect(cron).toEqual({
      minutes: [0, 20, 40],
      hours: [8, 9, 10, 18],
      days: new Set([1]),
      months: new Set([1, 2, 3, 12]),
      weekdays: new Set([1, 2, 3, 4, 5, 0]),
    });
  });
});

describe("the slots of a schedule", () => {
  it("stand at the wall clock of the zone", () => {
    expect(between("0 8 * * *", "Europe/Berlin", "2026-11-01T00:00:00Z", "2026-11-03T07:00:00Z")).toEqual([
      "2026-11-01T08:00 11-01T07:00Z",
      "2026-11-02T08:00 11-02T07:00Z",
      "2026-11-03T08:00 11-03T07:00Z",
    ]);
  });

  it("exclude the first moment and include the last", () => {
    expect(between("0 8 * * *", "UTC", "2026-11-01T08:00:00Z", "2026-11-02T08:00:00Z")).toEqual(["2026-11-02T08:00 11-02T08:00Z"]);
  });

  it("run at the next valid minute where spring skips the time", () => {
    expect(between("30 2 * * *", "Europe/Berlin", "2026-03-28T12:00:00Z", "2026-03-29T12:00:00Z")).toEqual([
      "2026-03-29T02:30 03-29T01:00Z",
    ]);
    expect(between("30 2 * * *", "America/New_York", "2026-03-07T12:00:00Z", "2026-03-08T12:00:00Z")).toEqual([
      "2026-03-08T02:30 03-08T07:00Z",
    ]);
  });

  it("do not double an hourly slot that spring moves onto the next", () => {
    const dues = between("0 * * * *", "Europe/Berlin", "2026-03-28T22:30:00Z", "2026-03-29T03:30:00Z");
    expect(dues).toEqual([
      "2026-03-29T00:00 03-28T23:00Z",
      "2026-03-29T01:00 03-29T00:00Z",
      "2026-03-29T03:00 03-29T01:00Z",
      "2026-03-29T04:00 03-29T02:00Z",
      "2026-03-29T05:00 03-29T03:00Z",
    ]);
  });

  it("run once where autumn repeats the time", () => {
    expect(between("30 2 * * *", "Europe/Berlin", "2026-10-24T12:00:00Z", "2026-10-25T12:00:00Z")).toEqual([
      "2026-10-25T02:30 10-25T00:30Z",
    ]);
  });

  it("survive a zone that skips a whole day: its slot runs at the first minute after", () => {
    // Samoa had no 30 December 2011.
    expect(between("0 8 * * *", "Pacific/Apia", "2011-12-29T00:00:00Z", "2012-01-01T00:00:00Z")).toEqual([
      "2011-12-29T08:00 12-29T18:00Z",
      "2011-12-30T08:00 12-30T10:00Z",
      "2011-12-31T08:00 12-30T18:00Z",
      "2012-01-01T08:00 12-31T18:00Z",
    ]);
  });

  it("need both day fields to fit", () => {
    // Friday the thirteenth.
    expect(nextSlot(schedule("0 9 13 * fri"), new Date("2026-01-01T00:00:00Z"))?.local).toBe("2026-02-13T09:00");
  });

  it("come or never come", () => {
    expect(nextSlot(schedule("0 9 29 2 *"), new Date("2026-03-01T00:00:00Z"))?.local).toBe("2028-02-29T09:00");
    expect(nextSlot(schedule("0 9 31 4 *"), new Date("2026-03-01T00:00:00Z"))).toBeNull();
  });

  it("are the same however the time is cut", () => {
    const zones = ["UTC", "Europe/Berlin", "America/New_York", "Asia/Kathmandu", "Australia/Lord_Howe", "America/St_Johns", "Pacific/Apia"];
    const crons = ["0 8 * * *", "30 2 * * *", "*/15 1-3 * * *", "0 0 1 * *", "0 8,20 * * mon-fri"];
    // Three months each, with the changes of the clock of either half of the world.
    const begins = [Date.UTC(2026, 1, 15), Date.UTC(2026, 8, 1)];
    fc.assert(
      fc.property(
        fc.constantFrom(...zones),
        fc.constantFrom(...crons),
        fc.constantFrom(...begins),
        fc.array(fc.nat(90 * 24 * 60), { minLength: 2, maxLength: 6 }),
        (zone, cron, begin, minutes) => {
          const times = [...new Set(minutes)].sort((a, b) => a - b).map((m) => new Date(begin + m * 60_000));
          const [first, last] = [times[0], times.at(-1)];
          if (!first || !last) return;
          const whole = slotsBetween(schedule(cron, zone), first, last);
          const pieces = times.slice(1).flatMap((to, i) => slotsBetween(schedule(cron, zone), times[i] ?? first, to));
          expect(pieces).toEqual(whole);
          expect(new Set(whole.map((s) => s.local)).size).toBe(whole.length);
          if (whole[0]) expect(nextSlot(schedule(cron, zone), first)).toEqual(whole[0]);
        },
      ),
      { numRuns: 60 },
    );
  });
});
