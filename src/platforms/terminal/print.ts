import { createInterface } from "node:readline";
import type { Card } from "../../news/card.ts";
import { parseQuestion, type Question } from "../../news/question.ts";
import type { Asker, Desk } from "../../ports.ts";
import { choices, renderText, type TerminalStyle } from "./render.ts";

export type TerminalOptions = {
  readonly desk: Desk;
  /** What is shown before anything is typed; its numbers can be pressed. */
  readonly first?: Card;
  readonly input: NodeJS.ReadableStream & { readonly isTTY?: boolean };
  readonly output: NodeJS.WritableStream & { readonly isTTY?: boolean; readonly columns?: number; readonly rows?: number };
  readonly colour: boolean;
  readonly signal: AbortSignal;
};

const HELP = `Commands:
  /news                 the latest digest
  /news karzai          what a person said, word for word
  /news karzai about:taliban
  /news peace talks     stories on a topic
  /quit                 end (also Ctrl-D)
A number presses the button of that number. Tab completes names; the arrows bring back what was typed.
What is longer than the window stops there: Enter shows more.`;
const MORE = (lines: number) => `… ${lines} more ${lines === 1 ? "line" : "lines"}: Enter`;
/** Lines kept free beside a page: the prompt, the hint, the empty lines around. */
const BESIDE = 6;
const FEWEST_LINES = 5;
const ASKER: Asker = { platform: "terminal", user: "terminal" };
const WIDEST = 100;

/** How to print on a stream: its width up to 100 columns. */
export function terminalStyle(output: { readonly columns?: number }, colour: boolean): TerminalStyle {
  return { width: Math.min(output.columns ?? 80, WIDEST), colour };
}

/** Takes commands line by line until `/quit`, the end of the input, Ctrl-C or `signal`. */
export async function runTerminal({ desk, first, input, output, colour, signal }: TerminalOptions): Promise<void> {
  let buttons: readonly { readonly question: Question }[] = [];
  const print = (text: string) => void output.write(`\n${text}\n\n`);
  /** What did not fit the window yet. */
  let rest: readonly string[] = [];
  const page = (all: readonly string[]) => {
    const room = output.isTTY && output.rows ? Math.max(FEWEST_LINES, output.rows - BESIDE) : all.length;
    rest = all.slice(room);
    print(all.slice(0, room).join("\n") + (rest.length > 0 ? `\n\n${MORE(rest.length)}` : ""));
  };
  const show = (card: Card) => {
    buttons = choices(card);
    page(renderText(card, terminalStyle(output, colour)).split("\n"));
  };
  const lines = createInterface({
    input,
    output,
    prompt: "> ",
    terminal: Boolean(output.isTTY),
    historySize: 200,
    removeHistoryDuplicates: true,
    completer: (line: string, done: (error: null, offered: [string[], string]) => void) =>
      void complete(desk, line).then(
        (offered) => done(null, offered),
        () => done(null, [[], line]),
      ),
  });
  const close = () => lines.close();
  lines.on("SIGINT", close);
  signal.addEventListener("abort", close, { once: true });
  if (first) show(first);
  output.write("Type /news karzai, /news, /help or /quit.\n\n");
  lines.prompt();
  for await (const typed of lines) {
    const line = typed.trim();
    if (/^\/(quit|exit|q)$/i.test(line)) break;
    const pressed = /^\d+$/.test(line) ? buttons[Number(line) - 1] : undefined;
    const command = /^\/news(?:\s+(.*))?$/iu.exec(line);
    if (pressed) show(await desk.answer(pressed.question, ASKER));
    else if (command) show(await desk.answer(parseQuestion(command[1] ?? ""), ASKER));
    else if (/^\d+$/.test(line))
      print(buttons.length ? `No option ${line}. Choose 1–${buttons.length}.` : "Nothing to choose here. Try /news.");
    else if (line === "" && rest.length > 0) page(rest);
    else if (line !== "") print(HELP);
    if (signal.aborted) break;
    lines.prompt();
  }
  signal.removeEventListener("abort", close);
  lines.close();
}

/** What Tab offers: commands, and after `/news ` the names of people. */
export async function complete(desk: Pick<Desk, "complete">, line: string): Promise<[string[], string]> {
  const words = /^\/news\s+(.*)$/iu.exec(line)?.[1];
  if (words === undefined) return [["/news ", "/help", "/quit"].filter((c) => c.startsWith(line)), line];
  const people = (await desk.complete(words, 20)).filter(({ of }) => of === "person");
  return [people.map(({ typed }) => `/news ${typed}`), line];
}
