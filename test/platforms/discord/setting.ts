import type { Card } from "../../../src/news/card.ts";
import type { Question } from "../../../src/news/question.ts";
import { type DiscordOptions, discordPlatform } from "../../../src/platforms/discord/connect.ts";
import type { Asker, Clock, Desk, Platform } from "../../../src/ports.ts";
import { type DiscordFake, type DiscordFakeOptions, startDiscordFake } from "../../fake/discord/fake.ts";
import { keptLog } from "../../fake/time.ts";
import { digest } from "./examples.ts";

export const CHANNEL = "1040000000000000001";

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

export type TestDesk = Desk & { readonly asked: { question: Question; asker: Asker }[] };

/** A desk that gives one card, or what a function makes of the question, and writes down what it was asked. */
export function deskOf(answer: Card | ((question: Question) => Card | Promise<Card>) = digest, names: readonly string[] = []): TestDesk {
  const asked: { question: Question; asker: Asker }[] = [];
  return {
    asked,
    async answer(question, asker) {
      asked.push({ question, asker });
      return typeof answer === "function" ? answer(question) : answer;
    },
    complete: (words, limit) => names.filter((name) => name.toLowerCase().startsWith(words.toLowerCase())).slice(0, limit),
  };
}

export type Stage = {
  readonly discord: DiscordFake;
  readonly platform: Platform;
  readonly log: ReturnType<typeof keptLog>;
  end(): Promise<void>;
};

/** A fake Discord and our platform before it, not started yet. */
export async function stage(options: { fake?: DiscordFakeOptions; platform?: Partial<DiscordOptions> } = {}): Promise<Stage> {
  const discord = await startDiscordFake(options.fake);
  const log = keptLog();
  const platform = discordPlatform({
    token: discord.token,
    apiUrl: discord.apiUrl,
    log,
    clock,
    timeoutMs: 600,
    limitMs: 3000,
    loginMs: 3000,
    patienceMs: 6000,
    ...options.platform,
  });
  return {
    discord,
    platform,
    log,
    async end() {
      await platform.stop();
      await discord.stop();
    },
  };
}
