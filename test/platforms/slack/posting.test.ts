import { describe, expect, it } from "vitest";
import { instant } from "../../../src/news/article.ts";
import { problem, slackCode } from "../../../src/platforms/slack/classify.ts";
import { refusalOf, refusals } from "../../../src/platforms/slack/refusals-table.ts";
import { digest, longCard, quote } from "../../fake/example-cards.ts";
import { freePort } from "../../fake/server.ts";
import type { Fault } from "../../fake/slack/state.ts";
import { shortPauses, stages } from "./setting.ts";

const { onStage } = stages();

const part = (key: string, more: object = {}) => ({ channel: "C0NEWS", key, part: 0, ...more });
/** Channels that cannot be posted to, each for a reason of its own, and two that can. */
const mixed = [
  { id: "C0OUT", member: false },
  { id: "C0OLD", archived: true },
  { id: "C0SECRET", private: true, member: false },
  { id: "C0IN" },
  { id: "C0IN2" },
];
const longAgo = instant(new Date(Date.now() - 60_000));

describe("posting", () => {
  it("trap 8: sends a form whose blocks and metadata are JSON, with our key, without unfurling and markup", async () => {
    const { slack, platform } = await onStage();
    const receipt = await platform.post(digest, part("delivery-1/0"));
    const [message] = slack.messages("C0NEWS");
    expect(receipt).toEqual({ messageId: message?.ts });
    expect(message?.blocks.length).toBeGreaterThan(3);
    expect(message?.metadata).toEqual({ event_type: "pullquote_delivery", event_payload: { key: "delivery-1/0", part: 0 } });
    expect(message?.sent).toMatchObject({ mrkdwn: "false", parse: "none", unfurl_links: "false", unfurl_media: "false" });
    const call = slack.space.calls.find((one) => one.method === "chat.postMessage");
    expect(call?.params.blocks).toMatch(/^\[\{/);
    expect(slack.violations).toEqual([]);
  });

  it("needs neither a start nor a socket", async () => {
    const { slack, platform } = await onStage();
    await platform.post(digest, part("k"));
    expect([slack.connections(), platform.connected()]).toEqual([0, false]);
  });

  it("puts the parts of a long card into the first one's thread, a second apart", async () => {
    const { slack, platform } = await onStage();
    const card = longCard(8);
    expect(await platform.parts(card, { platform: "slack", channel: "C1" })).toBe(3);
    const first = await platform.post(card, part("a"));
    const since = Date.now();
    await platform.post(card, part("b", { part: 1, earlier: [first] }));
    expect(Date.now() - since).toBeGreaterThan(800);
    const [top, reply] = slack.messages("C0NEWS");
    expect(top?.thread_ts).toBeUndefined();
    expect(reply?.thread_ts).toBe(top?.ts);
    expect(reply?.sent.reply_broadcast).toBeUndefined();
    await expect(platform.post(card, part("c", { part: 3, earlier: [first] }))).rejects.toMatchObject({ code: "internal" });
    await expect(platform.post(card, part("c", { part: 1 }))).rejects.toMatchObject({ code: "internal" });
    expect(slack.violations).toEqual([]);
  });

  it("carries hostile words unharmed", async () => {
    const { slack, platform } = await onStage();
    const words = "<!channel> & <@U1> *b* \u202E \uD83D \u0000 %00 =&?";
    await platform.post({ ...digest, title: words, items: [quote({ parts: [words] })] }, part("k"));
    expect(slack.messages()[0]?.text).toContain("&lt;!channel&gt; &amp; &lt;@U1&gt; *b*");
    expect(slack.violations).toEqual([]);
  });

  const outcomes: readonly [string, Fault, string, object?][] = [
    ["a line that breaks after it was taken", { when: "after", do: "drop" }, "post-doubtful"],
    ["a 500 after it was taken", { when: "after", do: 500 }, "post-doubtful"],
    ["a 500 before", { when: "before", do: 500 }, "post-doubtful"],
    ["an error of Slack's own", { when: "after", do: { error: "internal_error" } }, "post-doubtful"],
    ["a page that is not Slack's", { when: "before", do: 403 }, "post-later"],
    ["a pause asked for", { when: "before", do: { retryAfter: 7 } }, "post-later", { retryAfterMs: 7000 }],
    ["a pause without a length", { when: "before", do: { retryAfter: null } }, "post-later", { retryAfterMs: 30_000 }],
    ["ratelimited in the answer", { when: "before", do: { error: "ratelimited" } }, "post-later", { retryAfterMs: 30_000 }],
    ["a service away", { when: "before", do: { error: "service_unavailable" } }, "post-later"],
    ["a code that nobody knows", { when: "before", do: { error: "brand_new_error" } }, "post-refused"],
  ];
  it("tells refused, later and doubtful apart", async () => {
    let hours = 0;
    const clock = { ...shortPauses, now: () => new Date(Date.now() + hours * 3_600_000) };
    const { slack, platform } = await onStage({ fake: { channels: outcomes.map((_, n) => ({ id: `C${n}X` })) }, platform: { clock } });
    for (const [n, [what, fault, code, more]] of outcomes.entries()) {
      slack.clearFaults();
      // A pause that was asked for is over.
      hours += 1;
      slack.fault("chat.postMessage", fault);
      await expect(platform.post(digest, part("k", { channel: `C${n}X` })), what).rejects.toMatchObject({ code, ...more });
    }
    expect(slack.calls("chat.postMessage")).toBe(outcomes.length);
  });

  it("asks for no other channel during a pause: Slack limits the workspace too", async () => {
    let seconds = 0;
    const clock = { ...shortPauses, now: () => new Date(1_795_000_000_000 + seconds * 1000) };
    const { slack, platform } = await onStage({ fake: { channels: [{ id: "C0A" }, { id: "C0B" }] }, platform: { clock } });
    slack.fault("chat.postMessage", { when: "before", do: { retryAfter: 20 } });
    await expect(platform.post(digest, part("k", { channel: "C0A" }))).rejects.toMatchObject({ code: "post-later" });
    seconds = 5;
    await expect(platform.post(digest, part("k", { channel: "C0B" }))).rejects.toMatchObject({ code: "post-later", retryAfterMs: 15_000 });
    expect(slack.calls("chat.postMessage")).toBe(1);
    seconds = 20;
    await platform.post(digest, part("k", { channel: "C0B" }));
    expect(slack.messages("C0B")).toHaveLength(1);
  });

  it("knows that a post never left where nobody listens", async () => {
    for (const apiUrl of [`http://127.0.0.1:${await freePort()}/api/`, "http://nowhere.invalid/api/"]) {
      const { platform } = await onStage({ platform: { apiUrl } });
      await expect(platform.post(digest, part("k"))).rejects.toMatchObject({ code: "post-later" });
    }
  });

  it("says in plain words why a channel refuses and what to do", async () => {
    const { slack, platform } = await onStage({
      fake: {
        scopes: ["chat:write", "channels:read", "groups:read"],
        channels: mixed,
      },
    });
    const refusal = (channel: string): Promise<[string, string]> =>
      platform.post(digest, part("k", { channel })).then(
        () => ["", ""],
        (error) => [error.code, error.message],
      );
    expect(await refusal("C0OUT")).toEqual([
      "post-refused",
      "Slack did not take the post for C0OUT: the bot is not in the channel (not_in_channel). Type /invite @pullquote (or the name your app has) in the channel.",
    ]);
    expect((await refusal("C0OLD"))[1]).toContain("the channel is archived (is_archived). Unarchive it");
    expect((await refusal("C0SECRET"))[1]).toContain("it is private and the bot is not in it (channel_not_found)");
    slack.space.scopes = ["commands"];
    expect((await refusal("C0IN"))[1]).toContain("lacks a permission (missing_scope: chat:write). Add the scopes of slack-manifest.yaml");
    slack.revoke("bot");
    const [code, message] = await refusal("C0IN2");
    expect([code, message]).toEqual(["post-refused", expect.stringContaining("the token was revoked (token_revoked)")]);
    expect(message).not.toContain(slack.botToken);
  });

  it("has a whole sentence of advice for every code", () => {
    for (const [code, refusal] of Object.entries(refusals)) {
      expect(code).toMatch(/^[a-z_]+$/);
      expect(refusal.says).toMatch(/^[a-zS].*[^.]$/);
      expect(refusal.remedy).toMatch(/^[A-Z].*\.$/);
    }
    expect(refusalOf("constructor").post).toBe("refused");
    expect(slackCode({ code: "slack_webapi_platform_error", data: { error: "<html>login</html>" } })).toBeNull();
    expect(problem({ code: "slack_webapi_platform_error", data: { error: "<html>" } }, "x").code).toBe("post-doubtful");
  });
});

describe("looking for a post in doubt", () => {
  it("finds a post that arrived though its answer was lost, and not one that did not", async () => {
    const { slack, platform } = await onStage();
    slack.fault("chat.postMessage", { when: "after", do: "drop" });
    await expect(platform.post(digest, part("lost"))).rejects.toMatchObject({ code: "post-doubtful" });
    expect(await platform.find(part("lost"), longAgo)).toEqual({ messageId: slack.messages()[0]?.ts });
    expect(await platform.find(part("never"), longAgo)).toBeNull();
  });

  it("finds a later part in the first one's thread", async () => {
    const { slack, platform } = await onStage({ platform: { clock: shortPauses } });
    const card = longCard(8);
    const first = await platform.post(card, part("a"));
    const second = await platform.post(card, part("b", { part: 1, earlier: [first] }));
    expect(await platform.find(part("b", { part: 1, earlier: [first] }), longAgo)).toEqual(second);
    expect(await platform.find(part("c", { part: 2, earlier: [first] }), longAgo)).toBeNull();
    expect(slack.calls("conversations.replies")).toBe(2);
  });

  it("looks through every page, and trusts no message that only pretends", async () => {
    const { slack, platform } = await onStage();
    await platform.post(digest, part("k"));
    const [ours] = slack.messages();
    if (!ours) throw new Error("not posted");
    slack.space.messages.length = 0;
    for (let n = 0; n < 450; n++) slack.space.messages.push({ ...ours, ts: slack.space.nextTs(), bot_id: "B0OTHER" });
    expect(await platform.find(part("k"), longAgo)).toBeNull();
    expect(slack.calls("conversations.history")).toBe(3);
    slack.space.messages.unshift(ours);
    expect(await platform.find(part("k"), longAgo)).toEqual({ messageId: ours.ts });
  });

  it("throws where it cannot look, and says why", async () => {
    const { slack, platform } = await onStage({
      fake: { scopes: ["chat:write", "chat:write.public"], channels: [{ id: "C0NEWS", member: false }] },
    });
    await platform.post(digest, part("k"));
    await expect(platform.find(part("k"), longAgo)).rejects.toMatchObject({
      code: "post-refused",
      message: expect.stringContaining("missing_scope: channels:history"),
    });
    slack.space.scopes.push("channels:history");
    await expect(platform.find(part("k"), longAgo)).rejects.toMatchObject({ message: expect.stringContaining("/invite @pullquote") });
    slack.fault("conversations.history", { when: "before", do: "drop" });
    await expect(platform.find(part("k"), longAgo)).rejects.toMatchObject({ code: "post-later" });
  });
});

describe("checking a channel before it is used", () => {
  it("is content with a channel it is in, and with a public one where it may post uninvited", async () => {
    const { platform, log } = await onStage({ fake: { channels: [{ id: "C0IN" }, { id: "C0PUBLIC", member: false }] } });
    expect(await platform.check({ platform: "slack", channel: "C0IN" })).toBeNull();
    expect(await platform.check({ platform: "slack", channel: "C0PUBLIC" })).toBeNull();
    expect(log.lines.find((line) => line.event === "slack not member")?.fields.what).toContain("/invite @pullquote");
  });

  it("says what is missing and how to give it", async () => {
    const { slack, platform } = await onStage({
      fake: {
        scopes: ["chat:write", "channels:read", "groups:read"],
        channels: mixed,
      },
    });
    const check = (channel: string) => platform.check({ platform: "slack", channel });
    expect(await check("C0OUT")).toBe("The bot is not in the Slack channel C0OUT. Type /invite @pullquote in it.");
    expect(await check("C0OLD")).toContain("archived. Unarchive it");
    expect(await check("C0SECRET")).toContain("it is private and the bot is not in it");
    expect(await check("#news")).toContain("not a channel's id");
    slack.space.scopes = ["chat:write"];
    expect(await check("C0OUT")).toContain("missing_scope: channels:read");
    slack.fault("conversations.info", { when: "before", do: 500 });
    expect(await check("C0OUT")).toContain("Slack did not answer properly");
  });

  it("says so where the app may not post at all", async () => {
    const { platform } = await onStage({ fake: { scopes: ["commands"] } });
    expect(await platform.check({ platform: "slack", channel: "C0NEWS" })).toContain("it lacks chat:write");
  });
});
