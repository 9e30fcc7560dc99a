import { join } from "node:path";
import type { Card } from "../../src/news/card.ts";
import type { Delivery, Edition } from "../../src/news/edition.ts";
import type { marksOf as MarksOf } from "../../src/platforms/discord/deliver.ts";
import type { render as RenderDiscord } from "../../src/platforms/discord/render.ts";
import type { render as RenderSlack } from "../../src/platforms/slack/render.ts";
import type { DiscordFake } from "../fake/discord/fake.ts";
import { textsOf } from "../fake/discord/rules.ts";
import type { SlackFake } from "../fake/slack/fake.ts";
import { root } from "./bot.ts";
import type { Plan, PlannedChannel } from "./plan.ts";
import { PASSWORD, type Row, type Stage } from "./stage.ts";

const dist = (path: string) => import(join(root, "dist", path));
const { render: renderSlack } = (await dist("platforms/slack/render.js")) as { render: typeof RenderSlack };
const { render: renderDiscord } = (await dist("platforms/discord/render.js")) as { render: typeof RenderDiscord };
const { marksOf } = (await dist("platforms/discord/deliver.js")) as { marksOf: typeof MarksOf };

export type Fakes = { readonly slack: SlackFake | null; readonly discord: DiscordFake | null };
export type Evidence = {
  readonly plan: Plan;
  readonly stage: Stage;
  readonly fakes: Fakes;
  readonly logs: readonly string[];
  readonly articles: number;
  /** The slot that was due, as the wall clock shows it. */
  readonly local: string;
};

/** What a message of a fake says about itself, for either platform. */
type Seen = { readonly id: string; readonly key: string | number | null; readonly text: string; readonly under: string | null };

/** Everything that is not as promised after a round, in words. */
export async function check(evidence: Evidence): Promise<string[]> {
  const { plan, stage, fakes, articles, local } = evidence;
  const wrong = [...logTrouble(evidence)];
  for (const fake of [fakes.slack, fakes.discord]) for (const rule of fake?.violations ?? []) wrong.push(`a rule was broken: ${rule}`);

  const store = await stage.open();
  try {
    const claimed = await store.outbox.deliveries(1000);
    const mine = claimed.filter(({ edition }) => edition.slot.local === local);
    if (claimed.length !== mine.length) wrong.push(`${claimed.length - mine.length} deliveries of another slot`);
    for (const channel of plan.channels) {
      const its = mine.filter(({ delivery }) => delivery.destination.channel === channel.channel);
      const [only] = its;
      if (its.length !== 1 || !only) wrong.push(`${channel.channel}: ${its.length} deliveries of the slot`);
      else wrong.push(...channelTrouble(plan, channel, only.delivery, only.edition, fakes));
    }
    const { articles: stored } = await store.archive.extent();
    const acknowledged = evidence.logs.some((log) => log.includes('"sources read"'));
    if (acknowledged && stored !== articles) wrong.push(`${stored} articles in the archive of ${articles} acknowledged`);
    const slots = await stage.look("select local, state from slots");
    const open = slots.filter((slot) => slot.state === "open");
    if (open.length !== 1 || open[0]?.local !== local) wrong.push(`open slots: ${JSON.stringify(slots)}`);
    if (plan.engine === "embedded") wrong.push(...(await integrity(stage)));
  } finally {
    await store.close();
  }
  return wrong;
}

async function integrity(stage: Stage): Promise<string[]> {
  const found = (await stage.look("pragma integrity_check")).map((row: Row) => String(row.integrity_check));
  const keys = await stage.look("pragma foreign_key_check");
  return [
    ...(found.join() === "ok" ? [] : [`integrity: ${found.join()}`]),
    ...(keys.length ? [`foreign keys: ${JSON.stringify(keys)}`] : []),
  ];
}

/** Each part exactly once and in order; less only where the delivery says so and the plan explains it. */
function channelTrouble(
  plan: Plan,
  { platform, channel, refuses }: PlannedChannel,
  delivery: Delivery,
  edition: Edition,
  fakes: Fakes,
): string[] {
  const wrong: string[] = [];
  const say = (what: string) => wrong.push(`${channel}: ${what}`);
  const { state, problem } = delivery;
  const messages = platform === "slack" ? onSlack(fakes, channel) : onDiscord(fakes, channel);
  const parts = partsOf(platform, edition.card);
  const expected = parts.map((_, n) => (platform === "slack" ? `${delivery.id}#${n}` : marksOf(`${delivery.id}#${n}`).number));

  if (state !== "ambiguous" && state !== (refuses ? "failed" : "sent")) say(`ended as ${state} (${problem})`);
  if (state === "ambiguous" && !plan.unread.includes(platform)) say(`ambiguous although one could look (${problem})`);
  if (!refuses && state === "failed") return wrong;

  for (const message of messages) if (!expected.some((key) => key === message.key)) say(`a message that is not ours: ${message.key}`);
  for (const [n, key] of expected.entries()) {
    const times = messages.filter((message) => message.key === key).length;
    if (times > 1) say(`part ${n + 1} of ${parts.length} was posted ${times} times`);
    if (times === 0 && state === "sent") say(`part ${n + 1} of ${parts.length} is lost`);
  }
  const order = messages.map((message) => expected.indexOf(message.key ?? ""));
  if (order.some((n, i) => n !== i)) say(`the parts stand in the order ${order}`);
  for (const [n, message] of messages.entries()) {
    if (parts[n] !== message.text) say(`part ${n + 1} is not as it was composed`);
    if (platform === "slack" && message.under !== (n > 0 ? messages[0]?.id : null)) say(`part ${n + 1} is not in the thread of the first`);
  }
  const noted = delivery.receipts.map(({ messageId }) => messageId);
  if (state === "sent" && noted.join() !== messages.map(({ id }) => id).join())
    say(`noted as ${noted}, but it is ${messages.map(({ id }) => id)}`);
  return wrong;
}

function partsOf(platform: string, card: Card): string[] {
  return platform === "slack"
    ? renderSlack(card).map(({ text }) => text)
    : renderDiscord(card).map(({ components }) => JSON.stringify(textsOf(components as never)));
}

function onSlack({ slack }: Fakes, channel: string): Seen[] {
  return (slack?.messages(channel) ?? []).map(({ ts, metadata, text, thread_ts }) => ({
    id: ts,
    key: (metadata?.event_payload.key as string | undefined) ?? null,
    text,
    under: thread_ts ?? null,
  }));
}

function onDiscord({ discord }: Fakes, channel: string): Seen[] {
  return (discord?.messages(channel) ?? []).map(({ id, components }) => ({
    id,
    key: (components[0]?.id as number | undefined) ?? null,
    text: JSON.stringify(textsOf(components)),
    under: null,
  }));
}

function* logTrouble({ logs, fakes }: Evidence): Generator<string> {
  const secrets = [PASSWORD, fakes.slack?.botToken, fakes.slack?.appToken, fakes.discord?.token].filter((s) => s !== undefined);
  for (const log of logs) {
    const stack = /^.*(Unhandled|uncaught|\n\s+at .+:\d+:\d+).*$/m.exec(log)?.[0];
    if (stack) yield `a stack or an unhandled rejection in the log: ${stack.slice(0, 300)}`;
    if (/Please report this/.test(log)) yield `a fault of ours: ${/^.*Please report this.*$/m.exec(log)?.[0].slice(0, 400)}`;
    for (const secret of secrets) if (log.includes(secret)) yield "a secret in the log";
  }
}
