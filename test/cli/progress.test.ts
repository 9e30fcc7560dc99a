import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { progress } from "../../src/cli/progress.ts";

beforeEach(() => void vi.useFakeTimers({ toFake: ["performance", "setTimeout", "clearTimeout", "Date"] }));
afterEach(() => void vi.useRealTimers());

/** What is written to a stream that is a terminal, or none. */
function stream(isTTY: boolean) {
  const written: string[] = [];
  const write = (text: string) => written.push(text) > 0;
  const still = () => true;
  const all = { isTTY, columns: 100, write, cursorTo: still, moveCursor: still, clearLine: still, on: still, removeListener: still };
  return { written, stream: all as unknown as NodeJS.WriteStream };
}

it("writes a plain line now and then where nobody sees a bar", () => {
  const { written, stream: out } = stream(false);
  const bar = progress(out);
  bar.at("Reading", 1, 30);
  expect(written).toEqual([]);
  vi.advanceTimersByTime(11_000);
  bar.at("Reading", 2, 30);
  bar.at("Reading", 3, 30);
  vi.advanceTimersByTime(11_000);
  bar.at("Reading", 4, 31);
  bar.end();
  expect(written).toEqual(["Reading: 2 of 30\n", "Reading: 4 of 31\n"]);
});

it("draws a bar at a terminal, and none for what is done at once", () => {
  const quick = stream(true);
  const none = progress(quick.stream);
  none.at("Reading", 1, 2);
  none.end();
  expect(quick.written).toEqual([]);
  const slow = stream(true);
  const bar = progress(slow.stream);
  vi.advanceTimersByTime(600);
  bar.at("Reading", 1, 2);
  bar.end();
  expect(slow.written.join("")).toMatch(/Reading \[=+-+\] 1\/2/);
});
