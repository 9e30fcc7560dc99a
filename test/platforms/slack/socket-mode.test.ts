import { describe, expect, it } from "vitest";
import { deskOf } from "../../fake/desk.ts";
import { digest, longCard } from "../../fake/example-cards.ts";
import { buttons } from "../../fake/slack/interactions.ts";
import { readable } from "../../fake/slack/rules.ts";
import { shortPauses, stages } from "./setting.ts";

const { onStage } = stages();

describe("commands and buttons over Socket Mode", () => {
  it("answers /news to the asker alone, acknowledged at once", async () => {
    const { slack, platform } = await onStage();
    const desk = deskOf(digest);
    await platform.start(desk);
    expect(platform.connected()).toBe(true);
    const { ackMs, answers } = await slack.command("karzai about:taliban <&>", { user: "U7" });
    expect(ackMs).not.toBeNull();
    expect(desk.asked).toEqual([
      {
        question: { kind: "search", words: "karzai <&>", about: "taliban", offset: 0 },
        asker: { platform: "slack", user: "U7", channel: "C0NEWS", name: "reader" },
      },
    ]);
    expect(answers).toHaveLength(1);
    expect(answers[0]).toMatchObject({ user: "U7", body: { response_type: "ephemeral", replace_original: false } });
    expect(readable(answers[0]?.blocks ?? [])).toContain("Nobody asked the fishermen.");
    expect(answers[0]?.text).toContain("“Nobody asked the fishermen.”\n— Ines Okafor, harbour master");
    expect(slack.violations).toEqual([]);
  });

  it("acknowledges before it looks for an answer, however long that takes", async () => {
    const { slack, platform } = await onStage();
    let give = () => {};
    const slow = new Promise<void>((resolve) => {
      give = resolve;
    });
    await platform.start(deskOf(() => slow.then(() => digest)));
    const { ackMs, answers } = await slack.command("karzai", { waitMs: 100 });
    expect(ackMs).not.toBeNull();
    expect(answers).toEqual([]);
    give();
    expect(await slack.until(() => slack.space.answers.length === 1)).toBe(true);
  });

  it("asks a button's question, in the thread the button stands in", async () => {
    const { slack, platform } = await onStage({ platform: { clock: shortPauses } });
    const desk = deskOf(digest);
    await platform.start(desk);
    const card = longCard(8);
    const first = await platform.post(card, { channel: "C0NEWS", key: "k", part: 0 });
    await platform.post(
      { ...card, actions: [{ label: "More", question: { kind: "search", words: "tolls", offset: 5 } }] },
      { channel: "C0NEWS", key: "k", part: 2, earlier: [first] },
    );
    const message = slack.messages("C0NEWS").at(-1);
    const [button] = buttons(message?.blocks ?? []);
    if (!button || !message) throw new Error("no button");
    const { answers } = await slack.press(button, { message });
    expect(desk.asked[0]?.question).toEqual({ kind: "search", words: "tolls", offset: 5 });
    expect(answers[0]?.body).toMatchObject({ response_type: "ephemeral", replace_original: false, thread_ts: first.messageId });
    expect(slack.violations).toEqual([]);
  });

  it("answers a repeated envelope once and acknowledges every copy", async () => {
    const { slack, platform } = await onStage();
    const desk = deskOf(digest);
    await platform.start(desk);
    const { answers } = await slack.command("karzai", { times: 3 });
    const again = slack.command("karzai", { triggerId: "t1" });
    await again;
    const late = await slack.command("karzai", { triggerId: "t1", waitMs: 150 });
    expect(answers).toHaveLength(1);
    expect(late.answers).toEqual([]);
    expect(desk.asked).toHaveLength(2);
    expect(slack.violations).toEqual([]);
  });

  it("answers in parts where one message is too small, and names what five answers cannot hold", async () => {
    const { slack, platform } = await onStage();
    await platform.start(deskOf((question) => longCard(question.kind === "latest" ? 8 : 40)));
    const { answers } = await slack.command("");
    expect(answers).toHaveLength(3);
    expect(answers[0]?.text).toContain("Part 1 of 3, continues below");
    const many = await slack.command("everything");
    expect(many.answers).toHaveLength(5);
    expect(many.answers[4]?.text).toMatch(/\d+ more messages would be needed/);
    expect(slack.violations).toEqual([]);
  });

  it("gives a card with an error id when the answer fails, the same id in the log", async () => {
    const { slack, platform, log } = await onStage();
    await platform.start(
      deskOf(() => {
        throw new Error("the desk fell over");
      }),
    );
    const { answers } = await slack.command("karzai");
    const id = /error ([0-9a-f]{8})/.exec(answers[0]?.text ?? "")?.[1];
    expect(log.lines.find((line) => line.event === "slack answer failed")?.fields.id).toBe(id);
    expect(id).toBeDefined();
  });

  it("reaches the asker by chat.postEphemeral when the response_url fails", async () => {
    const { slack, platform } = await onStage({ platform: { clock: shortPauses } });
    await platform.start(deskOf(digest));
    for (const how of ["drop", 500, 404, { retryAfter: 1 }] as const) slack.fault("response_url", { when: "before", do: how });
    for (let n = 0; n < 4; n++) {
      const { answers } = await slack.command("karzai", { user: "U9" });
      expect(answers.map((answer) => [answer.by, answer.user])).toEqual([["chat.postEphemeral", "U9"]]);
    }
    expect(slack.violations).toEqual([]);
  });

  it("says that an old button no longer works, and leaves a link's press alone", async () => {
    const { slack, platform } = await onStage();
    const desk = deskOf(digest);
    await platform.start(desk);
    const old = await slack.press({ action_id: "ask:0", value: "v0:something else" });
    expect(old.answers[0]?.text).toContain("Use /news instead");
    const link = await slack.press({ action_id: "open", url: "https://lighthouse.example/" }, { waitMs: 150 });
    expect(link.ackMs).not.toBeNull();
    expect(link.answers).toEqual([]);
    expect(desk.asked).toEqual([]);
  });
});
