/** Runs the fake workspace in a process of its own: `npx tsx test/fake/slack/main.ts [port]` prints one line of JSON and stays. */
import { startSlackFake } from "./fake.ts";

const fake = await startSlackFake({ port: Number(process.argv[2] ?? 0) });
const { apiUrl, botToken, appToken, signingSecret } = fake;
process.stdout.write(`${JSON.stringify({ apiUrl, botToken, appToken, signingSecret, control: apiUrl.replace("/api/", "/_fake/") })}\n`);
