import { createServer } from "node:http";
import { afterEach, describe, expect, it, onTestFinished, vi } from "vitest";
import { systemClock } from "../../../src/clock.ts";
import { slackPlatform } from "../../../src/platforms/slack/connect.ts";
import { openStore } from "../../../src/stores/open.ts";
import { openBrowser } from "../../fake/browser.ts";
import { unsealed } from "../../fake/codes.ts";
import { deskOf } from "../../fake/desk.ts";
import { digest } from "../../fake/example-cards.ts";
import { freePort } from "../../fake/server.ts";
import { type SlackFakeOptions, startSlackFake } from "../../fake/slack/fake.ts";
import { keptLog } from "../../fake/time.ts";
import { folderPlace, type Place } from "../../stores/engines.ts";
import { stages } from "./setting.ts";

stages();
const key = Buffer.alloc(32, 7);
const stateSecret = "what signs states in these tests";

type Setting = {
  readonly http?: boolean;
  readonly place?: Place;
  readonly keys?: readonly Uint8Array[];
  readonly slack?: Awaited<ReturnType<typeof startSlackFake>>;
  readonly fake?: SlackFakeOptions;
  readonly platform?: Partial<Parameters<typeof slackPlatform>[0]>;
  readonly allowed?: readonly string[];
};

/** A bot that workspaces install, before a Slack with two of them; started. */
async function several({ http = true, place = folderPlace(), keys = [key], ...more }: Setting = {}) {
  const slack = more.slack ?? (await startSlackFake(more.fake));
  const port = await freePort();
  const bot = `http://127.0.0.1:${port}`;
  slack.app.redirects = [`${bot}/slack/oauth_redirect`];
  const log = keptLog();
  const store = await openStore({ ...place.options, log, clock: systemClock, tokenKeys: keys, lock: false });
  const { installations, leases } = store;
  const { clientId, clientSecret } = slack.app;
  const platform = slackPlatform({
    oauth: { clientId, clientSecret, stateSecret, publicUrl: bot, allowed: more.allowed ?? [], installations, leases },
    ...(http ? { signingSecret: slack.signingSecret } : { appToken: slack.appToken }),
    ...{ port, host: "127.0.0.1", apiUrl: slack.apiUrl, codes: unsealed, log, clock: systemClock, timeoutMs: 8000, patienceMs: 40_000 },
    ...more.platform,
  });
  const desk = deskOf(digest);
  let over = false;
  const end = async () => {
    if (over) return;
    over = true;
    await platform.stop();
    await store.close();
  };
  onTestFinished(async () => {
    await end();
    if (!more.slack) await slack.stop();
  });
  await platform.start(desk);
  if (http) slack.requestUrl = `${bot}/slack/events`;
  return { slack, bot, platform, store, desk, log, place, end };
}

const teams = (slack: Awaited<ReturnType<typeof startSlackFake>>) => ({
  one: slack.addTeam({ team: "T0ONE", name: "One & Co", channels: [{ id: "C0NEWS" }] }),
  two: slack.addTeam({ team: "T0TWO", name: "Two", channels: [{ id: "C0NEWS" }, { id: "C0OTHER" }] }),
});

const part = (channel: string) => ({ channel, key: `k ${channel}`, part: 0 });

afterEach(() => void vi.useRealTimers());

describe("an installation", () => {
  it("of two workspaces gives each commands, posts and direct messages with its own token", async () => {
    const { slack, bot, platform, store, desk, log } = await several();
    const { one, two } = teams(slack);
    const browser = openBrowser();
    const page = await browser.get(`${bot}/slack/install`);
    expect(page.cookies).toEqual([expect.stringMatching(/^slack-app-oauth-state=\S+; Secure; HttpOnly; Path=\/; Max-Age=600$/)]);
    expect((await browser.install(bot, "team=T0ONE")).status).toBe(200);
    expect((await openBrowser().install(bot, "team=T0TWO")).status).toBe(200);
    expect((await store.installations.all()).map(({ workspace, name }) => [workspace, name])).toEqual([
      ["T0ONE", "One & Co"],
      ["T0TWO", "Two"],
    ]);
    expect(one.space.tokens.bot).not.toBe(two.space.tokens.bot);
    for (const team of [one, two]) expect((await team.command("karzai")).answers).toHaveLength(1);
    expect(desk.asked.map(({ asker }) => [asker.user, asker.channel])).toEqual([
      ["T0ONE/U0READER", "T0ONE/C0NEWS"],
      ["T0TWO/U0READER", "T0TWO/C0NEWS"],
    ]);
    await platform.post(digest, part("T0ONE/C0NEWS"));
    await platform.post(digest, part("@T0TWO/U0READER"));
    expect([one.messages().length, two.messages().map(({ channel }) => channel)]).toEqual([1, ["D0READER"]]);
    // The one's token is of no use in the other's channel.
    await expect(platform.post(digest, part("T0ONE/C0OTHER"))).rejects.toMatchObject({
      code: "post-refused",
      message: expect.stringContaining("channel_not_found"),
    });
    expect(await platform.check({ platform: "slack", channel: "T0TWO/C0OTHER" })).toBeNull();
    expect(await platform.check({ platform: "slack", channel: "T0ONE/C0OTHER" })).toContain("channel_not_found");
    expect(platform.link({ platform: "slack", channel: "T0TWO/C0OTHER" }, { messageId: "1.2" })).toBe(
      "https://t0two.slack.com/archives/C0OTHER/p12",
    );
    await one.openHome();
    await two.openHome();
    expect([one.space.views.length, two.space.views.length]).toEqual([1, 1]);
    expect(slack.violations).toEqual([]);
    const said = JSON.stringify(log.lines);
    for (const team of [one, two]) expect(said).not.toContain(team.space.tokens.bot);
  });

  it("works with Socket Mode too, its pages on a port of their own", async () => {
    const { slack, bot, platform } = await several({ http: false });
    const { one } = teams(slack);
    expect((await openBrowser().install(bot, "team=T0ONE")).status).toBe(200);
    expect((await one.command("karzai")).answers).toHaveLength(1);
    expect((await fetch(`${bot}/slack/events`, { method: "POST" })).status).toBe(404);
    expect(platform.connected()).toBe(true);
    await platform.stop();
    await expect(fetch(`${bot}/slack/install`)).rejects.toThrow();
  });

  it("names a port that is in use", async () => {
    const taken = createServer();
    await new Promise<void>((resolve) => taken.listen(0, "127.0.0.1", resolve));
    onTestFinished(() => void taken.close());
    const { port } = taken.address() as { port: number };
    await expect(several({ http: false, platform: { port } })).rejects.toMatchObject({ code: "port" });
  });

  it("that is cancelled, forged, replayed, another browser's or too old installs nothing and says so", async () => {
    const { slack, bot, store } = await several();
    teams(slack);
    const browser = openBrowser();
    const cancelled = await browser.install(bot, "team=T0ONE&deny=1");
    expect([cancelled.status, cancelled.text]).toEqual([403, expect.stringContaining("was cancelled")]);

    const forged = new URL(await browser.toSlackAndBack(bot, "team=T0ONE"));
    forged.searchParams.set("state", "eyJhbGciOiJub25lIn0.e30.");
    expect(await browser.get(forged.href)).toMatchObject({ status: 400, text: expect.stringContaining("not good any more") });
    // Also with a cookie to match.
    browser.jar.set("slack-app-oauth-state", "eyJhbGciOiJub25lIn0.e30.");
    expect((await browser.get(forged.href)).status).toBe(400);

    const back = await browser.toSlackAndBack(bot, "team=T0ONE");
    expect((await openBrowser().get(back)).status).toBe(400);
    expect(await store.installations.all()).toEqual([]);

    const cookie = [...browser.jar];
    expect((await browser.get(back)).status).toBe(200);
    expect(browser.jar.size).toBe(0);
    expect((await browser.get(back)).status).toBe(400);
    for (const [name, value] of cookie) browser.jar.set(name, value);
    const exchanged = slack.calls("oauth.v2.access");
    expect(await browser.get(back)).toMatchObject({ status: 400, text: expect.stringContaining("not good any more") });
    expect(slack.calls("oauth.v2.access")).toBe(exchanged);

    const late = await browser.toSlackAndBack(bot, "team=T0TWO");
    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 11 * 60_000 });
    expect((await browser.get(late)).status).toBe(400);
    vi.useRealTimers();
    expect((await store.installations.all()).map(({ workspace }) => workspace)).toEqual(["T0ONE"]);
  });

  it("of a workspace that may not is refused, and its token given back", async () => {
    const { slack, bot, store } = await several({ allowed: ["T0TWO", "E0ORG"] });
    const { one } = teams(slack);
    slack.addTeam({ team: "T0GRID", enterprise: "E0ORG" });
    expect(await openBrowser().install(bot, "team=T0ONE")).toMatchObject({
      status: 403,
      text: expect.stringContaining("for other workspaces"),
    });
    expect([slack.calls("auth.revoke"), one.space.tokens.revoked.size]).toEqual([1, 1]);
    expect(await store.installations.all()).toEqual([]);
    for (const team of ["T0TWO", "T0GRID"]) expect((await openBrowser().install(bot, `team=${team}`)).status).toBe(200);
    expect(await store.installations.all()).toHaveLength(2);
  });

  it("that Slack refuses says Slack's word, and no code and no secret", async () => {
    const { slack, bot, store, log } = await several();
    teams(slack);
    const back = await (async () => {
      const browser = openBrowser();
      const location = await browser.toSlackAndBack(bot, "team=T0ONE");
      slack.fault("oauth.v2.access", { when: "before", do: { error: "bad_client_secret" } });
      return { ...(await browser.get(location)), code: new URL(location).searchParams.get("code") ?? "none" };
    })();
    expect([back.status, back.text]).toEqual([502, expect.stringContaining("bad_client_secret")]);
    slack.fault("oauth.v2.access", { when: "before", do: "drop" });
    expect(await openBrowser().install(bot, "team=T0ONE")).toMatchObject({ status: 502, text: expect.stringContaining("Try again") });
    expect(await store.installations.all()).toEqual([]);
    const said = JSON.stringify(log.lines) + back.text;
    for (const secret of [back.code, slack.app.clientSecret, stateSecret]) expect(said).not.toContain(secret);
    expect(log.lines.filter(({ event }) => event === "slack app not installed")).toHaveLength(2);
  });
});

describe("a workspace", () => {
  it("that takes the app out gets nothing any more, the other goes on; it comes back by installing", async () => {
    const { slack, bot, platform, store } = await several();
    const { one, two } = teams(slack);
    for (const team of ["T0ONE", "T0TWO"]) await openBrowser().install(bot, `team=${team}`);
    const [before] = await store.installations.all();
    // Installed where it is already: nothing begins anew.
    await openBrowser().install(bot, "team=T0ONE");
    expect((await store.installations.one("T0ONE"))?.since).toBe(before?.since);
    await one.uninstall();
    expect((await store.installations.all()).map(({ workspace }) => workspace)).toEqual(["T0TWO"]);
    await expect(platform.post(digest, part("T0ONE/C0NEWS"))).rejects.toMatchObject({
      code: "post-refused",
      message: `The Slack app is not installed in the workspace T0ONE. Nothing is posted there until somebody of it installs it at ${bot}/slack/install.`,
    });
    expect(await platform.check({ platform: "slack", channel: "T0ONE/C0NEWS" })).toContain("is not installed in the workspace T0ONE");
    await platform.post(digest, part("T0TWO/C0NEWS"));
    expect([one.messages().length, two.messages().length]).toEqual([0, 1]);
    await openBrowser().install(bot, "team=T0ONE");
    await platform.post(digest, part("T0ONE/C0NEWS"));
    expect(one.messages()).toHaveLength(1);
    // Slack tells again what it told before the app came back.
    await one.event({ type: "app_uninstalled" }, { at: Date.parse(before?.since ?? "") - 60_000 });
    expect(await store.installations.one("T0ONE")).not.toBeNull();
    await one.event({ type: "tokens_revoked", tokens: { oauth: ["U0READER"], bot: [] } }, { at: Date.now() + 1000 });
    expect(await store.installations.one("T0ONE")).not.toBeNull();
    await one.event({ type: "tokens_revoked", tokens: { oauth: [], bot: ["U0BOT"] } }, { at: Date.now() + 1000 });
    expect(await store.installations.one("T0ONE")).toBeNull();
    expect(slack.violations).toEqual([]);
  });

  it("whose token Slack does not take any more is told of as such", async () => {
    const { slack, bot, platform } = await several();
    const { one, two } = teams(slack);
    for (const team of ["T0ONE", "T0TWO"]) await openBrowser().install(bot, `team=${team}`);
    one.space.tokens.revoked.add(one.space.tokens.bot);
    two.space.tokens.inactive.add(two.space.tokens.bot);
    for (const [channel, code] of [
      ["T0ONE/C0NEWS", "token_revoked"],
      ["T0TWO/C0NEWS", "account_inactive"],
    ] as const)
      await expect(platform.post(digest, part(channel))).rejects.toMatchObject({
        code: "post-refused",
        message: expect.stringContaining(code),
      });
    const { workspaces } = await platform.identify();
    expect(workspaces?.map(({ problem }) => problem)).toEqual([
      expect.stringContaining("token_revoked"),
      expect.stringContaining("account_inactive"),
    ]);
  });

  it("pauses alone where Slack asks it to", async () => {
    const { slack, bot, platform } = await several();
    const { two } = teams(slack);
    for (const team of ["T0ONE", "T0TWO"]) await openBrowser().install(bot, `team=${team}`);
    slack.fault("chat.postMessage", { when: "before", do: { retryAfter: 30 } });
    await expect(platform.post(digest, part("T0ONE/C0NEWS"))).rejects.toMatchObject({ code: "post-later" });
    await expect(platform.post(digest, part("T0ONE/C0NEWS"))).rejects.toMatchObject({ code: "post-later" });
    expect(slack.calls("chat.postMessage")).toBe(1);
    await platform.post(digest, part("T0TWO/C0NEWS"));
    expect(two.messages()).toHaveLength(1);
  });

  it("has its own who may manage: another's administrator in a shared channel is none", async () => {
    const { slack, bot, desk } = await several({ platform: { managers: ["T0TWO/U0READER"] } });
    const { one, two } = teams(slack);
    for (const team of ["T0ONE", "T0TWO"]) await openBrowser().install(bot, `team=${team}`);
    one.space.administrators.add("U0GUEST.T9OTHER");
    for (const user of ["U0ADMIN", "U0READER", "U0GUEST.T9OTHER"]) await one.command("status", { command: "/digest", user });
    for (const user of ["U0ADMIN", "U0READER"]) await two.command("status", { command: "/digest", user });
    expect(desk.asked.map(({ asker }) => [asker.user, asker.manages])).toEqual([
      ["T0ONE/U0ADMIN", true],
      ["T0ONE/U0READER", false],
      ["T0ONE/U0GUEST.T9OTHER", false],
      ["T0TWO/U0ADMIN", false],
      ["T0TWO/U0READER", true],
    ]);
  });
});

describe("what is kept", () => {
  it("outlives a restart, and a token that runs out is renewed once", async () => {
    const first = await several();
    const { slack, bot, place } = first;
    slack.app.rotates = true;
    const { one } = teams(slack);
    await openBrowser().install(bot, "team=T0ONE");
    await first.end();
    const { platform, store } = await several({ place, slack });
    await platform.post(digest, part("T0ONE/C0NEWS"));
    const old = one.space.tokens.bot;
    // Within two hours of its end.
    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 11 * 3_600_000 });
    await Promise.all([
      one.command("karzai"),
      platform.post(digest, part("@T0ONE/U0READER")),
      platform.post(digest, part("@T0ONE/U0OTHER")),
    ]);
    vi.useRealTimers();
    expect(one.space.tokens.bot).not.toBe(old);
    expect(slack.calls("oauth.v2.access")).toBe(2);
    expect((await store.installations.one("T0ONE"))?.secret).toContain(one.space.tokens.bot);
    expect(one.messages()).toHaveLength(3);
    await slack.stop();
  });

  it("waits with a wrong key, says so, and is there again with the right one before a new one", async () => {
    const first = await several();
    const { slack, bot, place } = first;
    const { one, two } = teams(slack);
    for (const team of ["T0ONE", "T0TWO"]) await openBrowser().install(bot, `team=${team}`);
    await first.end();

    const other = Buffer.alloc(32, 9);
    const wrong = await several({ place, slack, keys: [other] });
    expect(wrong.log.lines.filter(({ event }) => event === "slack tokens cannot be opened").map(({ fields }) => fields)).toEqual([
      {
        workspaces: ["T0ONE", "T0TWO"],
        why: expect.stringMatching(/^TOKEN_KEY does not open the tokens of 2 workspaces\. Put the key they were encrypted with behind/),
      },
    ]);
    await expect(wrong.platform.post(digest, part("T0ONE/C0NEWS"))).rejects.toMatchObject({
      code: "post-later",
      message: expect.stringContaining("TOKEN_KEY=new,old"),
    });
    // A question is answered all the same: that needs no token.
    expect((await one.command("karzai")).answers).toHaveLength(1);
    // One that installs again need not wait.
    await openBrowser().install(wrong.bot, "team=T0TWO");
    await wrong.platform.post(digest, part("T0TWO/C0NEWS"));
    await wrong.end();

    const both = await several({ place, slack, keys: [other, key] });
    await both.platform.post(digest, part("T0ONE/C0NEWS"));
    await both.end();
    const last = await several({ place, slack, keys: [other] });
    await last.platform.post(digest, part("T0ONE/C0NEWS"));
    expect([one.messages().length, two.messages().length]).toEqual([2, 1]);
    await slack.stop();
  });
});

describe("an organisation", () => {
  it("that installs the app for all of its workspaces is served in each, and each knows only its own", async () => {
    const { slack, bot, platform, store, desk } = await several();
    const [one, two] = ["T0GRID", "T0GRID2"].map((team, n) =>
      slack.addTeam({ team, enterprise: "E0ORG", channels: [{ id: n === 0 ? "C0NEWS" : "C0MORE" }] }),
    );
    expect((await openBrowser().install(bot, "team=T0GRID&whole=1")).status).toBe(200);
    expect((await store.installations.all()).map(({ workspace, name }) => [workspace, name])).toEqual([["E0ORG", "Organisation E0ORG"]]);
    await one?.command("karzai");
    await two?.openHome();
    expect(desk.asked.map(({ asker }) => asker.user)).toEqual(["E0ORG-T0GRID/U0READER", "E0ORG-T0GRID2/U0READER"]);
    await platform.post(digest, part("E0ORG-T0GRID2/C0MORE"));
    expect([two?.messages().length, two?.space.views.length]).toEqual([1, 1]);
    await one?.event({ type: "app_uninstalled" }, { at: Date.now() + 1000 });
    expect(await store.installations.all()).toEqual([]);
    expect(slack.violations).toEqual([]);
  });
});
