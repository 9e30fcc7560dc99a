import { beforeEach, describe, expect, it } from "vitest";
import { openChat } from "../src/app/chat.ts";
import type { Config } from "../src/config.ts";
import { readConfig } from "../src/config.ts";
import { ingest } from "../src/ingest.ts";
import { type ManageSourcesParts, manageSources } from "../src/manage/sources.ts";
import { type Draft, type Instant, instant } from "../src/news/article.ts";
import type { Card } from "../src/news/card.ts";
import { parseManaging, parseQuestion, type Question } from "../src/news/question.ts";
import type { KnownSource, SourceState } from "../src/ports/sources.ts";
import type { Asker, Store } from "../src/ports.ts";
import { deliver } from "../src/publish/deliver.ts";
import { publish } from "../src/publish.ts";
import { tick } from "../src/schedule.ts";
import { openStore } from "../src/stores/open.ts";
import { extractiveSummariser } from "../src/summarisers/extractive.ts";
import { memoryPlatform } from "./fake/platform.ts";
import { fakeClock, keptLog } from "./fake/time.ts";

const clock = fakeClock("2026-11-27T07:00:00.000Z");
const log = keptLog();
const draft = (n: number, title: string, text: string): Draft => ({
  origin: "test",
  title,
  text,
  outlet: "City News",
  url: `https://city.example/${n}`,
});
const harbour = (n: number) =>
  draft(
    n,
    `Harbour hearing ${n}`,
    `The hearing went on. "We will hear all sides before day ${n} is over," said Olga Brandt, who leads the inquiry.`,
  );
/** Another event, so that it is a story of its own. */
const wolves = draft(
  70,
  "Wolves return to the valley",
  'Shepherds saw three of them at dawn. "Nobody has to fear them," said Ines Okafor, a ranger of the national park.',
);
const budget = draft(
  90,
  "Budget",
  'It was late. "This budget takes from those who have nothing," said Piet van der Meer, a member of the council.',
);

const config = (more: Record<string, string> = {}): Config => {
  const read = readConfig({
    SLACK_BOT_TOKEN: "xoxb-1",
    SLACK_APP_TOKEN: "xapp-1",
    SLACK_CHANNELS: "C0SET",
    SLACK_PING_GROUPS: "S0NEWS",
    DIGEST_CRON: "0 8 * * *",
    ...more,
  });
  if ("mistakes" in read) throw new Error(read.mistakes.join("\n"));
  return read;
};

/** Nothing is asked of the network here. */
const unused = null as unknown as ManageSourcesParts["probe"] & ManageSourcesParts["opml"];

let store: Store;
beforeEach(async () => {
  clock.set("2026-11-27T07:00:00.000Z");
  log.lines.length = 0;
  store = await openStore({ folder: ":memory:", log, clock });
  return () => store.close();
});

function bot(more: Record<string, string> = {}) {
  const slack = memoryPlatform("slack");
  const publishing = {
    archive: store.archive,
    outbox: store.outbox,
    platforms: new Map([["slack" as const, slack.platform]]),
    clock,
    log,
    stories: 5,
    catchUpHours: 6,
  };
  const sources = manageSources({ register: store.sources, probe: unused, opml: unused, clock, settings: [] });
  const chat = openChat({ config: config(more), store, publishing, sources });
  const asker: Asker = { platform: "slack", user: "U1", channel: "C1", name: "mara", manages: true };
  const ask = (question: Question, who: Partial<Asker> = {}) => chat.desk.answer(question, { ...asker, ...who });
  return {
    slack,
    chat,
    ask,
    type: (typed: string, who: Partial<Asker> = {}) => ask(parseManaging(typed), who),
    async read(...drafts: Draft[]) {
      await ingest({
        sources: [{ name: "test", read: async () => ({ drafts, skipped: [] }) }],
        archive: store.archive,
        register: store.sources,
        summariser: extractiveSummariser(),
        clock,
        log,
      });
    },
    async beat() {
      const schedules = await chat.schedules();
      await tick({
        schedules,
        outbox: store.outbox,
        clock,
        log,
        catchUpHours: 6,
        publish: (s, slot, late) => publish(publishing, s, slot, late),
      });
      await deliver(publishing, new AbortController().signal);
    },
  };
}

const text = (card: Card) =>
  [
    card.title,
    card.note ?? "",
    ...card.items.flatMap((item) => (item.kind === "notice" ? [item.heading ?? "", ...item.lines.map((l) => l.text)] : [])),
  ].join("\n");
const titles = (card: Card) => card.items.flatMap((item) => (item.kind === "story" ? [item.source.title] : []));

describe("the Home tab", () => {
  const source = (name: string, state: Partial<SourceState>): KnownSource => ({
    address: `https://${name}.example/feed`,
    addedBy: "command",
    addedAt: "2026-11-20T08:00:00.000Z" as Instant,
    state: { kind: "feed", nextAt: "2026-11-27T08:00:00.000Z" as Instant, title: `The ${name}`, ...state },
  });

  it("shows channels with their next slot, sources with how they are, what is broken and since when, whom one follows", async () => {
    const { ask, type, read } = bot({ DIGEST_TIMEZONE: "UTC" });
    await read(harbour(1));
    await type("schedule weekdays 9:00 Europe/Berlin");
    await ask({ kind: "follow", person: "Olga Brandt", when: "now" });
    const readAt = "2026-11-27T06:00:00.000Z" as Instant;
    const since = "2026-11-25T06:00:00.000Z" as Instant;
    await store.sources.add([
      source("Echo", { readAt }),
      source("Globe", { readAt, trouble: { kind: "failing", words: "HTTP 500 at https://secret.example", since, times: 9 } }),
    ]);
    const home = await ask({ kind: "home" });
    const lines = home.items.flatMap((item) => (item.kind === "notice" ? item.lines : []));
    expect(lines).toContainEqual({
      text: "C1: weekdays 9:00 Europe/Berlin · Next: Fri, 27 Nov 2026, 09:00 (Europe/Berlin).",
      channel: "C1",
    });
    expect(lines.find(({ channel }) => channel === "C0SET")?.text).toContain("Next: Fri, 27 Nov 2026, 08:00 (UTC).");
    expect(text(home)).toContain("The Echo: working. Last read: Fri, 27 Nov 2026, 06:00 (UTC).");
    expect(text(home)).toContain("The Globe: server error. Since Wed, 25 Nov 2026, 06:00 (UTC).");
    expect(text(home)).not.toContain("secret");
    expect(home.actions).toMatchObject([{ question: { kind: "unfollow" } }]);
    expect(text(await ask({ kind: "home" }, { language: "de", user: "U2" }))).toMatch(
      /The Globe: ihr Server hat eine Störung\. So seit Mi/,
    );
  });

  it("counts what is beyond thirty, and puts what is broken first", async () => {
    const { ask } = bot();
    await store.sources.add(Array.from({ length: 45 }, (_, n) => source(`Paper ${n}`, {})));
    expect(text(await ask({ kind: "home" }))).toContain("And 15 more.");
  });
});

describe("who may manage", () => {
  it("only those the platform names, only in a channel; everything is said", async () => {
    const { type, chat } = bot();
    expect(text(await type("schedule 8:00", { manages: false }))).toContain("SLACK_MANAGERS");
    expect(text(await type("now", { platform: "discord", manages: false }))).toContain("Manage Server");
    expect(text(await type("pause", { channel: undefined as never }))).toContain("in the channel");
    expect(text(await type("help", { manages: false }))).toContain("/digest schedule");
    expect(text(await type("frobnicate", { manages: false }))).toContain("/digest frobnicate is not a command");
    expect(await chat.desk.form(parseManaging("schedule"), { platform: "slack", user: "U1", channel: "C1" })).toBeNull();
    expect(await store.chat.digests()).toEqual([]);
  });
});

describe("a channel's digest", () => {
  it("is scheduled in words, comes then, once, and not before", async () => {
    const { type, read, beat, slack } = bot();
    await read(harbour(1));
    const card = await type("schedule weekdays 9:30 Europe/Berlin");
    expect(text(card)).toContain("Posted here: weekdays 9:30 Europe/Berlin.");
    expect(text(card)).toContain("Next: Fri, 27 Nov 2026, 09:30 (Europe/Berlin).");
    await beat();
    clock.set("2026-11-27T08:30:10.000Z");
    await beat();
    await beat();
    expect(slack.posted.filter(({ channel }) => channel === "C1")).toHaveLength(1);
  });

  it("is not saved where it cannot be posted, and the reason is said", async () => {
    const { type, slack } = bot();
    slack.platform.check = async () => "The bot is not in the channel. Type /invite @pullquote in it.";
    expect(text(await type("schedule 8:00"))).toContain("/invite @pullquote");
    expect(await store.chat.digests()).toEqual([]);
  });

  it("says what is wrong with a time, a filter, quiet hours", async () => {
    const { type } = bot();
    expect(text(await type("schedule someday"))).toContain("“someday”");
    // What cannot be read after the bar must not end the quiet hours that are set.
    await type("schedule 8:00 | 22:00-7:00");
    expect(text(await type("schedule 9:00 | rubbish"))).toContain("“rubbish”");
    expect(text(await type("schedule 9:00 | 23:00-6:00 | rubbish"))).toContain("“23:00-6:00 | rubbish”");
    const [kept] = await store.chat.digests();
    expect(kept).toMatchObject({ times: { cron: "0 8 * * *" }, quiet: { from: 22 * 60, to: 7 * 60 } });
    expect(text(await type("schedule 9:00"))).toContain("22:00-7:00");
    expect(text(await type("schedule 9:00 | off"))).not.toContain("22:00-7:00");
    expect(text(await type("filter karzai"))).toContain("“karzai”");
    expect(text(await type("quiet always"))).toContain("“always”");
    expect(text(await type("frobnicate"))).toContain("/digest frobnicate is not a command");
  });

  it("holds what its filter wants", async () => {
    const { type, read, beat, slack } = bot();
    await type("schedule 9:00 UTC");
    await type("filter people: Olga Brandt; without: sport");
    await beat();
    await read(harbour(1), budget);
    expect(titles(await type("preview"))).toEqual(["Harbour hearing 1"]);
    clock.set("2026-11-27T09:00:10.000Z");
    await beat();
    expect(slack.posted.filter(({ channel }) => channel === "C1").map(({ card }) => titles(card))).toEqual([["Harbour hearing 1"]]);
  });

  it("is as long as the channel wants, and as the settings say again", async () => {
    const { type, read, beat, slack } = bot();
    await type("schedule 9:00 UTC");
    expect(text(await type("length"))).toContain("Length: as the settings say.");
    expect(text(await type("length endless"))).toContain("“endless” isn't a length");
    expect(text(await type("length Schlagzeilen"))).toContain("Length: headlines only");
    await read(harbour(1));
    const headline = { kind: "story", summary: [], quotes: [], people: [], headline: { outlets: [], speaker: "Olga Brandt" } };
    expect((await type("preview")).items).toMatchObject([headline]);
    await beat();
    clock.set("2026-11-27T09:00:10.000Z");
    await beat();
    expect(slack.posted.filter(({ channel }) => channel === "C1").map(({ card }) => card.items)).toMatchObject([[headline]]);
    // What a short digest left out does not come again with a longer one.
    expect(text(await type("length full"))).toContain("Length: everything");
    expect(text(await type("preview"))).toContain("No new articles since the last digest");
    expect(text(await type("length default"))).not.toContain("Length");
  });

  it("is paused and goes on without making up for what was due meanwhile", async () => {
    const { type, read, beat, slack } = bot();
    await read(harbour(1));
    await type("schedule 9:00 UTC");
    await beat();
    expect((await type("pause")).actions[0]?.question).toEqual({ kind: "manage", act: "resume", words: "" });
    clock.set("2026-11-27T09:00:10.000Z");
    await beat();
    clock.set("2026-11-27T10:00:00.000Z");
    expect(text(await type("resume"))).toContain("Resumed.");
    await beat();
    expect(slack.posted.filter(({ channel }) => channel === "C1")).toHaveLength(0);
    clock.set("2026-11-28T09:00:10.000Z");
    await beat();
    expect(slack.posted.filter(({ channel }) => channel === "C1")).toHaveLength(1);
  });

  it("of the settings stays as it is, is shown as such, and can be changed and given back", async () => {
    const { type, read, beat, slack } = bot();
    const here = { channel: "C0SET" };
    await read(harbour(1));
    expect(text(await type("status", here))).toContain("These times come from the settings (DIGEST_CRON).");
    await beat();
    clock.set("2026-11-27T08:00:10.000Z");
    await beat();
    expect(slack.posted.map(({ channel }) => channel)).toEqual(["C0SET"]);
    expect(text(await type("schedule 12:00 UTC", here))).toContain("overrides the default schedule");
    await read(wolves);
    await beat();
    clock.set("2026-11-27T12:00:10.000Z");
    await beat();
    // What the settings' digest had shown is not shown again.
    expect(slack.posted.map(({ card }) => titles(card))).toEqual([["Harbour hearing 1"], ["Wolves return to the valley"]]);
    expect(text(await type("schedule off", here))).toContain("come from the settings");
  });

  it("comes at once when it is asked for, once for two clicks, and what it showed does not come again", async () => {
    const { type, read, beat, slack } = bot();
    await type("schedule 9:00 UTC");
    await beat();
    expect(text(await type("now"))).toContain("No new articles since");
    await read(harbour(1));
    expect(text(await type("now"))).toContain("On its way");
    await type("now");
    await beat();
    expect(slack.posted).toHaveLength(1);
    clock.set("2026-11-27T09:00:10.000Z");
    await read(wolves);
    await beat();
    expect(slack.posted.filter(({ channel }) => channel === "C1").map(({ card }) => titles(card))).toEqual([
      ["Harbour hearing 1"],
      ["Wolves return to the valley"],
    ]);
  });

  it("pings come from the settings only, and nobody in quiet hours", async () => {
    const { type } = bot();
    await type("schedule 9:00 UTC");
    expect(text(await type("roles"))).toContain("S0NEWS");
    expect(text(await type("roles S0EVIL"))).toContain("S0EVIL is not in the list that SLACK_PING_GROUPS allows");
    expect(text(await type("roles <!subteam^S0NEWS|@news>"))).toContain("Each digest pings: S0NEWS");
    expect(text(await type("quiet 22:00-7:00"))).toContain("Quiet hours: 22:00-7:00 UTC");
    expect(await store.chat.digest({ platform: "slack", channel: "C1" })).toMatchObject({ roles: ["S0NEWS"], quiet: { from: 1320 } });
    const strict = bot();
    Object.assign(strict.slack.platform, {
      check: async (_: unknown, ping?: readonly string[]) => (ping ? "The role is not pinged there. Allow it." : null),
    });
    expect(text(await strict.type("roles S0NEWS", { channel: "C2" }))).toContain(
      "Nothing was saved:\nThe role is not pinged there. Allow it.",
    );
    expect(await store.chat.digest({ platform: "slack", channel: "C2" })).toBeNull();
    expect(text(await bot({ SLACK_PING_GROUPS: "" }).type("roles S0NEWS"))).toContain("Nobody may be pinged");
  });

  it("tells its status: what comes, what became of the last ones with links, what is broken", async () => {
    const { type, read, beat } = bot();
    const trouble = { kind: "gone", words: "It answers 410.", since: instant(clock.now()), times: 3 } as const;
    const state = { kind: "feed", nextAt: instant(clock.now()), trouble } as const;
    await store.sources.add([{ address: "https://gone.example/feed", addedBy: "command", addedAt: instant(clock.now()), state }]);
    await read(harbour(1));
    await type("schedule 9:00 UTC");
    await beat();
    clock.set("2026-11-27T09:00:10.000Z");
    await beat();
    const card = await type("status");
    expect(text(card)).toContain("Set in chat by mara on 27 November 2026.");
    expect(text(card)).toContain("gone.example/feed: It answers 410.");
    const [sent] = card.items.flatMap((item) => (item.kind === "notice" ? item.lines.filter(({ url }) => url) : []));
    expect(sent).toMatchObject({
      text: "Fri, 27 Nov 2026, 09:00 (UTC): posted",
      url: expect.stringContaining("https://slack.example/C1/"),
    });
  });

  it("of hundreds of sources tells first what is broken, counts the rest, and finds those one names", async () => {
    const trouble = { kind: "gone", words: "It answers 410.", since: instant(clock.now()), times: 3 } as const;
    const state = { kind: "feed", nextAt: instant(clock.now()) } as const;
    const source = (n: number): KnownSource => ({
      address: `https://paper-${String(n).padStart(3, "0")}.example/feed`,
      addedBy: "command",
      addedAt: instant(clock.now()),
      state: n % 10 === 9 ? { ...state, trouble } : state,
    });
    await store.sources.add(Array.from({ length: 300 }, (_, n) => source(n)));
    const { type } = bot();
    expect(text(await type("status"))).toMatch(/paper-009\.example\/feed: It answers 410\.[\s\S]*\nAnd 10 more\./);
    const listed = text(await type("sources"))
      .split("\n")
      .filter(Boolean);
    expect([listed[1], listed.at(-1)]).toEqual([
      expect.stringContaining("paper-009"),
      "240 more. To search by name or address: /digest sources list example.",
    ]);
    expect(text(await type("sources list paper-123")).match(/paper-\d+/g)).toEqual(["paper-123"]);
  });

  it("sets another channel where one is chosen, and says which, as do its buttons", async () => {
    const { ask, chat } = bot();
    const channel = "C0OTHER";
    const card = await ask({ kind: "manage", act: "schedule", words: "8:00 UTC", channel });
    expect(card.items[0]).toEqual({ kind: "notice", lines: [{ text: channel, channel }] });
    expect(card.actions.map(({ question }) => question)).toContainEqual({ kind: "manage", act: "status", words: "", channel });
    expect((await store.chat.digests()).map(({ destination }) => destination.channel)).toEqual([channel]);
    const asker = { platform: "slack" as const, user: "U1", channel: "C1", manages: true };
    const form = await chat.desk.form({ kind: "manage", act: "schedule", words: "", channel }, asker);
    expect(form?.fields[1]).toMatchObject({ name: "hours", values: ["8"] });
    expect(text(await ask({ kind: "manage", act: "pause", words: "", channel }, { manages: false }))).toContain("SLACK_MANAGERS");
  });

  it("pings no more than a post does", async () => {
    const ids = ["S0A11", "S0A12", "S0A13", "S0A14", "S0A15", "S0A16"];
    const { type } = bot({ SLACK_PING_GROUPS: ids.join(",") });
    expect(text(await type(`roles ${ids.join(" ")}`))).toContain("A digest pings at most 5. Choose fewer.");
    expect(await store.chat.digests()).toEqual([]);
    expect(text(await type(`roles ${ids.slice(0, 5).join(" ")}`))).toContain("S0A15");
  });

  it("lets sources be changed by those they are for alone, or in the bot's admin channel", async () => {
    const state = { kind: "feed", nextAt: instant(clock.now()) } as const;
    const gone = { address: "https://gone.example/feed", addedBy: "command", addedAt: instant(clock.now()), state } as const;
    await store.sources.add([gone]);
    const { type } = bot({ ADMIN_CHANNEL: "C0ADMIN0001" });
    for (const change of ["sources remove https://gone.example/feed", "sources check"])
      expect(text(await type(change, { shared: true }))).toContain("Only its operator, or its admin channel");
    const listed = await type("sources", { shared: true });
    expect(text(listed)).toContain("gone.example");
    expect(listed.actions).toEqual([]);
    expect((await store.sources.all()).map(({ address }) => address)).toContain(gone.address);
    expect(text(await type("sources remove https://gone.example/feed", { shared: true, channel: "C0ADMIN0001" }))).not.toContain(
      "admin channel",
    );
    expect((await store.sources.all()).map(({ address }) => address)).not.toContain(gone.address);
  });

  it("has a form that shows what is set", async () => {
    const { type, chat } = bot();
    await type("schedule mon 8:00 Europe/Berlin");
    const form = await chat.desk.form(parseManaging("schedule"), { platform: "slack", user: "U1", channel: "C1", manages: true });
    expect(form?.fields[0]).toMatchObject({ name: "days", values: ["1"] });
    expect(
      await chat.desk.form(parseManaging("schedule 8:00"), { platform: "slack", user: "U1", channel: "C1", manages: true }),
    ).toBeNull();
  });
});

describe("in the reader's language", () => {
  it("answers as the settings say, or as the asker does", async () => {
    const { type, read, ask } = bot({ LANGUAGE: "de" });
    await read(harbour(1));
    expect(text(await type("status"))).toContain("Hier ist kein Überblick geplant");
    expect(text(await type("status", { language: "fr" }))).toContain("Aucune revue n’est prévue ici");
    const card = await ask(parseQuestion("olga brandt"));
    expect(card.language).toBe("de");
    expect(card.note).toContain("Durchsucht: 1 Artikel");
    expect(card.actions.map(({ label }) => label)).toEqual(["Im Zusammenhang", "Im Kanal teilen", "Olga Brandt folgen"]);
  });
});

describe("sharing", () => {
  it("gives the same answer for everybody, says who shared it, and has no button to share it again", async () => {
    const { read, ask } = bot();
    await read(harbour(1));
    const card = await ask(parseQuestion("olga brandt"));
    const share = card.actions.find(({ question }) => question.kind === "share");
    if (!share) throw new Error("no button");
    const shared = await ask(share.question);
    expect(shared).toMatchObject({ audience: "channel", note: expect.stringContaining("Shared by mara."), items: card.items });
    expect(shared.actions.some(({ question }) => question.kind === "share")).toBe(false);
    expect(card.audience).toBeUndefined();
    expect((await ask({ kind: "share", of: { kind: "context", quote: "gone.1" as never } })).audience).toBeUndefined();
  });

  it("is not offered where there is nobody else", async () => {
    const { read, ask } = bot();
    await read(harbour(1));
    const card = await ask(parseQuestion("olga brandt"), { platform: "terminal" });
    expect(card.actions.map(({ question }) => question.kind)).toEqual(["context"]);
  });
});

describe("following", () => {
  it("sends new quotes as a direct message, each once, over repeats and replicas", async () => {
    const { chat, read, ask, beat, slack } = bot();
    await read(harbour(1));
    clock.advance(60_000);
    const card = await ask(parseQuestion("follow olga brandt"));
    expect(text(card)).toContain("as a direct message as soon as they come in");
    clock.advance(60_000);
    await chat.publishFollows("now");
    await beat();
    expect(slack.posted.filter(({ channel }) => channel === "@U1")).toEqual([]);
    await read(harbour(2));
    await Promise.all([chat.publishFollows("now"), chat.publishFollows("now"), bot().chat.publishFollows("now")]);
    await chat.publishFollows("now");
    await beat();
    const posted = slack.posted.filter(({ channel }) => channel === "@U1");
    expect(posted).toHaveLength(1);
    expect(posted[0]?.card).toMatchObject({
      title: "New quotes: Olga Brandt",
      items: [{ kind: "quote", parts: ["We will hear all sides before day 2 is over,"] }],
    });
    clock.advance(60_000);
    await read(harbour(3));
    await chat.publishFollows("now");
    await beat();
    expect(slack.posted.filter(({ channel }) => channel === "@U1")).toHaveLength(2);
    // The same words in another outlet, later and at once: they were told, or are told once.
    clock.advance(60_000);
    const other = (n: number, outlet: string) => ({ ...harbour(n), outlet, url: `https://${outlet}.example/${n}` });
    await read(other(3, "star"), other(4, "star"), other(4, "tide"));
    await chat.publishFollows("now");
    await beat();
    const last = slack.posted.filter(({ channel }) => channel === "@U1");
    expect(last).toHaveLength(3);
    expect(last[2]?.card.items).toMatchObject([{ parts: ["We will hear all sides before day 4 is over,"] }]);
  });

  it("waits for the time of the digest where that is wanted, and ends", async () => {
    const { chat, read, ask, beat, slack } = bot();
    await read(harbour(1));
    await ask(parseQuestion("follow olga brandt daily"));
    expect((await chat.schedules()).map(({ id }) => id)).toContain("follows");
    clock.advance(60_000);
    await read(harbour(2));
    await chat.publishFollows("now");
    await beat();
    expect(slack.posted.filter(({ channel }) => channel === "@U1")).toEqual([]);
    expect(text(await ask({ kind: "following" }))).toContain("Olga Brandt – with the digest");
    expect(text(await ask(parseQuestion("unfollow olga brandt")))).toContain("You no longer follow Olga Brandt.");
    await chat.publishFollows("digest");
    await beat();
    expect(slack.posted.filter(({ channel }) => channel === "@U1")).toEqual([]);
  });

  it("is of fifty persons at most, and a fifty-first is refused by name of the limit", async () => {
    const { read, ask } = bot();
    await read(harbour(1));
    clock.advance(60_000);
    for (let n = 0; n < 50; n++)
      await store.chat.follow({
        ...{ platform: "slack", user: "U1", person: `person ${n}` as never, name: `Person ${n}`, when: "now" },
        ...{ language: "en", since: instant(clock.now()) },
      });
    expect(text(await ask(parseQuestion("follow olga brandt")))).toContain("50");
    expect(await store.chat.following("slack", "U1")).toHaveLength(50);
    await ask({ kind: "unfollow", person: "person 7" });
    await ask(parseQuestion("follow olga brandt"));
    expect((await store.chat.following("slack", "U1")).map(({ name }) => name)).toContain("Olga Brandt");
  });

  it("ends by a surname too where one follows one of that name; of several it asks which", async () => {
    const { read, ask } = bot();
    const said = (name: string, n: number) => draft(n, `News ${n}`, `It began. "We will see what becomes of it," said ${name}, a senator.`);
    await read(said("Bernie Sanders", 1), said("Sarah Sanders", 2), harbour(3));
    for (const name of ["bernie sanders", "sarah sanders", "olga brandt"]) await ask(parseQuestion(`follow ${name}`));
    const which = await ask(parseQuestion("unfollow sanders"));
    expect(text(which)).toContain("Several people are called “sanders”");
    expect(which.actions.map(({ label }) => label)).toEqual(["Unfollow Bernie Sanders", "Unfollow Sarah Sanders"]);
    await ask(parseQuestion("unfollow bernie sanders"));
    expect(text(await ask(parseQuestion("unfollow sanders")))).toContain("You no longer follow Sarah Sanders.");
    expect(text(await ask(parseQuestion("unfollow sanders")))).toContain("You were not following sanders.");
    expect((await ask({ kind: "following" })).actions).toHaveLength(1);
  });

  it("somebody unknown is a search, and of two the asker chooses whom to follow", async () => {
    const { read, ask } = bot();
    const said = (name: string, n: number) => draft(n, `News ${n}`, `It began. "We will see what becomes of it," said ${name}, a senator.`);
    await read(said("Bernie Sanders", 1), said("Sarah Sanders", 2));
    const card = await ask(parseQuestion("follow sanders"));
    const choice = card.items[0];
    expect(choice?.kind === "choice" && choice.options.map(({ question }) => question.kind)).toEqual(["follow", "follow"]);
    expect((await ask(parseQuestion("follow the money"))).title).toContain("follow the money");
    expect(await store.chat.follows()).toEqual([]);
  });
});

describe("Who is quoted here?", () => {
  it("reads the links of a message, and says what cannot be read", async () => {
    const { platforms } = { platforms: new Map() };
    const chat = openChat({
      config: config(),
      store,
      publishing: { archive: store.archive, outbox: store.outbox, platforms, clock, log, stories: 5 },
      readLink: async (url) => {
        if (url.endsWith("/gone")) throw new Error("The page is gone (410).");
        return url.endsWith("/empty")
          ? draft(1, "Nobody speaks", "The lake froze.")
          : { ...harbour(1), published: "2026-11-01T08:00:00.000Z" as Instant };
      },
    });
    const asker: Asker = { platform: "slack", user: "U1", channel: "C1" };
    const card = await chat.desk.answer(
      { kind: "links", urls: ["https://a.example/1", "https://a.example/gone", "https://a.example/empty"] },
      asker,
    );
    expect(card.note).toBe("Read 2 of 3 links.");
    expect(card.items).toMatchObject([
      { kind: "story", quotes: [{ parts: ["We will hear all sides before day 1 is over,"], speaker: { name: "Olga Brandt" } }] },
      { kind: "notice", lines: [{ text: "https://a.example/gone could not be read: The page is gone (410)." }] },
      { kind: "absence", text: "Nobody is quoted in “Nobody speaks”." },
    ]);
    expect(text(await chat.desk.answer({ kind: "links", urls: [] }, asker))).toContain("This message has no link");
  });
});
