import type { APIApplicationCommandOption, RESTPostAPIApplicationCommandsJSONBody } from "discord.js";
import { acts } from "../../news/question.ts";
import { permissions } from "./permissions.ts";
import { localized, wordsIn } from "./words.ts";

export type Command = RESTPostAPIApplicationCommandsJSONBody;

const CHAT_INPUT = 1;
const MESSAGE = 3;
const SUBCOMMAND = 1;
const STRING = 3;
const CHOICE_OF_CHANNEL = 7;
/** Where a command is offered: in a server, in direct messages with the bot, in those with others. */
const IN_SERVERS = [0];
const EVERYWHERE = [0, 1, 2];
/** Who may install it: a server for all its members, a member for themselves. */
const SERVERS = [0];
const SERVERS_AND_MEMBERS = [0, 1];

const said = wordsIn("en");

/** Acts of `/digest` that take words; without any they bring a form or a list. */
export const WORDED: ReadonlySet<string> = new Set(["schedule", "sources", "filter", "length", "roles", "quiet"]);

/** Acts of `/digest` that are not about one channel. */
const ABOUT_ALL: ReadonlySet<string> = new Set(["sources", "help"]);

export const NEWS = "news";
export const DIGEST = "digest";
export const CHANNEL = said.channel;
export const QUOTED_HERE = said.quotedHere;

const news: Command = {
  name: NEWS,
  type: CHAT_INPUT,
  description: said.news,
  description_localizations: localized("news"),
  options: [
    {
      type: STRING,
      name: said.who,
      name_localizations: localized("who"),
      description: said.whoSays,
      description_localizations: localized("whoSays"),
      autocomplete: true,
    },
    {
      type: STRING,
      name: said.about,
      name_localizations: localized("about"),
      description: said.aboutSays,
      description_localizations: localized("aboutSays"),
    },
  ],
  contexts: EVERYWHERE,
  integration_types: SERVERS_AND_MEMBERS,
};

const inWords = {
  type: STRING,
  name: said.words,
  name_localizations: localized("words"),
  description: said.wordsSay,
  description_localizations: localized("wordsSay"),
} satisfies APIApplicationCommandOption;

/** Of every kind: Discord has no kinds to choose from that hold media channels too, and what can have no digest is said where one is set. */
const elsewhere = {
  type: CHOICE_OF_CHANNEL,
  name: CHANNEL,
  name_localizations: localized("channel"),
  description: said.channelSays,
  description_localizations: localized("channelSays"),
} satisfies APIApplicationCommandOption;

const digest: Command = {
  name: DIGEST,
  type: CHAT_INPUT,
  description: said.digest,
  description_localizations: localized("digest"),
  // Discord's own description of its API wants the number here, and gives it back as text.
  default_member_permissions: Number(permissions.manageGuild) as unknown as string,
  options: acts.map(
    (act): APIApplicationCommandOption => ({
      type: SUBCOMMAND,
      name: act,
      description: said[act],
      description_localizations: localized(act),
      ...(act === "help" ? {} : { options: [...(WORDED.has(act) ? [inWords] : []), ...(ABOUT_ALL.has(act) ? [] : [elsewhere])] }),
    }),
  ),
  contexts: IN_SERVERS,
  integration_types: SERVERS,
};

const quotedHere: Command = {
  name: QUOTED_HERE,
  type: MESSAGE,
  name_localizations: localized("quotedHere"),
  contexts: EVERYWHERE,
  integration_types: SERVERS_AND_MEMBERS,
};

/** The commands as they are registered in every server and with members, or in one server: where they can be used is then decided by that. */
export function commandsFor(scope: "everywhere" | "server"): readonly Command[] {
  const all = [news, digest, quotedHere];
  if (scope === "everywhere") return all;
  return all.map(({ contexts: _, integration_types: __, ...command }) => command as Command);
}
