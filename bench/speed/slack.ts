/**
 * 200 `/news` in flight at once over 100,000 quotes: from the event to its acknowledgement, and to the answer, beside a bare Bolt command
 * that answers a constant, against the same fake Slack in the same run.
 *
 *   node --import tsx bench/speed/slack.ts [quotes=100000] [inflight=200] [folder]
 *
 * The bot runs as a process of its own. The fake checks every answer by Slack's schema, in the time that is measured. `folder` keeps the
 * archive for the next run. Ends with exit code 1 where an answer is lost, or a p99 of the bot misses its target: acknowledged within
 * 100 ms, answered within 500 ms.
 */
import { type SlackFake, startSlackFake } from "../../test/fake/slack/fake.ts";
import { type Figures, play, settingOf } from "./bursts.ts";

const setting = settingOf(process.argv);

async function burst(slack: SlackFake, round: number): Promise<Figures> {
  const begun = performance.now();
  const answered = new Map<string, number>();
  const push = slack.space.answers.push.bind(slack.space.answers);
  slack.space.answers.push = (...all) => {
    for (const { user } of all) if (!answered.has(user)) answered.set(user, performance.now() - begun);
    return push(...all);
  };
  const asked = setting.names(round).map((name, n) => ({ name, user: `U${round}X${n}` }));
  const sent = asked.map(({ name, user }) => slack.command(name, { user, waitMs: 1 }));
  const acks = (await Promise.all(sent)).flatMap(({ ackMs }) => ackMs ?? []);
  await slack.until(() => asked.every(({ user }) => answered.has(user)), 20_000);
  slack.space.answers.push = push;
  const answers = asked.flatMap(({ user }) => answered.get(user) ?? []);
  return { acks, answers, lost: asked.length - Math.min(acks.length, answers.length) };
}

async function on(name: string, file: string, ready: RegExp): Promise<boolean> {
  const slack = await startSlackFake();
  const env = { SLACK_BOT_TOKEN: slack.botToken, SLACK_APP_TOKEN: slack.appToken, SLACK_API_URL: slack.apiUrl };
  const first = () => slack.command("person1", { waitMs: 30_000 });
  const good = await play(setting, { name, file, ready, env }, { first, burst: (round) => burst(slack, round) });
  await slack.stop();
  return good;
}

await setting.fill();
await on("bare Bolt", "bench/speed/slack-bare.ts", /started/);
const good = await on("Pullquote", "src/main.ts", /slack started/);
setting.tidy();
process.exit(good ? 0 : 1);
