#!/usr/bin/env node
import { existsSync, readFileSync } from "node:fs";
import { parse } from "dotenv";
import { runCommand } from "./cli.ts";

const file = existsSync(".env") ? parse(readFileSync(".env")) : {};
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  // Whoever read our output has left (`| head`): there is nobody to write for.
  if (error.code === "EPIPE") process.exit(0);
  throw error;
});
process.exitCode = await runCommand(process.argv.slice(2), { env: { ...file, ...process.env }, ours: Object.keys(file) });
