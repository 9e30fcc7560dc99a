import type { gateway } from "./gateway.ts";
import { shown } from "./rest.ts";
import { buttonsOf } from "./rules.ts";
import type { FakeMessage, FakeQuestion, World } from "./state.ts";

export type Who = { readonly user?: string; readonly channel?: string };
type Parts = { readonly until: (happened: () => boolean, ms: number) => Promise<boolean> };

const MEMBER = "1060000000000000001";
/** An answer that has not changed for this long is complete. */
const QUIET_MS = 60;

/** What members do. */
export function interactions(world: World, lines: ReturnType<typeof gateway>, { until }: Parts) {
  function ask(kind: FakeQuestion["kind"], type: number, data: object, who: Who, message?: FakeMessage): FakeQuestion {
    const question: FakeQuestion = {
      id: world.snowflake(),
      token: `token-of-${world.snowflake()}-${Math.random().toString(36).slice(2)}`,
      kind,
      user: who.user ?? MEMBER,
      channel: who.channel ?? [...world.channels.keys()][0] ?? "1040000000000000001",
      asked: Date.now(),
      ackMs: null,
      thinking: false,
      answers: [],
      choices: null,
      changed: Date.now(),
    };
    world.questions.push(question);
    const guild = world.channels.get(question.channel)?.guildId;
    const user = { id: question.user, username: "member", discriminator: "0", global_name: "A member", avatar: null };
    const heard = lines.dispatch("INTERACTION_CREATE", {
      id: question.id,
      application_id: world.ids.app,
      type,
      token: question.token,
      version: 1,
      channel_id: question.channel,
      channel: { id: question.channel, type: 0, guild_id: guild, name: "news", permissions: "2048" },
      ...(guild
        ? {
            guild_id: guild,
            member: { user, roles: [], joined_at: "2026-01-01T00:00:00Z", permissions: "2048", deaf: false, mute: false, flags: 0 },
          }
        : { user }),
      app_permissions: "2048",
      locale: "en-GB",
      guild_locale: "en-GB",
      entitlements: [],
      authorizing_integration_owners: { "0": guild ?? "0" },
      context: guild ? 0 : 1,
      attachment_size_limit: 10_000_000,
      data,
      ...(message ? { message: shown(message, null) } : {}),
    });
    if (heard === 0) throw new Error("no bot is connected to the fake");
    setTimeout(() => {
      if (question.ackMs === null) world.violations.push(`a ${kind} was not acknowledged within ${world.times.ackMs} ms`);
      world.changed();
    }, world.times.ackMs + 50).unref();
    return question;
  }

  async function answered(question: FakeQuestion, ms: number): Promise<FakeMessage[]> {
    const complete = () => question.answers.length > 0 && !question.thinking && Date.now() - question.changed >= QUIET_MS;
    if (!(await until(complete, ms))) throw new Error(`no answer came within ${ms} ms`);
    return question.answers;
  }

  function commandData(name: string, options: Readonly<Record<string, string>>, focused?: string) {
    const registered = [...world.commands.values()].flat().find((command) => command.name === name);
    return {
      id: registered?.id ?? "1070000000000000001",
      name,
      type: 1,
      options: Object.entries(options).map(([key, value]) => ({
        name: key,
        type: 3,
        value,
        ...(key === focused ? { focused: true } : {}),
      })),
    };
  }

  return {
    /** Types `/name` with its options, and waits until the answer is complete. Throws if none comes. */
    async command(name: string, options: Readonly<Record<string, string>> = {}, more: Who & { ms?: number } = {}): Promise<FakeMessage[]> {
      return answered(ask("command", 2, commandData(name, options), more), more.ms ?? 10_000);
    },

    /** The same without waiting: the question tells what becomes of it. */
    send(name: string, options: Readonly<Record<string, string>> = {}, who: Who = {}): FakeQuestion {
      return ask("command", 2, commandData(name, options), who);
    },

    /** Presses the button with this id, wherever it was seen last. */
    async press(customId: string, more: Who & { ms?: number; evenIfUnseen?: boolean } = {}): Promise<FakeMessage[]> {
      const seen = [...world.messages, ...world.questions.flatMap(({ answers }) => answers)];
      const message =
        seen.findLast(({ components }) => buttonsOf(components).some((button) => button.custom_id === customId)) ?? seen.at(-1);
      const there = message && buttonsOf(message.components).some((button) => button.custom_id === customId);
      if (!message || !(there || more.evenIfUnseen)) throw new Error(`there is no button ${customId}`);
      return answered(ask("button", 3, { custom_id: customId, component_type: 2 }, more, message), more.ms ?? 10_000);
    },

    /** What is offered while a member types into a field of `/news`. */
    async autocomplete(text: string, more: { option?: string; ms?: number } = {}): Promise<readonly { name: string; value: string }[]> {
      const option = more.option ?? "who";
      const question = ask("completion", 4, commandData("news", { [option]: text }, option), {});
      if (!(await until(() => question.choices !== null, more.ms ?? 5000))) throw new Error("no choices came");
      return question.choices ?? [];
    },
  };
}
