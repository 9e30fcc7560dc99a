import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import type { FakeBlock } from "./state.ts";

/** Slack's rules for what a message may hold: the schema, and in code what a schema cannot say. */
const SCHEMA = join(import.meta.dirname, "../../../../shared/data/platform/slack-blockkit.schema.json");

/** Whether the schema is there; without it only the rules in code are checked. */
export const hasSchema = existsSync(SCHEMA);

const ajv = new Ajv2020({ strict: false, allErrors: false });
const whole = hasSchema ? JSON.parse(readFileSync(SCHEMA, "utf8")) : null;
if (whole) ajv.addSchema(whole);
const viewSchema = (type: string) => (whole ? ajv.compile({ $ref: `${whole.$id}#/$defs/${type}` }) : null);
const modalSchema = viewSchema("modal");
const homeSchema = viewSchema("home");
const schema = hasSchema ? new Ajv2020({ strict: false, allErrors: false }).compile(JSON.parse(readFileSync(SCHEMA, "utf8"))) : null;

/** Slack's undocumented limit on all text of a message's blocks. */
const HIDDEN_LIMIT = 13_000;

export type BlockTrouble = { readonly error: "invalid_blocks" | "msg_blocks_too_long"; readonly why: string };

/** What Slack would not take; null when all is well. */
export function blockTrouble(blocks: unknown): BlockTrouble | null {
  if (!Array.isArray(blocks)) return { error: "invalid_blocks", why: "blocks are no list" };
  if (blocks.length > 50) return { error: "invalid_blocks", why: `${blocks.length} blocks` };
  if (schema && blocks.length > 0 && !schema(blocks)) {
    const first = schema.errors?.[0];
    return { error: "invalid_blocks", why: `${first?.instancePath} ${first?.message} ${JSON.stringify(first?.params)}` };
  }
  const ids = blocks.map((block) => block.block_id).filter((id) => id !== undefined);
  if (new Set(ids).size !== ids.length) return { error: "invalid_blocks", why: "a block_id twice" };
  for (const block of blocks) {
    const actions = (block.elements ?? []).map((element: FakeBlock) => element.action_id).filter((id: unknown) => id !== undefined);
    if (new Set(actions).size !== actions.length) return { error: "invalid_blocks", why: "an action_id twice in a block" };
    if (block.type === "rich_text" && block.elements.length === 0) return { error: "invalid_blocks", why: "an empty rich_text" };
  }
  if (blocks.filter((block) => block.type === "table").length > 1) return { error: "invalid_blocks", why: "two tables" };
  for (const leaf of leaves(blocks)) {
    if (leaf.type === "date" && !(Number.isInteger(leaf.timestamp) && typeof leaf.format === "string"))
      return { error: "invalid_blocks", why: "a date that is none" };
    if (leaf.type?.startsWith("rich_text_") && leaf.elements.length === 0) return { error: "invalid_blocks", why: `an empty ${leaf.type}` };
  }
  const length = textLength(blocks);
  if (length > HIDDEN_LIMIT) return { error: "msg_blocks_too_long", why: `${length} characters` };
  return null;
}

/** What Slack would not take of a dialogue or a Home tab; null when all is well. */
export function viewTrouble(view: FakeBlock): string | null {
  const check = view.type === "modal" ? modalSchema : view.type === "home" ? homeSchema : null;
  if (view.type !== "modal" && view.type !== "home") return `a view of type ${view.type}`;
  if (check && !check(view))
    return `${check.errors?.[0]?.instancePath} ${check.errors?.[0]?.message} ${JSON.stringify(check.errors?.[0]?.params)}`;
  if (!Array.isArray(view.blocks) || view.blocks.length === 0 || view.blocks.length > 100) return `${view.blocks?.length} blocks`;
  if (view.type === "home" && (view.title || view.submit)) return "a Home tab with a title";
  if (view.blocks.some((block: FakeBlock) => block.type === "input") && view.type === "modal" && !view.submit)
    return "inputs and nothing to submit";
  const ids = view.blocks.map((block: FakeBlock) => block.block_id).filter((id: unknown) => id !== undefined);
  if (new Set(ids).size !== ids.length) return "a block_id twice";
  for (const block of view.blocks) {
    const options = block.element?.options?.map((option: FakeBlock) => JSON.stringify(option)) ?? [];
    for (const chosen of block.element?.initial_options ?? [])
      if (!options.includes(JSON.stringify(chosen))) return "a choice that is none of the options";
  }
  // A channel's name pings nobody.
  const rude = manners("view", view.blocks).filter((bad) => !bad.startsWith("emoji codes") && bad !== "a channel element");
  return rude[0] ?? null;
}

/** What Slack takes and we must never send: pings, and text that nobody can hear. */
export function manners(text: unknown, blocks: readonly FakeBlock[]): string[] {
  const found: string[] = [];
  if (typeof text !== "string" || text.trim() === "") found.push("no text for screen readers");
  else {
    if (text.length > 4000) found.push(`text of ${text.length} characters`);
    if (/<[^>]*>/.test(text) || /&(?!amp;|lt;|gt;)/.test(text)) found.push(`text that Slack reads as markup: ${text.slice(0, 80)}`);
  }
  for (const leaf of leaves(blocks)) {
    if (["user", "usergroup", "team", "channel", "broadcast", "emoji"].includes(leaf.type)) found.push(`a ${leaf.type} element`);
    if (leaf.type === "mrkdwn" && /<[!@#]|[*_~`]/.test(leaf.text)) found.push("markup in mrkdwn");
    if (leaf.type === "plain_text" && leaf.emoji !== false) found.push("emoji codes are read in a plain_text");
    for (const url of [leaf.type === "link" || leaf.type === "button" ? leaf.url : undefined]) {
      if (url !== undefined && !/^https?:\/\//.test(url)) found.push(`a link to ${url.slice(0, 40)}`);
    }
  }
  return found;
}

/** Every object in the blocks. */
export function leaves(value: unknown): FakeBlock[] {
  if (Array.isArray(value)) return value.flatMap(leaves);
  if (value === null || typeof value !== "object") return [];
  return [value, ...Object.values(value).flatMap(leaves)];
}

/** All that can be read in the blocks, as one text. */
export function readable(blocks: readonly FakeBlock[]): string {
  return leaves(blocks)
    .map((leaf) => (typeof leaf.text === "string" ? leaf.text : leaf.type === "date" ? leaf.fallback : ""))
    .join("");
}

function textLength(blocks: readonly FakeBlock[]): number {
  return leaves(blocks).reduce((sum, leaf) => sum + (typeof leaf.text === "string" ? leaf.text.length : 0) + (leaf.url?.length ?? 0), 0);
}
