import { once } from "node:events";
import { connect, createServer, type Socket } from "node:net";
import { expect, it } from "vitest";
import { turns } from "../../src/calls/turns.ts";

it("gives turns in order, and hears what came in before the next", async () => {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const line = connect((server.address() as { port: number }).port, "127.0.0.1");
  const [heard] = (await once(server, "connection")) as [Socket];
  const said: string[] = [];
  heard.on("data", (words) => said.push(String(words)));
  const turn = turns();
  const act = async (name: string) => {
    await turn();
    said.push(name);
    line.write(`said in ${name}`);
  };
  await Promise.all([act("1"), act("2"), act("3")]);
  await turn();
  expect(said).toEqual(["1", "said in 1", "2", "said in 2", "3", "said in 3"]);
  line.destroy();
  heard.destroy();
  server.close();
});
