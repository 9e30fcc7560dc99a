import type { Instant } from "../../news/article.ts";
import type { Schedule, Slot } from "../../news/edition.ts";
import { count } from "../../news/phrases.ts";
import type { AuditedSlot } from "../../ports/upkeep.ts";
import type { Extent } from "../../ports.ts";
import { type Html, html, NOTHING, outside } from "./markup.ts";
import { withZone } from "./moments.ts";

/** How the bot is and what it did last, for whoever runs it. Holds nothing that may be a key. */
export type State = {
  /** What is not as it should be, a sentence each with what to do. */
  readonly problems: readonly string[];
  readonly started: Instant;
  readonly extent: Extent;
  /** Of workspaces that took the bot out, a sentence each. */
  readonly left: readonly string[];
  /** How many installed it themselves. */
  readonly workspaces?: number;
  readonly platforms: readonly { readonly name: string; readonly connected: boolean }[];
  readonly schedules: readonly { readonly schedule: Schedule; readonly next: Slot | null }[];
  readonly sources: readonly SourceState[];
  /** Newest first. */
  readonly slots: readonly AuditedSlot[];
};

export type SourceState = {
  readonly name: string;
  /** "fine", or what is the matter in a word. */
  readonly health: string;
  readonly words: string;
  readonly next: Instant | null;
};

const moment = (at: Instant | null): Html => (at === null ? html`never` : html`<time datetime="${at}">${withZone(new Date(at))}</time>`);
const GOOD: ReadonlySet<string> = new Set(["fine", "new", "sent", "open", "connected", "start"]);
const mark = (word: string): Html => html`<span class="${GOOD.has(word) ? "good" : "bad"}">${word}</span>`;

export function statePage({ problems, started, extent, platforms, left, workspaces, schedules, sources, slots }: State): Html {
  const doubtful = slots.flatMap(({ deliveries }) => deliveries.filter(({ state }) => state === "ambiguous"));
  return html`<h1>State</h1>
${
  problems.length === 0
    ? html`<p class="good">All systems normal.</p>`
    : html`<ul class="problem">${problems.map((problem) => html`<li>${problem}</li>`)}</ul>`
}
<p class="sub">Running since ${moment(started)}. ${count(extent.articles, "article")} in the archive.</p>
${
  doubtful.length > 0
    ? html`<h2>In doubt</h2><p>Nobody can tell whether these arrived, and they are not repeated. Look into the channel, then settle each on the command line.</p>
<ul>${doubtful.map(({ id, destination, problem }) => html`<li>${destination.platform} ${destination.channel}: ${problem ?? ""}<br><code>pullquote audit --resolve "${id}" --as sent</code> or <code>--as failed</code></li>`)}</ul>`
    : NOTHING
}
<h2>Platforms</h2>
${
  platforms.length === 0
    ? html`<p>No platform connected. <a href="/">Try it here</a>, then put it into Slack or Discord as the README says.</p>`
    : table(
        ["Platform", "Is"],
        platforms.map(({ name, connected }) => [html`${name}`, mark(connected ? "connected" : "not connected")]),
        "Platforms",
      )
}
${workspaces === undefined ? NOTHING : html`<p>${count(workspaces, "workspace")} installed the Slack app.</p>`}
${left.map((sentence) => html`<p>${sentence}</p>`)}
<h2>Schedules</h2>
${
  schedules.length === 0
    ? html`<p>None: a digest is posted once a channel is named (SLACK_CHANNELS, DISCORD_CHANNELS).</p>`
    : table(
        ["Schedule", "Channels", "When", "Next"],
        schedules.map(({ schedule, next }) => [
          html`${schedule.id}`,
          html`${schedule.destinations.map(({ platform, channel }) => `${platform} ${channel}`).join(", ")}`,
          html`<code>${schedule.cron}</code> ${schedule.zone}`,
          next === null ? html`never` : html`${next.local.replace("T", " ")} <span class="sub">${schedule.zone}</span>`,
        ]),
        "Schedules",
      )
}
<h2>Sources</h2>
${table(
  ["Source", "Is", "What to know", "Read next"],
  sources.map(({ name, health, words, next }) => [outside(name), mark(health), html`${words}`, moment(next)]),
  "Sources",
)}
<h2>Last deliveries</h2>
${
  slots.length === 0
    ? html`<p>No digest has been due yet.</p>`
    : table(
        ["Slot", "Was", "Deliveries"],
        slots.map(({ slot, state, deliveries }) => [
          html`${slot.schedule} <span class="sub">${slot.local.replace("T", " ")} ${slot.zone}</span>`,
          html`${state}`,
          html`${deliveries.map(
            ({ destination, state: became, receipts, problem }) =>
              html`<div>${mark(became)} ${destination.platform} ${destination.channel}${receipts.length > 0 ? html` <span class="sub">${count(receipts.length, "message")} ${receipts.map(({ messageId }) => messageId).join(", ")}</span>` : NOTHING}${problem ? html`<br><span class="sub">${problem}</span>` : NOTHING}</div>`,
          )}`,
        ]),
        "Last deliveries",
      )
}`;
}

function table(heads: readonly string[], rows: readonly (readonly Html[])[], name: string): Html {
  return html`<div class="wide" tabindex="0" role="region" aria-label="${name}"><table><thead><tr>${heads.map((head) => html`<th scope="col">${head}</th>`)}</tr></thead><tbody>${rows.map(
    (cells) => html`<tr>${cells.map((cell) => html`<td>${cell}</td>`)}</tr>`,
  )}</tbody></table></div>`;
}
