import { describe, expect, it } from "vitest";
import { openLog } from "../src/log.ts";

const token = 'xoxb-12345-"quoted"-secret';

function lines(pretty: boolean, act: (log: ReturnType<typeof openLog>) => void): string {
  let out = "";
  act(openLog({ level: "info", secrets: [token, "p@ss word"], pretty, write: (line) => (out += line) }));
  return out;
}

describe("the log", () => {
  it("writes one JSON line an event, with level, time and fields", () => {
    const out = lines(false, (log) => log.info("digest delivered", { channel: "C1" }));
    expect(out.endsWith("\n")).toBe(true);
    expect(JSON.parse(out)).toMatchObject({ level: "info", msg: "digest delivered", channel: "C1" });
    expect(JSON.parse(out).time).toMatch(/^\d{4}-\d\d-\d\dT.*Z$/);
  });

  it.each([false, true])("blanks a secret wherever it stands (pretty: %s)", (pretty) => {
    const out = lines(pretty, (log) => {
      log.error(`event with ${token}`, {
        url: `https://x/?t=${encodeURIComponent("p@ss word")}`,
        deep: { list: [token] },
        error: new Error(token),
      });
      log.warn("in a key", { [token]: 1 });
    });
    expect(out).not.toContain("xoxb-12345");
    expect(out).not.toContain("p@ss");
    expect(out).not.toContain("p%40ss");
    expect(out.match(/\[secret\]/g)?.length).toBeGreaterThanOrEqual(4);
  });

  it("blanks a Slack token that no setting knows: a workspace's own", () => {
    const tokens = ["xoxb-2000000000-abcdefghij", "xoxe.xoxp-1-Mi0yLTEyMzQ1Njc4", "xapp-1-A000-12345678-abcdef"];
    const out = lines(false, (log) => log.warn(`refused ${tokens[0]}`, { refresh: tokens[1] }));
    expect(out).not.toContain("abcdefghij");
    expect(out).not.toContain("Mi0yLTEy");
    expect(out.match(/\[secret\]/g)).toHaveLength(2);
  });

  it("leaves out what is below its level", () => {
    expect(lines(false, (log) => log.debug("noise"))).toBe("");
  });
});
