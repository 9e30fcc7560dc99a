/**
 * 200 `/news` in flight at once over 100,000 quotes on Discord: from the event to its acknowledgement, and to the whole answer, beside a
 * bare discord.js command that answers a constant, against the same fake Discord in the same run.
 *
 *   node --import tsx bench/speed/discord.ts [quotes=100000] [inflight=200] [folder]
 *
 * Through the real library, a real gateway connection and real requests. All else is as in slack.ts.
 */
import { type DiscordFake, startDiscordFake } from "../../test/fake/discord/fake.ts";
import { type Figures, play, settingOf } from "./bursts.ts";

const setting = settingOf(process.argv);

async function burst(discord: DiscordFake, round: number): Promise<Figures> {
  const questions = setting.names(round).map((who, n) => {
    return discord.send("news", { who }, { user: `10600000000000${String(round * 1000 + n).padStart(5, "0")}` });
  });
  const done = () => questions.filter(({ answers, thinking }) => answers.length > 0 && !thinking);
  await discord.until(() => done().length === questions.length, 20_000);
  const acks = questions.flatMap(({ ackMs }) => ackMs ?? []);
  const answers = done().map(({ changed, asked }) => changed - asked);
  return { acks, answers, lost: questions.length - Math.min(acks.length, answers.length) };
}

async function on(name: string, file: string, ready: RegExp): Promise<boolean> {
  const discord = await startDiscordFake();
  const env = { DISCORD_TOKEN: discord.token, DISCORD_API_URL: discord.apiUrl };
  const first = () => discord.command("news", { who: "person1" }, { ms: 30_000 });
  const good = await play(setting, { name, file, ready, env }, { first, burst: (round) => burst(discord, round) });
  if (discord.violations.length > 0) process.stdout.write(`  rules broken: ${[...new Set(discord.violations)].join("; ")}\n`);
  await discord.stop();
  return good;
}

await setting.fill();
await on("bare discord.js", "bench/speed/discord-bare.ts", /started/);
const good = await on("Pullquote", "src/main.ts", /discord started/);
setting.tidy();
process.exit(good ? 0 : 1);
