import type { Interaction, ModalSubmitInteraction, PermissionsBitField, RepliableInteraction } from "discord.js";
import { type Language, languageOf } from "../../news/language.ts";
import { type Filled, readForm } from "../../news/manage/forms.ts";
import { parseManaging, parseQuestion, type Question } from "../../news/question.ts";
import type { Codes } from "../../ports/chat.ts";
import type { Asker } from "../../ports.ts";
import { CHANNEL, DIGEST, NEWS, QUOTED_HERE } from "./commands-table.ts";
import { linksOf } from "./links.ts";
import { permissions } from "./permissions.ts";

/** What an interaction asks; `typed`: a command that is not ours; `old`: a button or form that means nothing any more. */
export type Asked =
  | { readonly question: Question }
  | { readonly typed: string }
  | { readonly mistakes: readonly string[]; readonly again: Question }
  | { readonly old: true };

export type Setting = { readonly codes: Codes; readonly zone: string; readonly language?: Language };

/** Who asks: in the language of their client where we speak it. */
export function askerOf(interaction: RepliableInteraction, fallback: Language | undefined): Asker {
  const { user, channelId, member } = interaction;
  const language = languageOf(interaction.locale) ?? fallback;
  const nick = member && "displayName" in member ? member.displayName : undefined;
  const shared = interaction.client.guilds.cache.size > 1;
  const granted = interaction.memberPermissions as Readonly<PermissionsBitField> | null;
  return {
    platform: "discord",
    user: user.id,
    name: nick ?? user.globalName ?? user.username,
    ...(channelId ? { channel: channelId } : {}),
    ...(language ? { language } : {}),
    ...(shared ? { shared } : {}),
    // An administrator's permissions hold all others.
    ...(granted ? { manages: Boolean(granted.bitfield & (permissions.manageGuild | permissions.administrator)) } : {}),
  };
}

/** What the roles of the server are called: settings name them by their ids. */
export function rolesIn({ guild }: Interaction): (id: string) => string | undefined {
  return (id) => guild?.roles.cache.get(id)?.name;
}

export function askedBy(interaction: RepliableInteraction, setting: Setting): Asked {
  if (interaction.isChatInputCommand()) {
    const { commandName, options } = interaction;
    if (commandName === NEWS) return { question: questionOf(options.getString("who"), options.getString("about")) };
    if (commandName === DIGEST) {
      const channel = options.get(CHANNEL)?.value;
      const question = parseManaging(`${options.getSubcommand(false) ?? "help"} ${options.getString("words") ?? ""}`);
      return { question: typeof channel === "string" && channel !== interaction.channelId ? { ...question, channel } : question };
    }
    return { typed: commandName };
  }
  if (interaction.isMessageContextMenuCommand()) {
    if (interaction.commandName !== QUOTED_HERE) return { typed: interaction.commandName };
    return { question: { kind: "links", urls: linksOf(interaction.targetMessage) } };
  }
  if (interaction.isButton()) {
    const question = setting.codes.read(interaction.customId);
    return question ? { question } : { old: true };
  }
  if (interaction.isModalSubmit()) return filledIn(interaction, setting);
  return { old: true };
}

function filledIn(interaction: ModalSubmitInteraction, { codes, zone, language: fallback }: Setting): Asked {
  const asked = codes.read(interaction.customId);
  if (asked?.kind !== "manage") return { old: true };
  const filled: Filled = Object.fromEntries(
    [...interaction.fields.fields.values()].map((field) => [
      field.customId,
      "values" in field ? field.values.map(String) : [String("value" in field ? field.value : "")],
    ]),
  );
  const read = readForm({ act: asked.act, language: languageOf(interaction.locale) ?? fallback ?? "en" }, filled, zone);
  if ("mistakes" in read) return { mistakes: Object.values(read.mistakes), again: asked };
  return { question: asked.channel === undefined ? read : { ...read, channel: asked.channel } };
}

/** The two fields of the command as one question. */
export function questionOf(who: string | null, about: string | null): Question {
  const chosen = parseQuestion(who ?? "");
  // A headline that completion offered is one story, whatever else is filled in.
  if (chosen.kind === "story") return chosen;
  const topic = (about ?? "").replace(/["“”]/g, " ").trim();
  return parseQuestion([who ?? "", topic ? `about:"${topic}"` : ""].join(" "));
}
