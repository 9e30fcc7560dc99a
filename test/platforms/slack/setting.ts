import { type AddressInfo, createServer } from "node:net";
import { afterAll, beforeAll, expect, onTestFinished } from "vitest";
import type { Instant } from "../../../src/news/article.ts";
import type { Card, QuoteItem, StoryItem } from "../../../src/news/card.ts";
import type { Question } from "../../../src/news/question.ts";
import type { QuoteId } from "../../../src/news/quote.ts";
import type { StoryId } from "../../../src/news/story.ts";
import { slackPlatform } from "../../../src/platforms/slack/connect.ts";
import type { Asker, Clock, Desk, Log, Platform } from "../../../src/ports.ts";
import { type SlackFake, type SlackFakeOptions, startSlackFake } from "../../fake/slack/fake.ts";

export const clock: Clock = {
  now: () => new Date(),
  sleep: (ms, signal) =>
    new Promise((resolve) => {
      if (signal?.aborted) return resolve();
      const timer = setTimeout(done, ms);
      function done() {
        clearTimeout(timer);
        signal?.removeEventListener("abort", done);
        resolve();
      }
      signal?.addEventListener("abort", done);
    }),
};

export type Line = { readonly level: string; readonly event: string; readonly fields: Record<string, unknown> };

export function memoryLog(): Log & { readonly lines: Line[] } {
  const lines: Line[] = [];
  const at =
    (level: string) =>
    (event: string, fields: Record<string, unknown> = {}) =>
      void lines.push({ level, event, fields });
  return { lines, debug: at("debug"), info: at("info"), warn: at("warn"), error: at("error") };
}

export type TestDesk = Desk & { readonly asked: { question: Question; asker: Asker }[] };

/** A desk that gives one card, or what a function makes of the question, and writes down what it was asked. */
export function deskOf(answer: Card | ((question: Question) => Card | Promise<Card>)): TestDesk {
  const asked: { question: Question; asker: Asker }[] = [];
  return {
    asked,
    async answer(question, asker) {
      asked.push({ question, asker });
      return typeof answer === "function" ? answer(question) : answer;
    },
    complete: () => [],
  };
}

export const source = { title: "Ministers weigh a truce", outlet: "The Courier", url: "https://courier.example/truce?a=1&b=2" };

export function quote(more: Partial<QuoteItem> = {}): QuoteItem {
  return {
    kind: "quote",
    id: "a1.10" as QuoteId,
    how: "direct",
    parts: ["We will not sign before winter."],
    speaker: { name: "Mara Lindqvist", kind: "person", role: "foreign minister" },
    source: { ...source, published: "2026-11-03T08:00:00.000Z" as Instant },
    ...more,
  };
}

export function story(more: Partial<StoryItem> = {}): StoryItem {
  return {
    kind: "story",
    id: "s1" as StoryId,
    source: { ...source, published: "2026-11-03T08:00:00.000Z" as Instant },
    summary: ["Talks went on through the night.", "No date was set."],
    quotes: [quote()],
    people: ["Mara Lindqvist", "Teo Brand"],
    ...more,
  };
}

export const digest: Card = {
  title: "News digest",
  note: "1 story since 3 November",
  items: [story()],
  actions: [{ label: "More", question: { kind: "search", words: "truce", offset: 5 } }],
};

/** A card that takes several messages. */
export function longCard(stories: number): Card {
  return {
    title: "A long digest",
    items: Array.from({ length: stories }, (_, n) =>
      story({
        source: { title: `Story number ${n}` },
        quotes: [quote({ parts: [`Number ${n}. ${"This goes on for a while. ".repeat(30)}`] })],
      }),
    ),
    actions: [],
  };
}

export type Stage = {
  readonly slack: SlackFake;
  readonly platform: Platform;
  readonly log: ReturnType<typeof memoryLog>;
  end(): Promise<void>;
};

type StageOptions = {
  readonly fake?: SlackFakeOptions;
  readonly platform?: Partial<Parameters<typeof slackPlatform>[0]>;
  readonly http?: boolean;
};

/** A fake workspace and our platform before it, not started yet. */
export async function stage(options: StageOptions = {}): Promise<Stage> {
  const slack = await startSlackFake(options.fake);
  const log = memoryLog();
  const platform = slackPlatform({
    botToken: slack.botToken,
    ...(options.http ? { signingSecret: slack.signingSecret, host: "127.0.0.1" } : { appToken: slack.appToken }),
    apiUrl: slack.apiUrl,
    log,
    clock,
    timeoutMs: 1500,
    patienceMs: 4000,
    ...options.platform,
  });
  return {
    slack,
    platform,
    log,
    async end() {
      await platform.stop();
      await slack.stop();
    },
  };
}

/** Stages that are taken down after their test. None may leave a rejection unhandled: one would end the bot. */
export function stages() {
  const unhandled: unknown[] = [];
  const keep = (error: unknown) => void unhandled.push(error);
  beforeAll(() => void process.on("unhandledRejection", keep));
  afterAll(() => {
    process.off("unhandledRejection", keep);
    expect(unhandled).toEqual([]);
  });
  return {
    unhandled,
    /** Tests that run at the same time hand over their own `onTestFinished`. */
    async onStage(options?: StageOptions, finished = onTestFinished): Promise<Stage> {
      const one = await stage(options);
      finished(() => one.end());
      return one;
    },
  };
}

/** A port on which nobody listens. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
