import { afterEach, describe, expect, it } from "vitest";
import { buttons } from "../../fake/slack/interactions.ts";
import { readable } from "../../fake/slack/rules.ts";
import { deskOf, digest, longCard, type Stage, stage } from "./setting.ts";

let open: Stage[] = [];
const onStage = async (...args: Parameters<typeof stage>) => {
  const one = await stage(...args);
  open.push(one);
  return one;
};

afterEach(async () => {
  await Promise.all(open.map((one) => one.end()));
  open = [];
});

describe("commands and buttons over Socket Mode", () => {
  it("answers /news to the asker alone, acknowledged at once", async () => {
    const { slack, platform } = await onStage();
    const desk = deskOf(digest);
    await platform.start(desk);
    expect(platform.connected()).toBe(true);
    const { ackMs, answers } = await slack.command("karzai about:taliban", { user: "U7" });
    expect(ackMs).toBeLessThan(1000);
    expect(desk.asked).toEqual([
      {
        question: { kind: "search", words: "karzai", about: "taliban", offset: 0 },
        asker: { platform: "slack", user: "U7", channel: "C0NEWS" },
      },
    ]);
    expect(answers).toHaveLength(1);
    expect(answers[0]?.body).toMatchObject({ response_type: "ephemeral", replace_original: false });
    expect(readable(answers[0]?.blocks ?? [])).toContain("We will not sign before winter.");
    expect(answers[0]?.text).toContain("“We will not sign before winter.”\n— Mara Lindqvist, foreign minister");
    expect(slack.violations).toEqual([]);
  });
});
