import { afterAll, afterEach, beforeAll, beforeEach, describe } from "vitest";
import type { Store } from "../../src/ports.ts";
import { openStore } from "../../src/stores/open.ts";
import { type EngineUnderTest, engines, open, type Place } from "./engines.ts";

/** What a test of `onEachStore` works on. */
export type OnStore = {
  readonly engine: EngineUnderTest;
  readonly place: Place;
  /** The store that is open now, empty when the test begins. */
  readonly store: Store;
  /** Closes it and opens what is there anew, as a restart does. */
  reopen(): Promise<void>;
};

/** The same tests on every store there is, each test on an empty one. */
export function onEachStore(what: string, tests: (on: OnStore) => void): void {
  describe.each(engines.filter(({ skip }) => !skip))(`${what}, $name`, (engine) => {
    let place: Place;
    let store: Store;
    const openIt = async () => {
      store = await openStore({ ...place.options, ...open });
    };
    beforeAll(async () => {
      place = await engine.place();
    });
    beforeEach(openIt);
    afterEach(async () => {
      await store.close();
      await place.empty();
    });
    afterAll(() => place.destroy());
    tests({
      engine,
      get place() {
        return place;
      },
      get store() {
        return store;
      },
      async reopen() {
        await store.close();
        await openIt();
      },
    });
  });
}
