import { accessSync, constants, existsSync } from "node:fs";
import { readFile, statfs } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { HEARTBEAT } from "../app/heartbeat.ts";
import { leftWords, whoLeft } from "../app/installed.ts";
import { platformsOf } from "../app/platforms.ts";
import { alone } from "../app/replicas.ts";
import { systemClock } from "../clock.ts";
import type { Config } from "../config.ts";
import { settings } from "../config-table.ts";
import type { Vitals } from "../health/vitals.ts";
import type { Destination } from "../news/edition.ts";
import { nextSlot } from "../news/slot.ts";
import { partsOf } from "../news/workspace.ts";
import type { Codes } from "../ports/chat.ts";
import type { Leases } from "../ports/replicas.ts";
import type { Log, Platform } from "../ports.ts";
import { type Inspection, inspectStore } from "../stores/inspect.ts";
import { ofInstallations, onlyLooked } from "./doctor-installations.ts";
import { sourceFindings } from "./doctor-sources.ts";
import { doubtful, type Finding, fine, many, why, wrong } from "./finding.ts";

const MB = 1024 * 1024;
/** Below this the archive may not take the day's articles; below the other, it will not. */
const ROOM_SHORT = 500 * MB;
const ROOM_NONE = 50 * MB;
/** Slack refuses signed requests that are five minutes off; a digest is late or early by as much. */
const CLOCK_DOUBTFUL = 5_000;
const CLOCK_WRONG = 60_000;
const HEARTBEAT_STALE = 3 * 60_000;
const ANSWER_WITHIN = 10_000;

type Patient = Config | { readonly mistakes: readonly string[] };

/**
 * Looks at everything the bot needs, changes nothing, and disturbs no bot that is running. Prints a line a finding, with what to do.
 * The exit code: 0 nothing is wrong, 1 something is, 2 the settings cannot be used at all.
 */
export async function doctor(patient: Patient, { json }: { readonly json?: boolean }): Promise<number> {
  const findings = "mistakes" in patient ? patient.mistakes.map((mistake) => wrong("settings", mistake)) : await examine(patient);
  const bad = findings.filter(({ state }) => state === "wrong").length;
  if (json) process.stdout.write(`${JSON.stringify({ ok: bad === 0, findings })}\n`);
  else process.stdout.write(`${findings.map(line).join("\n")}\n\n${summary(findings)}\n`);
  return bad === 0 ? 0 : "mistakes" in patient ? 2 : 1;
}

function line({ check, state, says, remedy }: Finding): string {
  const mark = { fine: "ok  ", doubtful: "hm  ", wrong: "BAD " }[state];
  return `${mark}${check.padEnd(10)} ${says}${remedy ? ` ${remedy}` : ""}`;
}

function summary(findings: readonly Finding[]): string {
  const count = (state: Finding["state"]) => findings.filter((finding) => finding.state === state).length;
  if (count("wrong") > 0) return `${count("wrong")} to mend, ${count("doubtful")} to look at.`;
  return count("doubtful") > 0 ? `Nothing is wrong, ${count("doubtful")} to look at.` : "Nothing is wrong.";
}

/** Nothing is posted here, and nobody installs anything. */
const NO_BUTTONS: Codes = { of: () => "", read: () => null };
const NO_LEASES: Leases = {
  take: async () => false,
  release: async () => {},
  held: async () => null,
  count: async () => 0,
  sweep: async () => {},
};

/** All there is to say, whether fine or not. */
export async function examine(config: Config): Promise<Finding[]> {
  // What the parts log while they are looked at is said by the findings.
  const log: Log = { debug() {}, info() {}, warn() {}, error() {} };
  const now = systemClock.now();
  const store = await storeOf(config, log);
  const channels = store.inspection?.is === "there" ? store.inspection.channels : [];
  // Alone: what else is going on would be taken for a clock that is off.
  const clocks = await clock(config, store.inspection);
  const installations = onlyLooked(store.inspection?.is === "there" ? store.inspection.installed : []);
  const parts = { config, codes: NO_BUTTONS, installations, leases: NO_LEASES, replicas: alone, clock: systemClock, log };
  const platforms = [...platformsOf(parts).values()];
  const found = await Promise.all([
    [fine("settings", `${settings.length} settings, all of them usable.`)],
    [program()],
    schedule(config, now, channels.length > 0),
    room(config),
    store.findings,
    running(config, now),
    sourceFindings(config, store.inspection, log),
    ...platforms.map((platform) => ofPlatform(platform, config, channels)),
    clocks,
  ]);
  await Promise.allSettled(platforms.map((platform) => platform.stop()));
  return found.flat();
}

function program(): Finding {
  const node = process.versions.node;
  return Number(node.split(".")[0]) >= 20
    ? fine("program", `Node ${node}.`)
    : wrong("program", `Node ${node} is too old.`, "Install Node 20 or later.");
}

/** The zone itself is checked with the settings; what it makes of the schedule is for people to judge. */
async function schedule({ digest, slack, discord }: Config, now: Date, inChat: boolean): Promise<Finding[]> {
  const next = nextSlot({ id: "default", cron: digest.cron, zone: digest.zone, destinations: [] }, now);
  if (next === null) return [doubtful("schedule", `"${digest.cron}" never comes.`, "Set DIGEST_CRON to days that there are.")];
  const when = fine("schedule", `The next digest is due ${next.local.replace("T", " ")} in ${next.zone}, which is ${next.due}.`);
  if (slack?.channels.length || discord?.channels.length || inChat) return [when];
  return [when, doubtful("schedule", "No channel gets it.", "Set SLACK_CHANNELS or DISCORD_CHANNELS, or schedule one in chat.")];
}

async function room({ databaseUrl, dataFolder }: Config): Promise<Finding[]> {
  if (databaseUrl) return [];
  const place = nearest(dataFolder);
  const { bavail, bsize } = await statfs(place);
  const free = bavail * bsize;
  const says = `${Math.floor(free / MB)} MB are free for ${dataFolder}.`;
  if (free < ROOM_NONE) return [wrong("disk", says, "Make room, or set DATA_FOLDER to another disk.")];
  return [free < ROOM_SHORT ? doubtful("disk", says, "Make room soon, or set KEEP_DAYS.") : fine("disk", says)];
}

/** The folder itself, or where it is not there yet the one it will be made in. */
function nearest(folder: string): string {
  const path = resolve(folder);
  return existsSync(path) || dirname(path) === path ? path : nearest(dirname(path));
}

async function storeOf(config: Config, log: Log): Promise<{ findings: Finding[]; inspection: Inspection | null }> {
  const { databaseUrl: url, dataFolder: folder } = config;
  try {
    if (!url) accessSync(nearest(folder), constants.W_OK | constants.X_OK);
  } catch (cause) {
    const says = `user ${process.getuid?.() ?? ""} may not write to ${nearest(folder)} (${why(cause)}).`;
    return { findings: [wrong("store", says, "Give it to that user, or set DATA_FOLDER to another folder.")], inspection: null };
  }
  try {
    const inspection = await inspectStore({ url, folder, log, tokenKeys: config.tokenKeys });
    return { findings: ofStore(inspection), inspection };
  } catch (cause) {
    return { findings: [wrong("store", why(cause))], inspection: null };
  }
}

function ofStore(inspection: Inspection): Finding[] {
  if (inspection.is === "new") return [fine("store", "There is none yet; the first start makes it.")];
  const { place, schema, known, articles, queue } = inspection;
  const upgrade = schema < known ? `; the next start upgrades it from schema ${schema} to ${known}` : "";
  const { ambiguous } = queue;
  return [
    fine(
      "store",
      `${place} answers, with ${many(articles, "article")} and ${many(queue.waiting, "delivery", "deliveries")} waiting${upgrade}.`,
    ),
    ...(ambiguous
      ? [
          doubtful(
            "store",
            `In doubt: ${many(ambiguous, "delivery", "deliveries")}.`,
            "pullquote audit names them, --resolve settles them.",
          ),
        ]
      : []),
  ];
}

async function running({ dataFolder }: Config, now: Date): Promise<Finding[]> {
  let beat: Vitals & { readonly problems: readonly string[] };
  try {
    beat = JSON.parse(await readFile(join(dataFolder, HEARTBEAT), "utf8"));
  } catch {
    return [fine("bot", `No bot has run on ${dataFolder} yet.`)];
  }
  if (now.getTime() - Date.parse(beat.at) > HEARTBEAT_STALE)
    return [fine("bot", `None is running on ${dataFolder}; the last one was alive at ${beat.at}.`)];
  return beat.problems.length ? beat.problems.map((problem) => wrong("bot", problem)) : [fine("bot", "One is running, and well.")];
}

async function ofPlatform(platform: Platform, config: Config, inChat: readonly Destination[]): Promise<Finding[]> {
  const { name } = platform;
  try {
    const { bot, lacks, workspaces } = await platform.identify();
    const missing = lacks.length
      ? [doubtful(name, `The app lacks ${lacks.join(", ")}.`, "Give it these permissions and install it again: docs/slack.md, step 1.")]
      : [];
    const set = inChat.filter((destination) => destination.platform === name).map(({ channel }) => channel);
    const all = [...new Set([...(config[name]?.channels ?? []), ...set])];
    const left = whoLeft(all, workspaces ?? []);
    const there = all.filter((channel) => !left.has(partsOf(channel).workspace ?? ""));
    const channels = [
      ...(await Promise.all(there.map((channel) => ofChannel(platform, channel)))),
      ...[...left].map(([workspace, n]) => doubtful(name, leftWords(workspace, n))),
    ];
    const tokens = workspaces ? ofInstallations(name, workspaces) : [fine(name, `The tokens are good; the bot is called ${bot}.`)];
    return [...tokens, ...missing, ...channels];
  } catch (cause) {
    return [wrong(name, why(cause))];
  }
}

async function ofChannel(platform: Platform, channel: string): Promise<Finding> {
  try {
    const problem = await platform.check({ platform: platform.name, channel });
    return problem ? wrong(platform.name, problem) : fine(platform.name, `The digest can be posted to ${channel}.`);
  } catch (cause) {
    return wrong(platform.name, why(cause));
  }
}

/** Compares this computer's clock with those it talks to: the platforms by the date of an answer, or else the database. */
async function clock({ slack, discord }: Config, store: Inspection | null): Promise<Finding[]> {
  const asked = [slack && (slack.apiUrl ?? "https://slack.com/api/"), discord && (discord.apiUrl ?? "https://discord.com/api/")].filter(
    (url) => url,
  );
  const others = await Promise.all(asked.map((url) => offFrom(String(url))));
  const stored = store?.is === "there" ? store.clockOff : null;
  const off = [...others, stored].flatMap((ms) => (ms === null ? [] : [Math.abs(ms)]));
  if (off.length === 0) return [fine("clock", `It is ${new Date().toISOString()}; there was nothing to compare it with.`)];
  const most = Math.max(...off);
  const says = `This computer's clock is ${(most / 1000).toFixed(1)} seconds off.`;
  const remedy = "Let it be set by NTP.";
  if (most > CLOCK_WRONG) return [wrong("clock", says, remedy)];
  return [most > CLOCK_DOUBTFUL ? doubtful("clock", says, remedy) : fine("clock", says)];
}

/** By how many milliseconds a server's clock is behind ours. */
async function offFrom(url: string): Promise<number | null> {
  try {
    const { headers } = await fetch(url, { method: "HEAD", redirect: "manual", signal: AbortSignal.timeout(ANSWER_WITHIN) });
    const date = headers.get("date");
    // To the second, cut off: in the middle it is half a second more.
    return date ? Date.now() - Date.parse(date) - 500 : null;
  } catch {
    return null;
  }
}
