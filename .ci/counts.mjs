// Closes a run with the test runner's counts. Where the gold data stands beside the checkout nothing may be skipped.
import { existsSync, readFileSync } from "node:fs";

const result = JSON.parse(readFileSync(process.argv[2], "utf8"));
const skipped = result.numPendingTests + result.numTodoTests;
if (skipped > 0) {
  for (const file of result.testResults)
    for (const test of file.assertionResults) if (test.status !== "passed" && test.status !== "failed") console.log(`skipped: ${test.fullName}`);
  if (existsSync(new URL("../../shared", import.meta.url))) {
    console.log("Nothing may be skipped where ../shared is there.");
    process.exitCode = 1;
  }
}
console.log(`${result.numPassedTests} passed, ${result.numFailedTests} failed, ${skipped} skipped`);
