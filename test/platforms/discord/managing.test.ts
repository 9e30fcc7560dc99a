import { afterEach, describe, expect, it } from "vitest";
import type { Instant } from "../../../src/news/article.ts";
import type { Card } from "../../../src/news/card.ts";
import { noticeCard } from "../../../src/news/cards/answer-cards.ts";
import { everything } from "../../../src/news/filter.ts";
import { languages } from "../../../src/news/language.ts";
import { newChannelDigest } from "../../../src/news/manage/channel-digest.ts";
import { type Form, formOf } from "../../../src/news/manage/forms.ts";
import { acts, type Question } from "../../../src/news/question.ts";
import { commandsFor } from "../../../src/platforms/discord/commands-table.ts";
import { renderForm } from "../../../src/platforms/discord/render-form.ts";
import { unsealed } from "../../fake/codes.ts";
import { deskOf, type TestDesk } from "../../fake/desk.ts";
import { buttonsOf, EPHEMERAL, modalTrouble, textsOf } from "../../fake/discord/rules.ts";
import type { FakeMessage, FakeModal } from "../../fake/discord/state.ts";
import { digest, source } from "../../fake/example-cards.ts";
import { CHANNEL, type Stage, stage } from "./setting.ts";

let on: Stage;
afterEach(async () => on?.end());

const shown = (messages: readonly FakeMessage[]) => messages.flatMap(({ components }) => textsOf(components)).join("\n");
const moderator = { manages: true };
const now = "2026-11-24T08:00:00.000Z" as Instant;
const channelDigest = newChannelDigest({ platform: "discord", channel: CHANNEL }, "member", now);
const formFor = (act: Parameters<typeof formOf>[0], language: Form["language"] = "en") =>
  formOf(act, { digest: channelDigest, zone: "Europe/Berlin", pingable: ["1090000000000000001"], language });

/** A desk that shows the real forms, and answers with what it was asked. */
function managed(): TestDesk {
  const desk = deskOf((question: Question): Card => noticeCard("Done", JSON.stringify(question)));
  return {
    ...desk,
    form: async (question) => (question.kind === "manage" && question.words === "" ? formFor(question.act) : null),
  };
}

describe("/digest", () => {
  it("is offered to those with Manage Server, and says who asks", async () => {
    on = await stage();
    const desk = managed();
    await on.platform.start(desk);
    expect(() => on.discord.send("digest status")).toThrow("not offered");
    await on.discord.command("digest status", {}, moderator);
    expect(desk.asked).toEqual([
      {
        question: { kind: "manage", act: "status", words: "" },
        asker: { platform: "discord", user: "1060000000000000001", name: "A member", channel: CHANNEL, language: "en", manages: true },
      },
    ]);
    expect(on.discord.violations).toEqual([]);
  });

  it("takes an administrator for a manager", async () => {
    on = await stage();
    const desk = managed();
    await on.platform.start(desk);
    await on.discord.command("digest status", {}, { administrates: true });
    await on.discord.command("news", { who: "karzai" }, {});
    expect(desk.asked.map(({ asker }) => asker.manages)).toEqual([true, false]);
  });

  it("says whether other servers share the bot", async () => {
    on = await stage({ fake: { guilds: ["1030000000000000001", "1030000000000000002"] } });
    const desk = managed();
    await on.platform.start(desk);
    await on.discord.command("digest sources", {}, moderator);
    expect(desk.asked[0]?.asker.shared).toBe(true);
  });

  it("with words is done as they say", async () => {
    on = await stage();
    const desk = managed();
    await on.platform.start(desk);
    await on.discord.command("digest schedule", { words: "weekdays 8:00 Europe/Berlin" }, moderator);
    expect(desk.asked[0]?.question).toEqual({ kind: "manage", act: "schedule", words: "weekdays 8:00 Europe/Berlin" });
  });

  it("without words brings a form, which comes back as the words one could have typed", async () => {
    on = await stage();
    const desk = managed();
    await on.platform.start(desk);
    const modal = await on.discord.form(on.discord.send("digest schedule", {}, moderator));
    expect(modal.components.map(({ component }) => component.custom_id)).toEqual(["days", "hours", "zone", "words", "quiet"]);
    const answer = await on.discord.submit(modal, { days: ["1", "3"], hours: ["8", "17"], zone: "Paris", quiet: "22:00-7:00" }, moderator);
    expect(answer[0]?.flags).toBeGreaterThanOrEqual(EPHEMERAL);
    expect(desk.asked[0]?.question).toEqual({
      kind: "manage",
      act: "schedule",
      words: "mon,wed 8:00, 17:00 Europe/Paris | 22:00-7:00",
    });
    expect(on.discord.violations).toEqual([]);
  });

  it("names the roles of a form as the server does", async () => {
    on = await stage({ fake: { roles: [{ id: "1090000000000000001", name: "Newsroom", mentionable: true }] } });
    await on.platform.start(managed());
    const modal = await on.discord.form(on.discord.send("digest roles", {}, moderator));
    expect(modal.components[0]?.component.options).toEqual([{ value: "1090000000000000001", label: "Newsroom" }]);
    expect(on.discord.violations).toEqual([]);
  });

  it("is about another channel where one is chosen, a forum too, from the form to the last button", async () => {
    const forum = "1040000000000000077";
    on = await stage();
    const desk: TestDesk = {
      ...managed(),
      ...deskOf((question: Question): Card => {
        const lines = [{ text: forum, channel: forum }];
        return {
          title: "Set",
          items: [{ kind: "notice", lines }],
          actions: [{ label: "Pause", question: { ...question, act: "pause", words: "" } as Question }],
        };
      }),
      form: async (question) => (question.kind === "manage" && question.words === "" ? formFor(question.act) : null),
    };
    await on.platform.start(desk);
    const modal = await on.discord.form(on.discord.send("digest schedule", { channel: forum }, moderator));
    const [answer] = await on.discord.submit(modal, { days: ["1"], hours: ["8"], zone: "Paris" }, moderator);
    expect(textsOf(answer?.components ?? [])).toContain(`<#${forum}>`);
    await on.discord.press(buttonsOf(answer?.components ?? [])[0]?.custom_id ?? "", moderator);
    await on.discord.command("digest pause", { channel: CHANNEL }, moderator);
    expect(desk.asked.map(({ question }) => question)).toEqual([
      { kind: "manage", act: "schedule", words: "mon 8:00 Europe/Paris | off", channel: forum },
      { kind: "manage", act: "pause", words: "", channel: forum },
      { kind: "manage", act: "pause", words: "" },
    ]);
    expect(on.discord.violations).toEqual([]);
  });

  it("with something wrong in the form is not saved; it says what, and offers the form again", async () => {
    on = await stage();
    const desk = managed();
    await on.platform.start(desk);
    const modal = await on.discord.form(on.discord.send("digest schedule", {}, moderator));
    const answer = await on.discord.submit(modal, { hours: ["8"], zone: "Middle-earth" }, moderator);
    expect(shown(answer)).toContain("Middle-earth");
    expect(desk.asked).toEqual([]);
    const [again] = buttonsOf(answer[0]?.components ?? []);
    expect((await on.discord.form(on.discord.click(again?.custom_id ?? "", moderator))).custom_id).toBe(modal.custom_id);
    expect(on.discord.violations).toEqual([]);
  });

  it("asks for no form where that would take too long: the answer comes instead", async () => {
    on = await stage();
    const desk = { ...managed(), form: () => new Promise<null>(() => {}) };
    await on.platform.start(desk);
    expect(await on.discord.command("digest filter", {}, moderator)).toHaveLength(1);
    expect(on.discord.violations).toEqual([]);
  });

  it.each(languages)("has forms that Discord takes, and descriptions within its limits (%s)", (language) => {
    for (const act of acts) {
      const form = formFor(act, language);
      if (form) expect(modalTrouble(renderForm(form, unsealed.of({ kind: "manage", act, words: "" })) as FakeModal)).toBeNull();
    }
    const described = JSON.stringify(commandsFor("everywhere"), (key, value) => {
      if (key === "description" || key === "description_localizations")
        for (const text of Object.values(typeof value === "string" ? { value } : value))
          expect(String(text).length).toBeLessThanOrEqual(100);
      return value;
    });
    expect(described).toContain(language === "en" ? '"description"' : `"${language === "es" ? "es-ES" : language}":`);
  });

  it("keeps a filter that is longer than a form takes within the form", () => {
    const people = Array.from({ length: 80 }, (_, n) => `Somebody Number ${n}`);
    const form = formOf("filter", {
      digest: { ...channelDigest, filter: { ...everything, people } },
      zone: "UTC",
      pingable: [],
      language: "en",
    });
    expect(form && modalTrouble(renderForm(form, "id") as FakeModal)).toBeNull();
  });
});

describe("what a member does with an answer", () => {
  it("shares it: everybody sees it, and the answer it came from stays", async () => {
    on = await stage();
    const card: Card = {
      ...digest,
      actions: [{ label: "Share to channel", question: { kind: "share", of: { kind: "latest" } } }],
    };
    await on.platform.start(deskOf((question) => (question.kind === "share" ? { ...digest, audience: "channel" } : card)));
    const first = await on.discord.command("news");
    const [share] = buttonsOf(first[0]?.components ?? []);
    const [shared] = await on.discord.press(share?.custom_id ?? "");
    expect((shared?.flags ?? 0) & EPHEMERAL).toBe(0);
    expect(shown(first)).toContain("News digest");
    expect(on.discord.violations).toEqual([]);
  });

  it("is told alone where there is nothing to share any more", async () => {
    on = await stage();
    const card: Card = { ...digest, actions: [{ label: "Share", question: { kind: "share", of: { kind: "latest" } } }] };
    await on.platform.start(deskOf(card));
    const first = await on.discord.command("news");
    const [answer] = await on.discord.press(buttonsOf(first[0]?.components ?? [])[0]?.custom_id ?? "");
    expect((answer?.flags ?? 0) & EPHEMERAL).toBe(EPHEMERAL);
  });

  it("asks of a message who is quoted behind its links", async () => {
    on = await stage();
    const desk = deskOf();
    await on.platform.start(desk);
    await on.platform.post(digest, { channel: CHANNEL, key: "k#0", part: 0 });
    const message = {
      ...(on.discord.messages(CHANNEL)[0] as FakeMessage),
      content: "Look: https://a.example/x, and <https://b.example/y>.",
      components: [],
    };
    const answer = await on.discord.onMessage("Who is quoted here?", message, { user: "1060000000000000005" });
    expect(answer).toHaveLength(1);
    expect(desk.asked[0]?.question).toEqual({ kind: "links", urls: ["https://a.example/x", "https://b.example/y"] });
    expect(on.discord.violations).toEqual([]);
  });

  it("finds links wherever a message has them: in embeds, in components like ours, in what it forwards", async () => {
    on = await stage();
    const desk = deskOf();
    await on.platform.start(desk);
    await on.platform.post(digest, { channel: CHANNEL, key: "k#0", part: 0 });
    const ours = on.discord.messages(CHANNEL)[0] as FakeMessage;
    await on.discord.onMessage("Who is quoted here?", ours);
    const embeds = [
      { url: "https://a.example/", description: "[b](https://b.example/)", image: { url: "https://pictures.example/p.png" } },
      { fields: [{ name: "More", value: "https://c.example/" }] },
    ];
    await on.discord.onMessage("Who is quoted here?", { ...ours, components: [], embeds });
    const snapshot = { message: { content: "https://d.example/", embeds: [], components: [], attachments: [], type: 0, flags: 0 } };
    const from = { type: 1, message_id: "1080000000000000009", channel_id: "1040000000000000099" };
    const forwarded = { ...ours, components: [], message_reference: from, message_snapshots: [snapshot] } as FakeMessage;
    await on.discord.onMessage("Who is quoted here?", forwarded);
    await on.discord.onMessage("Who is quoted here?", { ...ours, id: "1080000000000000007", components: [], content: "no link" });
    expect(desk.asked.map(({ question }) => question)).toEqual([
      { kind: "links", urls: [source.url] },
      { kind: "links", urls: ["https://a.example/", "https://b.example/", "https://c.example/"] },
      { kind: "links", urls: ["https://d.example/"] },
      { kind: "links", urls: [] },
    ]);
    expect(on.discord.violations).toEqual([]);
  });

  it("is answered in the language of their client, else in that of the settings", async () => {
    on = await stage({ platform: { language: "fr" } });
    const desk = deskOf();
    await on.platform.start(desk);
    await on.discord.command("news", {}, { locale: "de" });
    await on.discord.command("news", {}, { locale: "pt-BR" });
    expect(desk.asked.map(({ asker }) => asker.language)).toEqual(["de", "fr"]);
    expect(shown(await on.discord.command("summary", {}, { locale: "es-ES" }))).toContain("Ya no es un comando");
  });
});
