import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { sameCommands } from "../../../src/platforms/discord/commands.ts";
import { commandsFor } from "../../../src/platforms/discord/commands-table.ts";
import { inviteLink } from "../../../src/platforms/discord/permissions.ts";
import { wordsIn } from "../../../src/platforms/discord/words.ts";
import { deskOf } from "../../fake/desk.ts";
import { type Stage, stage } from "./setting.ts";

let on: Stage;
afterEach(async () => on?.end());

const GUILD = "1030000000000000001";
const ALL = ["news", "digest", "Who is quoted here?"];
const optionsOf = (command: object): object[] => (command as { options?: object[] }).options ?? [];
const names = (scope?: string) => on.discord.registered(scope).map(({ name }) => name);

it("the set-up page has the invite link with just these permissions", () => {
  const page = readFileSync(join(import.meta.dirname, "..", "..", "..", "docs", "discord.md"), "utf8");
  expect(page).toContain(inviteLink("APPLICATION_ID"));
});

it("the commands keep to Discord's limits in every language", () => {
  type Told = { name: string; description?: string; options?: Told[]; [localized: string]: unknown };
  const texts = (told: Told, what: "name" | "description"): string[] =>
    [told[what] ?? "", ...Object.values(told[`${what}_localizations`] ?? {})].filter((text) => text !== "");
  const longest = (told: Told): number =>
    Math.max(...texts(told, "name").map((text) => text.length)) +
    Math.max(0, ...texts(told, "description").map((text) => text.length)) +
    (told.options ?? []).reduce((sum, one) => sum + longest(one), 0);
  const check = (told: Told, typed: boolean) => {
    for (const name of texts(told, "name")) expect(name).toMatch(typed ? /^[-_\p{Ll}\p{N}]{1,32}$/u : /^.{1,32}$/u);
    for (const text of texts(told, "description")) expect([text, text.length <= 100]).toEqual([text, true]);
    expect(told.options?.length ?? 0).toBeLessThanOrEqual(25);
    for (const one of told.options ?? []) check(one, true);
  };
  for (const command of commandsFor("everywhere") as unknown as readonly Told[]) {
    check(command, command.type === 1);
    expect(longest(command)).toBeLessThanOrEqual(8000);
  }
});

describe("registering the commands", () => {
  it("is done once: a second start changes nothing", async () => {
    on = await stage();
    await on.platform.start(deskOf());
    expect(names()).toEqual(ALL);
    expect(on.discord.registered()[0]).toMatchObject({ options: [{ name: "who", autocomplete: true }, { name: "about" }] });
    const again = await stage({ platform: { apiUrl: on.discord.apiUrl } });
    await again.platform.start(deskOf());
    expect(on.discord.calls("commands.put")).toBe(1);
    await again.end();
    expect(on.discord.violations).toEqual([]);
  });

  it("replaces what another version left", async () => {
    on = await stage();
    on.discord.world.commands.set("global", [
      { id: "1", name: "news", type: 1, description: "old" },
      { id: "2", name: "gone", type: 1, description: "x" },
    ]);
    await on.platform.start(deskOf());
    expect(names()).toEqual(ALL);
    expect(on.discord.registered()[0]?.description).toBe(wordsIn("en").news);
  });

  it("keeps the application's own Entry Point command, which Discord does not let go", async () => {
    on = await stage();
    on.discord.world.commands.set("global", [{ id: "1070000000000000009", name: "launch", type: 4, handler: 2 }]);
    await on.platform.start(deskOf());
    expect(names().sort()).toEqual([...ALL, "launch"].sort());
    expect(on.discord.violations).toEqual([]);
  });

  it("in one server leaves none for everywhere, where they would stand twice", async () => {
    on = await stage({ platform: { guildId: GUILD } });
    on.discord.world.commands.set("global", [
      { id: "1", name: "news", type: 1, description: "old" },
      { id: "2", name: "theirs", type: 1, description: "x" },
    ]);
    await on.platform.start(deskOf());
    expect(names(GUILD)).toEqual(ALL);
    expect(names()).toEqual(["theirs"]);
  });

  it("everywhere leaves none in a server that had them before", async () => {
    on = await stage();
    on.discord.world.commands.set(GUILD, [{ id: "1", name: "news", type: 1, description: "old" }]);
    await on.platform.start(deskOf());
    await on.discord.until(() => names(GUILD).length === 0);
    expect(names(GUILD)).toEqual([]);
    expect(names()).toEqual(ALL);
  });

  it("that is refused is said with the link that invites the bot, and the bot runs", async () => {
    on = await stage({ platform: { guildId: GUILD } });
    on.discord.world.withoutCommands.add(GUILD);
    await on.platform.start(deskOf());
    const line = on.log.lines.find(({ event }) => event === "discord commands not registered");
    expect(line?.level).toBe("error");
    expect(line?.fields.why).toContain(
      `https://discord.com/oauth2/authorize?client_id=${on.discord.world.ids.app}&scope=bot+applications.commands&permissions=274877975552`,
    );
    expect(on.platform.connected()).toBe(true);
  });

  it("that fails for the moment does not stop the start", async () => {
    on = await stage();
    on.discord.fault("commands.get", { when: "before", do: "drop" });
    await on.platform.start(deskOf());
    expect(on.log.lines).toContainEqual(expect.objectContaining({ level: "warn", event: "discord commands not registered" }));
  });
});

describe("comparing commands", () => {
  const commands = commandsFor("server");
  const there = commands.map((command) => ({
    default_member_permissions: null,
    ...command,
    id: "1",
    version: "2",
    nsfw: false,
    ...("options" in command ? { options: optionsOf(command).map((option) => ({ required: false, ...option })) } : {}),
  }));
  const [news, ...others] = there;

  it("passes over what Discord adds", () => expect(sameCommands(commands, there)).toBe(true));

  it.each([
    ["a description", [{ ...news, description: "other" }, ...others]],
    ["an option less", [{ ...news, options: optionsOf(news ?? {}).slice(1) }, ...others]],
    ["no completion", [{ ...news, options: optionsOf(news ?? {}).map((option) => ({ ...option, autocomplete: false })) }, ...others]],
    ["a permission", [{ ...news, default_member_permissions: "32" }, ...others]],
    ["a required option", [{ ...news, options: optionsOf(news ?? {}).map((option) => ({ ...option, required: true })) }, ...others]],
    ["a translation", [{ ...news, description_localizations: { de: "Anderes" } }, ...others]],
    ["a command more", [...there, { ...news, name: "more" }]],
    ["none", []],
  ])("sees %s", (_, theirs) => expect(sameCommands(commands, theirs)).toBe(false));
});
