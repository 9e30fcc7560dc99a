// A process of its own that opens a store and says which database libraries it has loaded: node --import tsx loaded.ts <options as JSON>
import { createRequire } from "node:module";
import { openStore } from "../../src/stores/open.ts";

const log = { debug() {}, info() {}, warn() {}, error() {} };
const clock = { now: () => new Date(), sleep: async () => {} };
const store = await openStore({ ...JSON.parse(process.argv[2] ?? "{}"), log, clock });
await store.archive.extent();
await store.close();
const files = Object.keys(createRequire(import.meta.url).cache);
const loaded = ["pg", "libsql"].filter((name) => files.some((file) => file.includes(`/node_modules/${name}/`)));
process.stdout.write(JSON.stringify(loaded));
