#!/usr/bin/env node
import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parse } from "dotenv";
import { runCommand } from "./cli.ts";

// As a package it is started in folders of all kinds: where nothing is there to be read, it shows itself on the articles that came with it.
const own = existsSync("seeds") ? {} : { SOURCES: fileURLToPath(new URL("../seeds", import.meta.url)) };
const file = existsSync(".env") ? parse(readFileSync(".env")) : {};
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  // Whoever read our output has left (`| head`): there is nobody to write for.
  if (error.code === "EPIPE") process.exit(0);
  throw error;
});
process.exitCode = await runCommand(process.argv.slice(2), { env: { ...own, ...file, ...process.env }, ours: Object.keys(file) });
