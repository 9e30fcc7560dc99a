import { describe, expect, it } from "vitest";
import type { Card } from "../../../src/news/card.ts";
import { noticeCard } from "../../../src/news/cards/answer-cards.ts";
import { newChannelDigest } from "../../../src/news/manage/channel-digest.ts";
import { formOf } from "../../../src/news/manage/forms.ts";
import type { Question } from "../../../src/news/question.ts";
import type { Desk } from "../../../src/ports.ts";
import { deskOf, type TestDesk } from "../../fake/desk.ts";
import { digest } from "../../fake/example-cards.ts";
import { buttons } from "../../fake/slack/interactions.ts";
import { leaves, readable } from "../../fake/slack/rules.ts";
import { shortPauses, stages } from "./setting.ts";

const { onStage } = stages();

/** A desk with the real forms: what a channel has set is nothing yet. */
function managingDesk(answer: (question: Question) => Card = () => digest): TestDesk {
  const form: Desk["form"] = async (question, asker) => {
    if (question.kind !== "manage" || question.words !== "" || !asker.manages) return null;
    const digest = newChannelDigest({ platform: "slack", channel: asker.channel ?? "" }, "mara", "2026-11-28T00:00:00.000Z" as never);
    return formOf(question.act, { digest, zone: "Europe/Berlin", pingable: ["S0NEWS"], language: "en" });
  };
  return { ...deskOf(answer), form };
}

const admin = { user: "U0ADMIN" };

describe("/digest", () => {
  it("says to the application who may manage: an administrator of the workspace, or who is in a list", async () => {
    const { slack, platform } = await onStage();
    const desk = deskOf();
    await platform.start(desk);
    await slack.command("status", { command: "/digest", ...admin });
    await slack.command("status", { command: "/digest", user: "U0READER" });
    await slack.command("karzai", { ...admin });
    expect(desk.asked.map(({ question, asker }) => [question.kind, asker.manages])).toEqual([
      ["manage", true],
      ["manage", false],
      ["search", undefined],
    ]);
    const listed = await onStage({ platform: { managers: ["U0READER"] } });
    const other = deskOf();
    await listed.platform.start(other);
    await listed.slack.command("status", { command: "/digest", user: "U0READER" });
    await listed.slack.command("status", { command: "/digest", ...admin });
    expect(other.asked.map(({ asker }) => asker.manages)).toEqual([true, false]);
    expect(listed.slack.calls("users.info")).toBe(0);
    expect([...slack.violations, ...listed.slack.violations]).toEqual([]);
  });

  it("lets nobody manage whom Slack cannot be asked about, and says so in the log", async () => {
    const { slack, platform, log } = await onStage({ fake: { scopes: ["chat:write", "commands"] } });
    const desk = deskOf();
    await platform.start(desk);
    await slack.command("status", { command: "/digest", ...admin });
    expect(desk.asked[0]?.asker.manages).toBe(false);
    expect(log.lines.some(({ event }) => event === "slack cannot say who is an administrator")).toBe(true);
  });

  it("opens a dialogue for the times, and answers in it with what was set", async () => {
    const { slack, platform } = await onStage();
    const desk = managingDesk(() => noticeCard("The digest of this channel", "Posted here: weekdays 8:00 Europe/Berlin."));
    await platform.start(desk);
    const { ackMs, answers } = await slack.command("schedule", { command: "/digest", waitMs: 300, ...admin });
    expect(slack.violations).toEqual([]);
    expect([ackMs !== null, answers]).toEqual([true, []]);
    const [view] = slack.space.views;
    if (!view) throw new Error("no dialogue");
    expect(view.view.title.text).toBe("When to post the digest");
    expect(view.view.blocks.map((block: { block_id: string }) => block.block_id)).toEqual([
      "days",
      "hours",
      "hours~1",
      "hours~2",
      "zone",
      "words",
      "quiet",
    ]);
    await slack.submit(view, { "hours~1": ["8"] });
    expect(await slack.until(() => (slack.space.views[0]?.changes ?? 0) === 2)).toBe(true);
    expect(desk.asked).toMatchObject([
      {
        question: { kind: "manage", act: "schedule", words: "weekdays 8:00 Europe/Berlin | off" },
        asker: { channel: "C0NEWS", manages: true },
      },
    ]);
    expect(readable(slack.space.views[0]?.view.blocks)).toContain("Posted here: weekdays 8:00 Europe/Berlin.");
    expect(slack.violations).toEqual([]);
  });

  it("says in the dialogue which field is wrong, and asks nothing of the application", async () => {
    const { slack, platform } = await onStage();
    const desk = managingDesk();
    await platform.start(desk);
    await slack.command("schedule", { command: "/digest", waitMs: 200, ...admin });
    const [view] = slack.space.views;
    if (!view) throw new Error("no dialogue");
    const { response } = await slack.submit(view, { words: "someday", zone: "Europe/Berlin" });
    expect(response).toMatchObject({ response_action: "errors", errors: { words: expect.stringContaining("“someday”") } });
    expect(desk.asked).toEqual([]);
    expect(slack.violations).toEqual([]);
  });

  it("answers in words where the dialogue cannot open any more, and those who may not manage", async () => {
    const { slack, platform, log } = await onStage();
    const desk = managingDesk();
    await platform.start(desk);
    slack.fault("views.open", { when: "before", do: { error: "expired_trigger_id" } });
    const late = await slack.command("filter", { command: "/digest", ...admin });
    expect(late.answers).toHaveLength(1);
    expect(log.lines.some(({ event }) => event === "slack view not shown")).toBe(true);
    const other = await slack.command("filter", { command: "/digest", user: "U0READER" });
    expect(other.answers).toHaveLength(1);
    expect(slack.space.views).toEqual([]);
  });

  it("a button opens the dialogue too, and buttons in a dialogue are answered in it", async () => {
    const { slack, platform } = await onStage();
    const card: Card = { ...digest, actions: [{ label: "Change the times", question: { kind: "manage", act: "schedule", words: "" } }] };
    const desk = managingDesk((question) =>
      question.kind === "manage" && question.act === "preview"
        ? digest
        : { ...card, actions: [{ label: "Preview", question: { kind: "manage", act: "preview", words: "" } }] },
    );
    await platform.start(desk);
    const change = { action_id: "ask:0", value: "m|schedule|" };
    await slack.press(change, { waitMs: 200, ...admin });
    const [view] = slack.space.views;
    if (!view) throw new Error("no dialogue");
    await slack.submit(view, { "hours~1": ["8"] });
    await slack.until(() => slack.space.views[0]?.changes === 2);
    const shown = slack.space.views[0];
    const [preview] = buttons(shown?.view.blocks ?? []);
    if (!preview || !shown) throw new Error("no button");
    await slack.press(preview, { view: shown, waitMs: 100, ...admin });
    expect(await slack.until(() => slack.space.views[0]?.changes === 3)).toBe(true);
    expect(desk.asked.at(-1)).toMatchObject({ question: { act: "preview" }, asker: { channel: "C0NEWS", manages: true } });
    expect(readable(slack.space.views[0]?.view.blocks)).toContain("Nobody asked the fishermen.");
    expect(slack.violations).toEqual([]);
  });
});

describe("the Home tab", () => {
  it("shows what is scheduled, followed and broken, and is drawn anew after a button in it", async () => {
    const { slack, platform } = await onStage();
    const home: Card = {
      title: "Pullquote",
      items: [{ kind: "notice", lines: [{ text: "C0NEWS: weekdays 8:00", channel: "C0NEWS" }] }],
      actions: [{ label: "Unfollow Ada", question: { kind: "unfollow", person: "ada" } }],
    };
    const desk = deskOf(() => home);
    await platform.start(desk);
    await slack.openHome("U7");
    expect(await slack.until(() => slack.space.views.length === 1)).toBe(true);
    const [view] = slack.space.views;
    if (!view) throw new Error("no Home");
    expect([view.user, view.view.type]).toEqual(["U7", "home"]);
    expect(readable(view.view.blocks)).toContain(": weekdays 8:00");
    expect(leaves(view.view.blocks)).toContainEqual({ type: "channel", channel_id: "C0NEWS" });
    const [button] = buttons(view.view.blocks);
    if (!button) throw new Error("no button");
    await slack.press(button, { view, user: "U7", waitMs: 100 });
    expect(await slack.until(() => slack.space.views[0]?.changes === 1)).toBe(true);
    expect(desk.asked.map(({ question }) => question.kind)).toEqual(["home", "unfollow", "home"]);
    expect(slack.violations).toEqual([]);
  });

  it("is drawn once for a repeated event, and not for the messages tab", async () => {
    const { slack, platform } = await onStage();
    const desk = deskOf();
    await platform.start(desk);
    await slack.openHome("U7", { eventId: "Ev1" });
    await slack.openHome("U7", { eventId: "Ev1" });
    await slack.until(() => slack.calls("views.publish") > 0);
    expect(slack.calls("views.publish")).toBe(1);
  });

  it("holds what fits a hundred blocks, and names the rest", async () => {
    const { slack, platform } = await onStage();
    const many: Card = {
      title: "Home",
      items: Array.from({ length: 300 }, (_, n) => ({ kind: "notice", heading: `Part ${n}`, lines: [{ text: "x" }] })),
      actions: [],
    };
    await platform.start(deskOf(many));
    await slack.openHome("U7");
    await slack.until(() => slack.space.views.length === 1);
    expect(slack.space.views[0]?.view.blocks.length).toBeLessThanOrEqual(100);
    expect(readable(slack.space.views[0]?.view.blocks)).toContain("would be needed");
    expect(slack.violations).toEqual([]);
  });
});

describe("Who is quoted here?", () => {
  it("hands over the links of a message, wherever they stand in it, each once", async () => {
    const { slack, platform } = await onStage();
    const desk = deskOf();
    await platform.start(desk);
    const message = {
      text: "see <https://a.example/x?y=1&amp;z=2|this> and https://b.example/",
      blocks: [
        { type: "rich_text", elements: [{ type: "rich_text_section", elements: [{ type: "link", url: "https://c.example/long" }] }] },
      ],
      attachments: [{ from_url: "https://b.example/", title_link: "https://d.example/", image_url: "https://pictures.example/p.png" }],
    };
    const { answers } = await slack.shortcut(message, { user: "U7" });
    expect(answers).toHaveLength(1);
    expect(desk.asked).toMatchObject([
      {
        question: {
          kind: "links",
          urls: ["https://a.example/x?y=1&z=2", "https://b.example/", "https://c.example/long", "https://d.example/"],
        },
        asker: { user: "U7", name: "reader" },
      },
    ]);
    const none = await slack.shortcut({ text: "no link" });
    expect(none.answers).toHaveLength(1);
    expect(desk.asked[1]?.question).toEqual({ kind: "links", urls: [] });
    expect(slack.violations).toEqual([]);
  });
});

describe("sharing, following and pinging", () => {
  it("posts a shared answer for everybody, once, also where the response_url refuses", async () => {
    const { slack, platform } = await onStage({ platform: { clock: shortPauses } });
    const desk = deskOf((question) => (question.kind === "share" ? { ...digest, audience: "channel", note: "Shared by reader." } : digest));
    await platform.start(desk);
    const share = { action_id: "ask:0", value: "x|s|0|tolls" };
    const { answers } = await slack.press(share);
    expect(answers.map(({ body }) => body.response_type)).toEqual(["in_channel"]);
    slack.fault("response_url", { when: "before", do: 404 });
    await slack.press(share, { waitMs: 300 });
    expect(slack.messages("C0NEWS").map(({ text }) => text.includes("Shared by reader."))).toEqual([true]);
    // In doubt, everybody is not told twice.
    slack.fault("response_url", { when: "after", do: "drop" });
    await slack.press(share, { waitMs: 300 });
    expect(slack.messages("C0NEWS")).toHaveLength(1);
    expect(slack.violations).toEqual([]);
  });

  it("writes to a member, and looks there before it writes again", async () => {
    const { slack, platform } = await onStage();
    await platform.start(deskOf());
    const posting = { channel: "@U7", key: "follows slack U7 00000001 UTC 0#0", part: 0 };
    const receipt = await platform.post(digest, posting);
    expect(slack.messages("D7").map(({ ts }) => ts)).toEqual([receipt.messageId]);
    expect(await platform.find(posting, "2026-01-01T00:00:00.000Z" as never)).toEqual(receipt);
    expect(await platform.check({ platform: "slack", channel: "@U7" })).toBeNull();
    expect(platform.link({ platform: "slack", channel: "@U7" }, receipt)).toBeNull();
    expect(platform.link({ platform: "slack", channel: "C0NEWS" }, { messageId: "1.2" })).toBe(
      "https://fake.slack.com/archives/C0NEWS/p12",
    );
  });

  it("pings the groups of the settings only, in the first part only", async () => {
    const { slack, platform } = await onStage({ platform: { pingable: ["S0NEWS"], clock: shortPauses } });
    await platform.post(digest, { channel: "C0NEWS", key: "k#0", part: 0, ping: ["S0NEWS", "S0EVIL"] });
    await platform.post(digest, { channel: "C0NEWS", key: "l#0", part: 0 });
    const [pinged, quiet] = slack.messages("C0NEWS");
    expect(pinged?.text.startsWith("<!subteam^S0NEWS> ")).toBe(true);
    expect(JSON.stringify(pinged?.blocks)).toContain('"usergroup_id":"S0NEWS"');
    expect(JSON.stringify(pinged)).not.toContain("S0EVIL");
    expect(JSON.stringify(quiet)).not.toContain("subteam");
    // The fake tells of every ping; this one is wanted.
    expect(slack.violations.every((bad) => /usergroup|subteam/.test(bad))).toBe(true);
  });
});
