import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { openApp } from "../src/app.ts";
import { systemClock } from "../src/clock.ts";
import { readConfig } from "../src/config.ts";
import type { Clock } from "../src/ports.ts";
import { openBrowser } from "./fake/browser.ts";
import { start as startProgram } from "./fake/process.ts";
import { freePort } from "./fake/server.ts";
import { type FakeTeam, type SlackFake, startSlackFake } from "./fake/slack/fake.ts";
import { buttons } from "./fake/slack/interactions.ts";
import { fakeClock, keptLog } from "./fake/time.ts";
import { engines, folderPlace, type Place } from "./stores/engines.ts";

/** The whole bot, as it serves two workspaces that installed it. */
const key = Buffer.alloc(32, 7).toString("base64");
const admin = { user: "U0ADMIN" };

/** Events that have nothing to do with each other: one story each. */
const events = [
  ["Harbour hearing", 'The hearing went on. "We will hear all sides before the day is over," said Olga Brandt, who leads the inquiry.'],
  ["Wolves return", 'Shepherds saw three at dawn. "Nobody has to fear them," said Ines Okafor, a ranger of the national park.'],
  ["Budget night", 'It was late. "This budget takes from those who have nothing," said Piet van der Meer, a member of the council.'],
  ["Bridge closed", 'Cracks were found in two pillars. "No lorry will cross it this winter," said Hana Novak, the chief engineer.'],
  ["Orchestra strike", 'The strings stayed away. "We play when we are paid," said Luis Ortega, who speaks for the musicians.'],
  [
    "Snow on the pass",
    'The road was blocked by noon. "Stay at home until the plough has come," said Mirko Halder, of the mountain rescue.',
  ],
] as const;
const news = (n: number) => (events[n - 1] ?? events[0]).join("\n\n");

type Running = { readonly bot: string; ring(): Promise<void>; stop(): Promise<void>; readonly log: ReturnType<typeof keptLog> };
type Setting = {
  readonly slack: SlackFake;
  readonly place: Place;
  readonly sources: string;
  readonly clock?: Clock;
  readonly env?: Record<string, string>;
};

async function start({ slack, place, sources, clock = systemClock, env = {} }: Setting): Promise<Running> {
  const port = await freePort();
  const bot = `http://127.0.0.1:${port}`;
  slack.app.redirects = [bot];
  const config = readConfig({
    SOURCES: sources,
    ...(place.options.url
      ? { DATABASE_URL: place.options.url, DATA_FOLDER: mkdtempSync(join(tmpdir(), "pullquote-")) }
      : { DATA_FOLDER: place.options.folder }),
    SLACK_CLIENT_ID: slack.app.clientId,
    SLACK_CLIENT_SECRET: slack.app.clientSecret,
    SLACK_SIGNING_SECRET: slack.signingSecret,
    SLACK_PUBLIC_URL: bot,
    SLACK_PORT: String(port),
    SLACK_API_URL: slack.apiUrl,
    TOKEN_KEY: key,
    WEB_PORT: "0",
    ...env,
  });
  if ("mistakes" in config) throw new Error(config.mistakes.join("\n"));
  const log = keptLog();
  let ring = async () => {};
  const app = await openApp({
    ...{ config, clock, log, bot: true },
    alarm: (beat) => {
      ring = beat;
      return { destroy() {} };
    },
  });
  // Before the start: people are taken into memory then.
  await app.read();
  await app.start();
  slack.requestUrl = `${bot}/slack/events`;
  let over = false;
  const stop = async () => {
    if (over) return;
    over = true;
    await app.stop();
  };
  onTestFinished(stop);
  return { bot, ring: () => ring(), stop, log };
}

async function stage() {
  const slack = await startSlackFake();
  onTestFinished(() => slack.stop());
  const sources = mkdtempSync(join(tmpdir(), "pullquote-news-"));
  writeFileSync(join(sources, "1.txt"), news(1));
  const one = slack.addTeam({ team: "T0ONE", name: "One", channels: [{ id: "C0NEWS" }, { id: "C0SET" }] });
  const two = slack.addTeam({ team: "T0TWO", name: "Two", channels: [{ id: "C0NEWS" }, { id: "C0SECRET" }] });
  return { slack, sources, one, two };
}

const install = (bot: string, team: FakeTeam) => openBrowser().install(bot, `team=${team.space.ids.team}`);
const said = ({ answers }: Awaited<ReturnType<FakeTeam["command"]>>) => JSON.stringify(answers.map(({ blocks }) => blocks));
const digest = (team: FakeTeam, text: string, more: object = {}) =>
  team.command(text, { command: "/digest", channel: "C0NEWS", ...admin, ...more });

describe("two workspaces of one bot", () => {
  it("see and manage nothing of each other, though they share the news", async () => {
    const { slack, sources, one, two } = await stage();
    const { bot, log } = await start({ slack, sources, place: folderPlace(), env: { SLACK_CHANNELS: "T0ONE/C0SET" } });
    for (const team of [one, two]) await install(bot, team);

    expect(said(await digest(one, "schedule daily 7:13 UTC"))).toContain("7:13");
    expect(said(await digest(two, "schedule daily 9:47 UTC", { channel: "C0SECRET" }))).toContain("9:47");
    // The same channel's id in the other workspace is another channel.
    expect(said(await digest(two, "status"))).not.toContain("7:13");
    for (const team of [one, two]) expect(said(await team.command("brandt"))).toContain("hear all sides");

    await one.command("follow Olga Brandt");
    expect(said(await one.command("following"))).toContain("Olga Brandt");
    expect(said(await two.command("following"))).not.toContain("Olga Brandt");

    for (const team of [one, two]) await team.openHome("U0READER");
    const [first, second] = [one, two].map(({ space }) => JSON.stringify(space.views.at(-1)?.view));
    expect([first?.includes("C0NEWS"), first?.includes("C0SET"), first?.includes("Olga Brandt")]).toEqual([true, true, true]);
    expect([second?.includes("C0SECRET"), second?.includes("9:47")]).toEqual([true, true]);
    for (const theirs of ["C0SECRET", "9:47", "T0"]) expect(first).not.toContain(theirs);
    for (const theirs of ["C0NEWS", "C0SET", "7:13", "Olga Brandt", "T0"]) expect(second).not.toContain(theirs);

    // A button of the one, sealed by the bot, pressed in the other: it does there what it says, to nobody else.
    const { answers } = await digest(one, "status");
    const pause = buttons(answers.flatMap(({ blocks }) => blocks)).find(({ label }) => /pause/i.test(label));
    if (!pause) throw new Error("no button to pause");
    await two.press(pause, { channel: "C0NEWS", ...admin });
    expect(said(await digest(one, "status"))).not.toMatch(/paused/i);
    await two.press(pause, { channel: "C0NEWS", user: "U0READER" });
    expect(said(await digest(one, "status", { user: "U0READER" }))).not.toContain("7:13");

    expect(said(await digest(two, "sources"))).toContain(sources.slice(-6));
    for (const change of ["sources add https://evil.example", `sources remove ${sources}`, "sources check"])
      expect(said(await digest(two, change))).toContain("its admin channel");

    for (const [team, channel] of [
      [one, "C0NEWS"],
      [two, "C0SECRET"],
    ] as const) {
      await digest(team, "now", { channel });
      expect(await slack.until(() => team.messages(channel).length === 1, 30_000)).toBe(true);
    }
    expect([one.messages().length, two.messages().length]).toEqual([1, 1]);
    expect(slack.violations).toEqual([]);
    for (const team of [one, two]) expect(JSON.stringify(log.lines)).not.toContain(team.space.tokens.bot);
  }, 90_000);

  it("get their digests, none after they took the app out, and nothing late when they are back", async () => {
    const { slack, sources, one, two } = await stage();
    const clock = fakeClock("2026-11-23T07:30:00Z");
    const place = folderPlace();
    const env = { SLACK_CHANNELS: "T0ONE/C0SET,T0TWO/C0NEWS", DIGEST_CRON: "0 8 * * *" };
    let running = await start({ slack, sources, place, clock, env });
    for (const team of [one, two]) await install(running.bot, team);
    await digest(two, "schedule daily 8:00 UTC", { channel: "C0SECRET" });

    /** The minute comes; whatever is to be posted then is. */
    async function at(time: string, n: number, there: () => boolean): Promise<void> {
      writeFileSync(join(sources, `${n}.txt`), news(n));
      clock.set(time);
      await running.ring();
      for (const since = Date.now(); !there() && Date.now() - since < 20_000; ) {
        clock.advance(500);
        await systemClock.sleep(20);
      }
      expect(there()).toBe(true);
    }
    const counts = () => [one.messages("C0SET").length, two.messages("C0NEWS").length, two.messages("C0SECRET").length];
    await running.ring();
    await at("2026-11-23T08:00:10Z", 2, () => counts().every((n) => n === 1));

    await two.uninstall();
    await at("2026-11-24T08:00:10Z", 3, () => one.messages("C0SET").length === 2);
    // A restart changes nothing of it.
    await running.stop();
    running = await start({ slack, sources, place, clock, env });
    await at("2026-11-25T08:00:10Z", 4, () => one.messages("C0SET").length === 3);

    clock.set("2026-11-25T08:30:00Z");
    await install(running.bot, two);
    await at("2026-11-25T08:31:00Z", 5, () => true);
    await at("2026-11-26T08:00:10Z", 6, () => one.messages("C0SET").length === 4 && two.messages("C0SECRET").length === 2);
    expect(counts()).toEqual([4, 2, 2]);
    expect(running.log.lines.filter(({ event }) => event === "digest missed").map(({ fields }) => fields.schedule)).toEqual([]);
    expect(slack.violations).toEqual([]);
  }, 120_000);
});

describe("the program", () => {
  it("keeps what is installed over restarts, moves to a new key and says so, and prints no token", async () => {
    const { slack, sources, one, two } = await stage();
    const cwd = mkdtempSync(join(tmpdir(), "pullquote-"));
    const port = await freePort();
    const bot = `http://127.0.0.1:${port}`;
    slack.app.redirects = [bot];
    const next = Buffer.alloc(32, 9).toString("base64");
    const run = async (keys: string, says: RegExp, act = async () => {}) => {
      const env = {
        ...{ SOURCES: sources, SLACK_CLIENT_ID: slack.app.clientId, SLACK_CLIENT_SECRET: slack.app.clientSecret, TOKEN_KEY: keys },
        ...{ SLACK_SIGNING_SECRET: slack.signingSecret, SLACK_PUBLIC_URL: bot, SLACK_PORT: String(port), SLACK_API_URL: slack.apiUrl },
        LOG_LEVEL: "debug",
      };
      const program = startProgram([], { cwd, env });
      await program.until(/slack waits for workspaces/, 60_000);
      slack.requestUrl = `${bot}/slack/events`;
      await act();
      await program.until(says);
      for (const team of [one, two]) expect((await team.command("brandt")).answers).toHaveLength(1);
      program.child.kill("SIGTERM");
      const { code, out, err } = await program.ended();
      expect(code).toBe(0);
      for (const { space } of [one, two]) expect(out + err).not.toContain(space.tokens.bot);
    };
    await run(key, /T0TWO.*slack app installed/, async () => {
      for (const team of [one, two]) await install(bot, team);
    });
    await run(next, /TOKEN_KEY=new,old.*slack tokens cannot be opened/);
    await run(`${next},${key}`, /slack tokens encrypted with the new key/);
    await run(next, /slack started/);
    expect(slack.violations).toEqual([]);
  }, 180_000);
});

describe.each(engines.filter(({ name, skip }) => name === "PostgreSQL" && !skip))("two replicas on $name", (engine) => {
  it("share what is installed, and a state that one gave out is good at the other, once", async () => {
    const { slack, sources, one, two } = await stage();
    const place = await engine.place();
    const [first, second] = [await start({ slack, sources, place }), await start({ slack, sources, place })];
    // Behind one address they are one; here each has its own.
    slack.app.redirects = [first.bot, second.bot];
    const browser = openBrowser();
    const back = await browser.toSlackAndBack(first.bot, "team=T0ONE");
    const cookies = [...browser.jar];
    expect((await browser.get(back.replace(first.bot, second.bot))).status).toBe(200);
    for (const [name, value] of cookies) browser.jar.set(name, value);
    expect((await browser.get(back)).status).toBe(400);
    await install(second.bot, two);
    for (const { bot } of [first, second]) {
      slack.requestUrl = `${bot}/slack/events`;
      for (const team of [one, two]) expect(said(await team.command("brandt"))).toContain("hear all sides");
    }
    slack.requestUrl = `${first.bot}/slack/events`;
    await two.uninstall();
    slack.requestUrl = `${second.bot}/slack/events`;
    await digest(one, "now");
    expect(await slack.until(() => one.messages("C0NEWS").length === 1, 30_000)).toBe(true);
    for (const { log } of [first, second]) expect(log.lines.filter(({ level }) => level === "error")).toEqual([]);
    expect(slack.violations).toEqual([]);
    await Promise.all([first.stop(), second.stop()]);
    await place.destroy();
  }, 90_000);
});
