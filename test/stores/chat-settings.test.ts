import { expect, it } from "vitest";
import { everything } from "../../src/news/filter.ts";
import type { Follow } from "../../src/news/follow.ts";
import { type ChannelDigest, newChannelDigest } from "../../src/news/manage/channel-digest.ts";
import type { Question } from "../../src/news/question.ts";
import { openStore } from "../../src/stores/open.ts";
import { open } from "./engines.ts";
import { onEachStore } from "./on-each.ts";
import { at } from "./stories.ts";

const now = at("2026-11-03T08:00:00Z");
const news = { platform: "slack", channel: "C1" } as const;
const whole: ChannelDigest = {
  destination: news,
  times: { cron: "0 8 * * mon-fri; 30 13 * * *", zone: "Europe/Berlin" },
  filter: { ...everything, people: ["Ñandú O’Brien"], without: ["sport"] },
  length: "headlines",
  roles: ["S1", "S2"],
  quiet: { from: 1320, to: 420, zone: "UTC" },
  paused: true,
  by: "mara",
  at: now,
  since: now,
};
const follow = (person: string, more: Partial<Follow> = {}): Follow => ({
  ...{ platform: "slack", user: "U1", person, name: person.toUpperCase(), when: "now", language: "de", since: now },
  ...more,
});

onEachStore("what is set in chat", (on) => {
  it("gives back a channel's digest as it was saved, the last one of several", async () => {
    const { chat } = on.store;
    expect(await chat.digest(news)).toBeNull();
    await chat.saveDigest(newChannelDigest(news, "jo", now));
    await chat.saveDigest(whole);
    expect(await chat.digest(news)).toEqual(whole);
    const discord = newChannelDigest({ platform: "discord", channel: "C1" }, "ada", now);
    await chat.saveDigest(discord);
    expect(await chat.digests()).toEqual([discord, whole]);
    await chat.removeDigest(news);
    expect(await chat.digests()).toEqual([discord]);
  });

  it("keeps who follows whom: one more time changes how, not since when", async () => {
    const { chat } = on.store;
    await chat.follow(follow("hamid karzai"));
    await chat.follow(follow("ada moreno", { since: at("2026-11-04T08:00:00Z") }));
    await chat.follow(follow("hamid karzai", { when: "digest", language: "fr", since: at("2026-11-09T08:00:00Z") }));
    await chat.follow(follow("hamid karzai", { platform: "discord" }));
    expect((await chat.following("slack", "U1")).map(({ person, when, language, since }) => [person, when, language, since])).toEqual([
      ["ada moreno", "now", "de", "2026-11-04T08:00:00.000Z"],
      ["hamid karzai", "digest", "fr", "2026-11-03T08:00:00.000Z"],
    ]);
    expect(await chat.follows()).toHaveLength(3);
    expect(await chat.unfollow("slack", "U1", "hamid karzai")).toBe(true);
    expect(await chat.unfollow("slack", "U1", "hamid karzai")).toBe(false);
    expect(await chat.unfollow("slack", "U2", "ada moreno")).toBe(false);
    expect(await chat.following("discord", "U1")).toHaveLength(1);
  });

  it("seals the codes of buttons so that nobody else can write one", async () => {
    const question: Question = { kind: "manage", act: "pause", words: "" };
    const code = on.store.codes.of(question);
    expect(code.length).toBeLessThanOrEqual(96);
    expect(on.store.codes.read(code)).toEqual(question);
    // Discord's second button of one kind.
    expect(on.store.codes.read(`${code}~2`)).toEqual(question);
    for (const forged of ["m|pause|", "0123456789m|pause|", code.replace("pause", "resume"), `x${code}`, code.slice(1), ""])
      expect(on.store.codes.read(forged)).toBeNull();
  });

  // What is in memory ends with its process.
  const lasting = on.engine.shared ? it : null;
  lasting?.("keeps the key over restarts, the same for all that open the store", async () => {
    const question: Question = { kind: "person", person: "hamid karzai", offset: 5 };
    const code = on.store.codes.of(question);
    const again = await openStore({ ...on.place.options, ...open, lock: false });
    expect(again.codes.read(code)).toEqual(question);
    await again.close();
  });
});
