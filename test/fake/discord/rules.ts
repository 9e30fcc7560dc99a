import type { FakeComponent, FakeModal } from "./state.ts";

export const V2 = 1 << 15;
export const EPHEMERAL = 1 << 6;

type Body = { readonly [key: string]: unknown };
export type Trouble = { readonly code: number; readonly why: string };

/** Every component of a message, nested ones included. */
export function allComponents(components: readonly FakeComponent[]): FakeComponent[] {
  return components.flatMap((one) => [
    one,
    ...allComponents(Array.isArray(one?.components) ? one.components : []),
    ...(one?.accessory ? allComponents([one.accessory]) : []),
  ]);
}

/** The text of all text displays, in order. */
export function textsOf(components: readonly FakeComponent[]): string[] {
  return allComponents(components)
    .filter((one) => one.type === 10)
    .map((one) => String(one.content));
}

export function buttonsOf(components: readonly FakeComponent[]): { label: string; custom_id: string }[] {
  return allComponents(components).filter((one) => one.type === 2 && one.custom_id);
}

/** The rules that Discord's schema does not say. `flags` are those the message has or gets. */
export function messageTrouble(body: Body, flags: number): Trouble | null {
  const wrong = (why: string): Trouble => ({ code: 50035, why });
  const components = Array.isArray(body.components) ? (body.components as FakeComponent[]) : [];
  const all = allComponents(components);
  if (flags & V2) {
    for (const field of ["content", "embeds", "poll", "sticker_ids"]) {
      const value = body[field];
      if (value && (!Array.isArray(value) || value.length > 0)) return wrong(`${field} beside the flag for Components V2`);
    }
    if (components.length === 0) return { code: 50006, why: "an empty message" };
    if (all.length > 40) return wrong(`${all.length} components, at most 40 are allowed`);
    const text = textsOf(components).reduce((sum, one) => sum + one.length, 0);
    if (text > 4000) return wrong(`${text} characters of text, at most 4,000 are allowed`);
    if (textsOf(components).some((one) => one.trim() === "")) return wrong("a text display without text");
  } else {
    if (components.some((one) => one.type !== 1)) return wrong("components of V2 without the flag");
    const content = typeof body.content === "string" ? body.content : "";
    if (content.length > 2000) return wrong("content longer than 2,000 characters");
    const embeds = Array.isArray(body.embeds) ? body.embeds.length : 0;
    if (content.trim() === "" && embeds === 0 && components.length === 0) return { code: 50006, why: "an empty message" };
    if (components.length > 5) return wrong(`${components.length} rows of buttons, at most 5 are allowed`);
    const trouble = embedsTrouble(Array.isArray(body.embeds) ? (body.embeds as FakeEmbed[]) : []);
    if (trouble) return wrong(trouble);
  }
  const given = (field: string) => all.map((one) => one[field]).filter((value) => value !== undefined && value !== null && value !== 0);
  for (const field of ["custom_id", "id"]) {
    if (new Set(given(field)).size < given(field).length) return wrong(`two components with the same ${field}`);
  }
  for (const button of all.filter((one) => one.type === 2)) {
    const link = button.style === 5;
    if (link !== Boolean(button.url) || link === Boolean(button.custom_id)) return wrong("a button of a link has url, any other custom_id");
    if (!button.label && !button.emoji) return wrong("a button with nothing on it");
  }
  if (body.enforce_nonce === true && !body.nonce) return wrong("enforce_nonce without a nonce");
  return null;
}

type FakeEmbed = {
  readonly title?: string;
  readonly description?: string;
  readonly url?: string;
  readonly footer?: { readonly text: string };
  readonly author?: { readonly name: string };
  readonly fields?: readonly { readonly name: string; readonly value: string }[];
};

/** https://docs.discord.com/developers/resources/message#embed-object-embed-limits */
function embedsTrouble(embeds: readonly FakeEmbed[]): string | null {
  if (embeds.length > 10) return `${embeds.length} embeds, at most 10 are allowed`;
  let sum = 0;
  for (const { title = "", description = "", footer, author, fields = [] } of embeds) {
    const texts = [title, description, footer?.text ?? "", author?.name ?? "", ...fields.flatMap(({ name, value }) => [name, value])];
    sum += texts.reduce((length, text) => length + text.length, 0);
    if (title.length > 256 || description.length > 4096 || (footer?.text ?? "").length > 2048) return "a text of an embed that is too long";
    if (texts.every((text) => text.trim() === "")) return "an empty embed";
    if (fields.some(({ name, value }) => name.trim() === "" || value.trim() === "")) return "an empty field";
  }
  const urls = embeds.flatMap(({ url }) => url ?? []);
  if (new Set(urls).size < urls.length) return "two embeds with one url, which clients show as one";
  return sum > 6000 ? `${sum} characters in embeds, at most 6,000 are allowed` : null;
}

/** The descriptions of a message's embeds, in order. */
export function embedTexts(embeds: readonly object[]): string[] {
  return (embeds as readonly FakeEmbed[]).map(({ description = "" }) => description);
}

/** https://docs.discord.com/developers/interactions/receiving-and-responding: what the schema does not say of a form. */
export function modalTrouble(modal: FakeModal): string | null {
  if (typeof modal.title !== "string" || modal.title.trim() === "" || modal.title.length > 45)
    return "a form's title has 1 to 45 characters";
  if (typeof modal.custom_id !== "string" || modal.custom_id === "" || modal.custom_id.length > 100)
    return "a form's id has 1 to 100 characters";
  const labels = modal.components ?? [];
  if (labels.length < 1 || labels.length > 5) return `${labels.length} fields, 1 to 5 are allowed`;
  const ids = new Set<string>();
  for (const label of labels) {
    if (label.type !== 18) return "a form holds labels with a field each";
    if (label.label.length > 45 || (label.description?.length ?? 0) > 100)
      return "a label of more than 45, or a description of more than 100";
    const field = label.component;
    if (field.type !== 4 && field.type !== 3) return `fields of type ${field.type} are not played`;
    if (ids.has(field.custom_id)) return "two fields with one id";
    ids.add(field.custom_id);
    if (field.type === 4 && (field.value?.length ?? 0) > (field.max_length ?? 4000)) return "a value longer than its field takes";
    if (field.type === 4 && (field.placeholder?.length ?? 0) > 100) return "a placeholder of more than 100 characters";
    if (field.type !== 3) continue;
    const chosen = field.options.filter((option: { default?: boolean }) => option.default).length;
    if (field.options.length < 1 || field.options.length > 25) return "a select has 1 to 25 options";
    if (chosen > (field.max_values ?? 1) || (field.max_values ?? 1) > field.options.length) return "more is chosen than may be";
    if (new Set(field.options.map(({ value }: { value: string }) => value)).size < field.options.length)
      return "two options with one value";
  }
  return null;
}

/** Whom a message pings, by its text and `allowed_mentions` (absent: all of them). */
export function pingsOf(body: Body): string[] {
  const allowed = body.allowed_mentions as { parse?: string[]; users?: string[]; roles?: string[] } | null | undefined;
  const parse = allowed ? (allowed.parse ?? []) : ["everyone", "users", "roles"];
  const text = [String(body.content ?? ""), ...textsOf((body.components as FakeComponent[]) ?? [])].join("\n");
  const pings: string[] = [];
  for (const [found, user, role] of text.matchAll(/@everyone|@here|<@!?(\d+)>|<@&(\d+)>/g)) {
    if (user ? parse.includes("users") || allowed?.users?.includes(user) : false) pings.push(found);
    else if (role ? parse.includes("roles") || allowed?.roles?.includes(role) : false) pings.push(found);
    else if (!user && !role && parse.includes("everyone")) pings.push(found);
  }
  return pings;
}

/** What our bot never does, though Discord would let it: `mayPing` are the roles that the settings name. */
export function manners(body: Body, mayPing: ReadonlySet<string>): string[] {
  const allowed = body.allowed_mentions as { parse?: string[]; roles?: string[]; users?: string[] } | null | undefined;
  if (!allowed) return ["a message without allowed_mentions: everything in it may ping"];
  const others = [...(allowed.roles ?? []).filter((id) => !mayPing.has(id)), ...(allowed.users ?? [])];
  return allowed.parse?.length === 0 && others.length === 0 ? [] : ["a message whose allowed_mentions let something ping"];
}
