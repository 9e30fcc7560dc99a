/** Runs the fake in a process of its own: `npx tsx test/fake/discord/main.ts [port]` prints one line of JSON and stays. */
import { startDiscordFake } from "./fake.ts";

const fake = await startDiscordFake({ port: Number(process.argv[2] ?? 0) });
const { apiUrl, token } = fake;
process.stdout.write(`${JSON.stringify({ apiUrl, token, control: apiUrl.replace(/\/api$/, "/_fake/") })}\n`);
