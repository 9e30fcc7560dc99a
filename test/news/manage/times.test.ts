import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cronsOf, minutesOf, parseTimes, timesWords } from "../../../src/news/manage/times.ts";
import { nextSlot, parseCron } from "../../../src/news/slot.ts";

/** What times mean: which minutes of which days of the week. */
function meaning({ cron }: { readonly cron: string }): string[] {
  const all = cron.split(";").flatMap((one) => {
    const read = parseCron(one);
    if (typeof read === "string") throw new Error(read);
    return [...read.weekdays].flatMap((day) => minutesOf(read).map((minute) => `${day} ${minute}`));
  });
  return [...new Set(all)].sort();
}

describe("times in words", () => {
  it.each([
    ["weekdays 8:00 Europe/Berlin", "0 8 * * mon-fri", "Europe/Berlin"],
    ["weekdays 8:00 and 13:30", "0 8 * * mon-fri; 30 13 * * mon-fri", "UTC"],
    ["daily noon", "0 12 * * *", "UTC"],
    ["every day at 7 am and 7 p.m.", "0 7,19 * * *", "UTC"],
    ["mon, thu 9am; sat 10:00 in europe/berlin", "0 9 * * mon,thu; 0 10 * * sat", "Europe/Berlin"],
    ["fri-mon 18:00", "0 18 * * sun,mon,fri,sat", "UTC"],
    ["8", "0 8 * * *", "UTC"],
    ["every 6 hours", "0 0,6,12,18 * * *", "UTC"],
    ["werktags um 8:00 und 17 Uhr Berlin", "0 8 * * mon-fri", "Europe/Berlin"],
    ["tous les jours à 8h30", "30 8 * * *", "UTC"],
    ["lunes y jueves a las 9:15", "15 9 * * mon,thu", "UTC"],
    ["30 8 * * mon-fri", "30 8 * * mon-fri", "UTC"],
    ["cron 0 8 1 1 1", "0 8 1 1 1", "UTC"],
    ["0 8 1 * * America/New_York", "0 8 1 * *", "America/New_York"],
    ["9am ET", "0 9 * * *", "America/New_York"],
    ["weekdays 9am et", "0 9 * * mon-fri", "America/New_York"],
    ["9:00 EST on weekdays", "0 9 * * mon-fri", "America/New_York"],
    ["mon 9am Pacific Time", "0 9 * * mon", "America/Los_Angeles"],
    ["weekdays 8:00 CET", "0 8 * * mon-fri", "Europe/Berlin"],
    ["lundi et jeudi 8h et 17h", "0 8,17 * * mon,thu", "UTC"],
    ["8h ET 17h", "0 8,17 * * *", "UTC"],
    ["daily at 9 am New York", "0 9 * * *", "America/New_York"],
    ["daily 9:00 São Paulo", "0 9 * * *", "America/Sao_Paulo"],
    ["daily 9:00 Port of Spain", "0 9 * * *", "America/Port_of_Spain"],
    ["daily 9:00 UTC+2", "0 9 * * *", "Etc/GMT-2"],
    ["daily 9:00 utc - 5", "0 9 * * *", "Etc/GMT+5"],
    ["Monday to Friday 8:30", "30 8 * * mon-fri", "UTC"],
    ["from mon through thu at 0800", "0 8 * * mon,tue,wed,thu", "UTC"],
    ["montag bis freitag 8 uhr", "0 8 * * mon-fri", "UTC"],
    ["du lundi au vendredi à 8h", "0 8 * * mon-fri", "UTC"],
    ["de lunes a viernes a las 9", "0 9 * * mon-fri", "UTC"],
    ["sábado a las 10", "0 10 * * sat", "UTC"],
    ["every hour", "0 * * * *", "UTC"],
    ["jede stunde", "0 * * * *", "UTC"],
    ["1730", "30 17 * * *", "UTC"],
  ])("%s", (typed, cron, zone) => {
    const times = parseTimes(typed, "UTC");
    if ("wrong" in times) throw new Error(JSON.stringify(times));
    expect(times.zone).toBe(zone);
    if (typed.startsWith("werktags")) expect(meaning(times)).toEqual(meaning({ cron: "0 8,17 * * mon-fri" }));
    else expect(meaning(times)).toEqual(meaning({ cron }));
  });

  it.each([
    ["", "none"],
    ["weekdays", "none"],
    ["weekdays 8:00 somewhen", "word"],
    ["weekdays 25:00", "word"],
    ["weekdays 8:00 Europe/Atlantis", "word"],
    ["13pm", "word"],
    ["* * * * 9", "cron"],
    ["cron 1 2", "cron"],
    [Array.from({ length: 20 }, (_, n) => `mon ${n % 24}:${10 + n}`).join("; "), "many"],
    ["<!channel> 8:00", "word"],
    ["daily 9:00 UTC+25", "word"],
    ["daily 9:00 UTC+5:30", "word"],
    ["daily 2460", "word"],
    ["daily 9:00 IST", "word"],
    ["9am to 5pm", "word"],
  ])("say what they cannot be read as: %s", (typed, wrong) => {
    expect(parseTimes(typed, "UTC")).toMatchObject({ wrong });
  });

  it("are written so that they are read as the same times again", () => {
    const minute = fc.integer({ min: 0, max: 1439 });
    const days = fc.uniqueArray(fc.integer({ min: 0, max: 6 }), { minLength: 1, maxLength: 7 }).map((all) => all.sort((a, b) => a - b));
    const clause = fc.record({ days, minutes: fc.uniqueArray(minute, { minLength: 1, maxLength: 4 }) });
    const zone = fc.constantFrom("UTC", "Europe/Berlin", "America/New_York", "Asia/Kolkata", "Pacific/Chatham", "Etc/GMT-2", "Etc/GMT+12");
    fc.assert(
      fc.property(fc.array(clause, { minLength: 1, maxLength: 3 }), zone, (clauses, where) => {
        const cron = clauses.flatMap(({ days, minutes }) => cronsOf(days, minutes)).join("; ");
        const again = parseTimes(timesWords({ cron, zone: where }), "Europe/Paris");
        if ("wrong" in again) throw new Error(`${timesWords({ cron, zone: where })}: ${JSON.stringify(again)}`);
        expect(again.zone).toBe(where);
        expect(meaning(again)).toEqual(meaning({ cron }));
      }),
    );
  });

  it("of cron that words cannot say stay cron, and mean the same", () => {
    for (const cron of ["0 8 1 * *", "*/5 * * * *", "0 8 * jan mon"]) {
      const words = timesWords({ cron, zone: "UTC" });
      expect(parseTimes(words, "Europe/Paris")).toMatchObject({ cron, zone: "UTC" });
    }
  });

  it("never fail, whatever is typed", () => {
    fc.assert(fc.property(fc.string({ unit: "binary", maxLength: 200 }), (typed) => void parseTimes(typed, "UTC")));
  });
});

it("a schedule of several expressions is due at all of them, once where two agree", () => {
  const schedule = { id: "s", cron: "0 8 * * *; 30 13 * * mon-fri; 0 8 * * mon", zone: "UTC", destinations: [] };
  const due: string[] = [];
  for (let at = new Date("2026-11-27T12:00:00Z"); due.length < 4; ) {
    const slot = nextSlot(schedule, at);
    if (!slot) throw new Error("none");
    due.push(slot.local);
    at = new Date(slot.due);
  }
  expect(due).toEqual(["2026-11-27T13:30", "2026-11-28T08:00", "2026-11-29T08:00", "2026-11-30T08:00"]);
});
