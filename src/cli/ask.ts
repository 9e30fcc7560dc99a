import { openApp } from "../app.ts";
import type { Config } from "../config.ts";
import type { Card } from "../news/card.ts";
import { parseQuestion, type Question } from "../news/question.ts";
import { terminalStyle } from "../platforms/terminal/print.ts";
import { renderText } from "../platforms/terminal/render.ts";
import { progress } from "./progress.ts";
import { surroundings, wantsColour } from "./surroundings.ts";

/** Milliseconds that an answer waits for the sources. */
const READ_WITHIN = 30_000;

type Options = { readonly json?: boolean };

export async function showDigest(config: Config, options: Options): Promise<void> {
  await show(config, { kind: "latest" }, options);
}

export async function showNews(config: Config, words: string, options: Options): Promise<void> {
  await show(config, parseQuestion(words), options);
}

/** Reads the sources, answers one question on standard output and ends. Works beside a running bot. */
async function show(config: Config, question: Question, { json }: Options): Promise<void> {
  const around = surroundings(config, true);
  const app = await openApp({ config, ...around, bot: false });
  try {
    const bar = progress();
    const reading = app.read(({ items, ofItems }) => bar.at("Reading articles", items, ofItems));
    // What is not read by then is read by the bot, or the next time.
    const limit = new AbortController();
    await Promise.race([reading, around.clock.sleep(READ_WITHIN, limit.signal)]).finally(() => {
      limit.abort();
      bar.end();
    });
    reading.catch(() => {});
    const card: Card = await app.desk.answer(question, { platform: "terminal", user: "terminal" });
    const text = json ? JSON.stringify(card, null, 2) : renderText(card, terminalStyle(process.stdout, wantsColour(process.stdout)));
    process.stdout.write(`${text}\n`);
  } finally {
    await app.stop();
  }
}
