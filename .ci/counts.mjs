// Closes a run with the test runner's counts. Where the gold data stands beside the checkout nothing may be skipped.
import { existsSync, readFileSync } from "node:fs";

const results = process.argv.slice(2).map((file) => JSON.parse(readFileSync(file, "utf8")));
const sum = (count) => results.reduce((total, result) => total + count(result), 0);
const skipped = sum((r) => r.numPendingTests + r.numTodoTests);
if (skipped > 0) {
  for (const test of results.flatMap((r) => r.testResults).flatMap((file) => file.assertionResults))
    if (test.status !== "passed" && test.status !== "failed") console.log(`skipped: ${test.fullName}`);
  if (existsSync(new URL("../../shared", import.meta.url))) {
    console.log("Nothing may be skipped where ../shared is there.");
    process.exitCode = 1;
  }
}
console.log(`${sum((r) => r.numPassedTests)} passed, ${sum((r) => r.numFailedTests)} failed, ${skipped} skipped`);
