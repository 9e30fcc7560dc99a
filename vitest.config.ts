import { availableParallelism } from "node:os";
import { configDefaults, defineConfig } from "vitest/config";

/** `npm test`; what takes long (outages, thousands of generated cards, many processes) is named *.slow.test.ts and run by `npm run test:slow`; what needs a browser is named *.browser.ts and run by `npm run test:browser`. */
export default defineConfig({
  test: {
    include: [process.env.BROWSER ? "test/**/*.browser.ts" : "test/**/*.test.ts"],
    exclude: [...configDefaults.exclude, ...(process.env.SLOW ? ["test/**/!(*.slow).test.ts"] : ["test/**/*.slow.test.ts"])],
    globalSetup: ["test/build.ts"],
    testTimeout: 30_000,
    // Two at once where there are two cores: much of a test over sockets is waiting. Left to itself the runner keeps a core free.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    // Test files share their worker's modules: loading them anew for each of 117 files took a third of the run (158 s, now 98 s).
    // A module under test therefore keeps no state of its own; what has state is made by a factory.
    isolate: false,
    // Real sockets under real time limits: on a machine that is busy with something else one may miss its moment. What is wrong fails three times.
    retry: process.env.CI ? 2 : 0,
  },
});
