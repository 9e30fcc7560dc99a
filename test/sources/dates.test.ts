import { describe, expect, it } from "vitest";
import { parseDate } from "../../src/sources/dates.ts";

const now = new Date("2026-11-24T12:00:00Z");

describe("parseDate", () => {
  it.each([
    // Feeds: RFC 822 and RFC 3339 as they are meant and as they come.
    ["Tue, 03 Nov 2026 08:00:00 GMT", "2026-11-03T08:00:00.000Z"],
    ["Tue, 3 Nov 26 08:00 EST", "2026-11-03T13:00:00.000Z"],
    ["03 Nov 2026 08:00:00 +0100", "2026-11-03T07:00:00.000Z"],
    ["2026-11-03T08:00:00Z", "2026-11-03T08:00:00.000Z"],
    ["2026-11-03T08:00:00.123-05:00", "2026-11-03T13:00:00.000Z"],
    ["2026-11-03 08:00:00", "2026-11-03T08:00:00.000Z"],
    ["2026-11-03", "2026-11-03T00:00:00.000Z"],
    ["20261103T080000Z", "2026-11-03T08:00:00.000Z"],
    ["2026/11/3", "2026-11-03T00:00:00.000Z"],
    // Pages.
    ["November 3, 2026", "2026-11-03T00:00:00.000Z"],
    ["Nov. 3, 2026 8:15 AM ET", "2026-11-03T13:15:00.000Z"],
    ["July 3, 2026 8:15 PM ET", "2026-07-04T00:15:00.000Z"],
    ["Published 3rd November 2026 at 12:30 a.m.", "2026-11-03T00:30:00.000Z"],
    ["12 p.m. PST, Nov 3, 2026", "2026-11-03T20:00:00.000Z"],
    ["3. November 2026, 14:05 Uhr", "2026-11-03T14:05:00.000Z"],
    ["03.11.2026 14:05", "2026-11-03T14:05:00.000Z"],
    ["le 3 novembre 2026 à 14h05", "2026-11-03T14:05:00.000Z"],
    ["3 de noviembre de 2026", "2026-11-03T00:00:00.000Z"],
    ["21.dez.2018 às 12h55", "2018-12-21T12:55:00.000Z"],
    ["3 ноября 2026", "2026-11-03T00:00:00.000Z"],
    ["2026年11月3日 08:42", "2026-11-03T08:42:00.000Z"],
    ["12/25/2025", "2025-12-25T00:00:00.000Z"],
    ["25/12/2025", "2025-12-25T00:00:00.000Z"],
    // A day ahead of the server's clock may be today elsewhere.
    ["2026-11-25T11:00:00Z", "2026-11-25T11:00:00.000Z"],
  ])("reads %s", (text, expected) => {
    expect(parseDate(text, now)).toBe(expected);
  });

  it.each([
    ["", "nothing"],
    ["yesterday", "no date"],
    ["0001-01-01T00:00:00Z", "the year 1, which V8 would make 2001 of in some spellings"],
    ["1970-01-01T00:00:00Z", "the zero of a clock"],
    ["December 31, 1989", "before 1990"],
    ["2026-11-26T00:00:00Z", "later than tomorrow"],
    ["31 February 2026", "not in the calendar"],
    ["2026-13-01", "no such month"],
    ["03/11/2026", "one day in London and another in New York"],
    ["Chapter 3, 2026 words", "no month"],
    ["call 555-2026-1103", "a telephone number"],
  ])("reads no date in %j: %s", (text) => {
    expect(parseDate(text, now)).toBeUndefined();
  });

  it("does not depend on the zone of the server", () => {
    const before = process.env.TZ;
    process.env.TZ = "Pacific/Kiritimati";
    try {
      expect(parseDate("November 3, 2026", now)).toBe("2026-11-03T00:00:00.000Z");
    } finally {
      if (before === undefined) delete process.env.TZ;
      else process.env.TZ = before;
    }
  });
});
