import { spawnSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { join } from "node:path";

/** Runs every quality gate of this folder: a file is a gate unless it is this one or begins with an underscore. Exit code 1 if any score slid. */
const here = import.meta.dirname;
const gates = readdirSync(here).filter((name) => name.endsWith(".ts") && name !== "run.ts" && !name.startsWith("_"));
const failed = gates.filter((gate) => {
  process.stdout.write(`-- ${gate}\n`);
  return spawnSync(process.execPath, ["--import", "tsx", join(here, gate)], { stdio: "inherit" }).status !== 0;
});
if (failed.length > 0) process.stdout.write(`slid or failed: ${failed.join(", ")}\n`);
process.exitCode = failed.length > 0 ? 1 : 0;
