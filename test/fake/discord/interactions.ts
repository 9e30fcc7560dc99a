import type { gateway } from "./gateway.ts";
import { shown } from "./rest.ts";
import { buttonsOf } from "./rules.ts";
import type { FakeMessage, FakeModal, FakeQuestion, World } from "./state.ts";

/** `manages`: a member with Manage Server; `administrates`: with Administrator, which stands for all. `locale`: of their client. */
export type Who = {
  readonly user?: string;
  readonly channel?: string;
  readonly manages?: boolean;
  readonly administrates?: boolean;
  readonly locale?: string;
};
type Values = Readonly<Record<string, string>>;
type Parts = { readonly until: (happened: () => boolean, ms: number) => Promise<boolean> };

const MANAGE_SERVER = 1n << 5n;
const ADMINISTRATOR = 1n << 3n;
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
      modal: null,
      changed: Date.now(),
    };
    world.questions.push(question);
    const guild = world.channels.get(question.channel)?.guildId;
    const permissions = String(2048n | ((who.manages ? MANAGE_SERVER : 0n) + (who.administrates ? ADMINISTRATOR : 0n)));
    const user = { id: question.user, username: "member", discriminator: "0", global_name: "A member", avatar: null };
    const heard = lines.dispatch("INTERACTION_CREATE", {
      id: question.id,
      application_id: world.ids.app,
      type,
      token: question.token,
      version: 1,
      channel_id: question.channel,
      channel: { id: question.channel, type: 0, guild_id: guild, name: "news", permissions },
      ...(guild
        ? {
            guild_id: guild,
            member: { user, roles: [], joined_at: "2026-01-01T00:00:00Z", permissions, deaf: false, mute: false, flags: 0 },
          }
        : { user }),
      app_permissions: "2048",
      locale: who.locale ?? "en-GB",
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

  /** `name` as typed: "news", "digest schedule". A command that is not registered, or not offered to this member, cannot be used. */
  function commandData(typed: string, values: Values, who: Who, focused?: string) {
    const [name = "", sub] = typed.split(" ");
    const registered = [...world.commands.values()].flat().find((command) => command.name === name && command.type !== 3);
    const needs = registered?.default_member_permissions;
    if (needs && !who.manages && !who.administrates) throw new Error(`/${name} is not offered to those without the permissions ${needs}`);
    const options = Object.entries(values).map(([key, value]) => ({
      name: key,
      type: key === "channel" ? 7 : 3,
      value,
      ...(key === focused ? { focused: true } : {}),
    }));
    return {
      id: registered?.id ?? "1070000000000000001",
      name,
      type: 1,
      options: sub === undefined ? options : [{ name: sub, type: 1, options }],
      ...(values.channel
        ? { resolved: { channels: { [values.channel]: { id: values.channel, type: 15, name: "elsewhere", permissions: "0" } } } }
        : {}),
    };
  }

  const seen = () => [...world.messages, ...world.questions.flatMap(({ answers }) => answers)];
  const withButton = (id: string) => seen().findLast(({ components }) => buttonsOf(components).some((button) => button.custom_id === id));

  return {
    /** Types `/name` with its options, and waits until the answer is complete. Throws if none comes. */
    async command(name: string, options: Readonly<Record<string, string>> = {}, more: Who & { ms?: number } = {}): Promise<FakeMessage[]> {
      return answered(ask("command", 2, commandData(name, options, more), more), more.ms ?? 10_000);
    },

    /** The same without waiting: the question tells what becomes of it. */
    send(name: string, options: Readonly<Record<string, string>> = {}, who: Who = {}): FakeQuestion {
      return ask("command", 2, commandData(name, options, who), who);
    },

    /** Chooses a command from the menu of a message. */
    async onMessage(name: string, message: FakeMessage, more: Who & { ms?: number } = {}): Promise<FakeMessage[]> {
      const data = {
        id: "1070000000000000002",
        name,
        type: 3,
        target_id: message.id,
        resolved: { messages: { [message.id]: shown(message, null) } },
      };
      return answered(ask("command", 2, data, more), more.ms ?? 10_000);
    },

    /** The form that a command or button is answered with. Throws if none comes. */
    async form(question: FakeQuestion, ms = 5000): Promise<FakeModal> {
      await until(() => question.modal !== null, ms);
      if (question.modal === null) throw new Error(`no form came within ${ms} ms`);
      return question.modal;
    },

    /** Sends a form with these values; what is not named stays as it was. */
    async submit(modal: FakeModal, values: Readonly<Record<string, string | readonly string[]>>, more: Who & { ms?: number } = {}) {
      const components = modal.components.map(({ component }, n) => {
        const given = values[component.custom_id];
        const id = 2 * n + 1;
        if (component.type === 4)
          return {
            type: 18,
            id,
            component: { type: 4, id: id + 1, custom_id: component.custom_id, value: given ?? component.value ?? "" },
          };
        const chosen = component.options.flatMap((option: { value: string; default?: boolean }) => (option.default ? option.value : []));
        return { type: 18, id, component: { type: 3, id: id + 1, custom_id: component.custom_id, values: given ?? chosen } };
      });
      return answered(ask("form", 5, { custom_id: modal.custom_id, components }, more), more.ms ?? 10_000);
    },

    /** Presses a button without waiting for an answer: it may bring a form. */
    click(customId: string, who: Who = {}): FakeQuestion {
      const message = withButton(customId);
      if (!message) throw new Error(`there is no button ${customId}`);
      return ask("button", 3, { custom_id: customId, component_type: 2 }, who, message);
    },

    /** Presses the button with this id, wherever it was seen last. */
    async press(customId: string, more: Who & { ms?: number; evenIfUnseen?: boolean } = {}): Promise<FakeMessage[]> {
      const message = withButton(customId) ?? (more.evenIfUnseen ? seen().at(-1) : undefined);
      if (!message) throw new Error(`there is no button ${customId}`);
      return answered(ask("button", 3, { custom_id: customId, component_type: 2 }, more, message), more.ms ?? 10_000);
    },

    /** What is offered while a member types into a field of `/news`. */
    async autocomplete(text: string, more: { option?: string; ms?: number } = {}): Promise<readonly { name: string; value: string }[]> {
      const option = more.option ?? "who";
      const question = ask("completion", 4, commandData("news", { [option]: text }, {}, option), {});
      if (!(await until(() => question.choices !== null, more.ms ?? 5000))) throw new Error("no choices came");
      return question.choices ?? [];
    },
  };
}
