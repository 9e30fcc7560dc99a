import type { APIApplicationCommand, REST } from "discord.js";
import { within } from "../../calls/patience.ts";
import type { Clock, Log } from "../../ports.ts";
import { discordCode, problem } from "./classify.ts";
import { type Command, commandsFor } from "./commands-table.ts";
import { inviteLink } from "./permissions.ts";

const ENTRY_POINT = 4;

export type RegisterOptions = {
  readonly rest: REST;
  readonly applicationId: string;
  readonly guildId: string | undefined;
  /** Servers in which an earlier setting may have left the commands a second time. */
  readonly guilds: () => readonly string[];
  readonly clock: Clock;
  readonly log: Log;
  readonly limitMs: number;
  readonly stopping: AbortSignal;
};

const RETRY_MS = 60_000;
/** Servers looked at for leftovers at a start. */
const MOST_GUILDS = 25;

/**
 * Registers the commands, if they are not registered just so already, in one scope: the same name in two shows twice. What fails is said
 * and, unless it was refused, tried again in the background; the bot works meanwhile.
 */
export async function register(options: RegisterOptions): Promise<void> {
  const { rest, applicationId, guildId, guilds, clock, log, limitMs, stopping } = options;
  const commands = commandsFor(guildId === undefined ? "everywhere" : "server");
  const everywhere = `/applications/${applicationId}/commands` as const;
  const inGuild = (guild: string) => `/applications/${applicationId}/guilds/${guild}/commands` as const;
  const get = (path: `/${string}`) =>
    within(limitMs, clock, (signal) => rest.get(path, { signal, query: new URLSearchParams({ with_localizations: "true" }) })) as Promise<
      APIApplicationCommand[]
    >;

  async function once(): Promise<"done" | "refused" | "later"> {
    const path = guildId === undefined ? everywhere : inGuild(guildId);
    try {
      const there = await get(path);
      if (sameCommands(commands, there.filter(notEntryPoint))) return "done";
      // The application's own Entry Point must be sent along; Discord refuses to lose it.
      const kept = there.filter((command) => !notEntryPoint(command)).map(({ id, name, type, handler }) => ({ id, name, type, handler }));
      await within(limitMs, clock, (signal) => rest.put(path, { signal, body: [...commands, ...kept] }));
      log.info("discord commands registered", { where: guildId ?? "every server", names: commands.map(({ name }) => name) });
      return "done";
    } catch (error) {
      const trouble = problem(error, "register the commands", true);
      const refused = trouble.code === "post-refused";
      const invite = discordCode(error) === 50001 ? ` Invite the bot to the server: ${inviteLink(applicationId)}` : "";
      log[refused ? "error" : "warn"]("discord commands not registered", { why: `${trouble.message}${invite}` });
      return refused ? "refused" : "later";
    }
  }

  /** Takes our commands out of the scope they are not registered in. */
  async function tidy(path: `/${string}`): Promise<void> {
    try {
      for (const { id, name, type } of await get(path)) {
        if (!commands.some((ours) => ours.name === name && ours.type === type)) continue;
        await within(limitMs, clock, (signal) => rest.delete(`${path}/${id}`, { signal }));
        log.info("discord command removed where it stood a second time", { name, path });
      }
    } catch (error) {
      log.debug("discord leftovers not looked for", { why: problem(error, "show the commands", true).message });
    }
  }

  const first = await once();
  if (first === "later") void again();
  if (guildId !== undefined) await tidy(everywhere);
  else void tidyGuilds();

  async function again(): Promise<void> {
    let outcome: "done" | "refused" | "later" = "later";
    while (outcome === "later") {
      await clock.sleep(RETRY_MS, stopping);
      if (stopping.aborted) return;
      outcome = await once();
    }
  }

  async function tidyGuilds(): Promise<void> {
    for (const guild of guilds().slice(0, MOST_GUILDS)) {
      if (stopping.aborted) return;
      await tidy(inGuild(guild));
    }
  }
}

function notEntryPoint(command: { readonly type: number }): boolean {
  return command.type !== ENTRY_POINT;
}

/** Whether Discord has just these commands. It adds fields of its own (ids, versions), and leaves out or nulls what was not given. */
export function sameCommands(ours: readonly Command[], theirs: readonly object[]): boolean {
  if (ours.length !== theirs.length) return false;
  return ours.every((command) => theirs.some((other) => contains(other, command)));
}

function contains(theirs: unknown, ours: unknown): boolean {
  if (Array.isArray(ours)) {
    return Array.isArray(theirs) && theirs.length === ours.length && ours.every((value, n) => contains(theirs[n], value));
  }
  if (typeof ours === "object" && ours !== null) {
    if (typeof theirs !== "object" || theirs === null) return false;
    const given = theirs as Record<string, unknown>;
    const extra = OWN_FIELDS.some((field) => !(field in ours) && Boolean(given[field]));
    return !extra && Object.entries(ours).every(([key, value]) => contains(given[key], value));
  }
  // Numbers come back as text where they may be large.
  return (theirs ?? null) === (ours ?? null) || (typeof ours === "number" && theirs === String(ours));
}

/** What we would have to have given, had we wanted it. */
const OWN_FIELDS = [
  "options",
  "name_localizations",
  "description_localizations",
  "autocomplete",
  "required",
  "choices",
  "default_member_permissions",
  "max_length",
  "min_length",
  "nsfw",
];
