import { randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { newChannelDigest } from "../../src/news/manage/channel-digest.ts";
import type { Installation } from "../../src/ports/installations.ts";
import type { Store } from "../../src/ports.ts";
import { backup, restore } from "../../src/stores/backup.ts";
import { keyringOf } from "../../src/stores/keyring.ts";
import { openDriver, openStore } from "../../src/stores/open.ts";
import { engines, folderPlace, open, type Place } from "./engines.ts";
import { at } from "./stories.ts";

const [key, next, foreign] = [randomBytes(32), randomBytes(32), randomBytes(32)];
const token = "xoxb-fake-secret-token";
const team = (workspace: string, more: Partial<Installation> = {}): Installation => ({
  ...{
    workspace,
    name: `Team ${workspace}`,
    since: at("2026-11-03T08:00:00Z"),
    secret: JSON.stringify({ token: `${token}-${workspace}` }),
  },
  ...more,
});

describe("a keyring", () => {
  it("opens what one of its keys sealed, about the same, and nothing that was changed", () => {
    const sealed = keyringOf([key]).seal(token, "T1");
    expect(sealed).not.toContain(token);
    expect(keyringOf([key]).open(sealed, "T1")).toBe(token);
    expect(keyringOf([next, key]).open(sealed, "T1")).toBe(token);
    expect(keyringOf([key]).open(sealed, "T2")).toBeNull();
    expect(keyringOf([foreign]).open(sealed, "T1")).toBeNull();
    expect(keyringOf([]).open(sealed, "T1")).toBeNull();
    const [version, id, text = ""] = sealed.split(".");
    for (let at = 0; at < text.length; at += 1) {
      const other = text[at] === "A" ? "B" : "A";
      const changed = `${text.slice(0, at)}${other}${text.slice(at + 1)}`;
      // The last character holds bits that are none of the text's.
      if (Buffer.from(changed, "base64url").equals(Buffer.from(text, "base64url"))) continue;
      expect(keyringOf([key]).open(`${version}.${id}.${changed}`, "T1")).toBeNull();
    }
    for (const bad of ["", "v1", `v1.${id}`, `v1.${id}.`, `v2.${id}.${text}`, `v1.00000000.${text}`, `v1.${id}.${text.slice(0, 30)}`])
      expect(keyringOf([key]).open(bad, "T1")).toBeNull();
  });

  it("seals the same twice in two ways, and needs a key for it", () => {
    const ring = keyringOf([key]);
    expect(ring.seal(token, "T1")).not.toBe(ring.seal(token, "T1"));
    expect(() => keyringOf([]).seal(token, "T1")).toThrow(/Set TOKEN_KEY; openssl rand -base64 32 makes one\./);
  });
});

describe.each(engines.filter(({ skip }) => !skip))("installations, $name", (engine) => {
  let place: Place;
  let store: Store;
  const opened = (tokenKeys: readonly Uint8Array[], lock = true) => openStore({ ...place.options, ...open, lock, tokenKeys });
  beforeAll(async () => {
    place = await engine.place();
  });
  beforeEach(async () => {
    store = await opened([key]);
  });
  afterEach(async () => {
    await store.close();
    await place.empty();
  });
  afterAll(() => place.destroy());

  it("are given back as they were saved, the last one of several", async () => {
    const { installations } = store;
    expect(await installations.one("T1")).toBeNull();
    await installations.save(team("T1"));
    await installations.save(team("E1", { name: "An organisation" }));
    const again = team("T1", { name: "Ñandú", since: at("2026-11-09T08:00:00Z"), secret: "another" });
    await installations.save(again);
    expect(await installations.one("T1")).toEqual(again);
    expect((await installations.all()).map(({ workspace }) => workspace)).toEqual(["E1", "T1"]);
    expect(await installations.remove("T1")).toBe(true);
    expect(await installations.remove("T1")).toBe(false);
    expect(await installations.all()).toEqual([team("E1", { name: "An organisation" })]);
  });

  it("are forgotten for good with all that was set in their workspace, and with nothing of another's", async () => {
    const now = at("2026-11-03T08:00:00Z");
    for (const workspace of ["T1", "T12", "E1"]) await store.installations.save(team(workspace));
    for (const channel of ["C1", "T1/C1", "T1/C2", "T12/C1", "E1-T3/C1", "E1/C1", "E12-T3/C1"])
      await store.chat.saveDigest(newChannelDigest({ platform: "slack", channel }, "mara", now));
    for (const user of ["U1", "T1/U1", "T12/U1", "E1-T3/U1"])
      await store.chat.follow({ platform: "slack", user, person: "ann lee", name: "Ann Lee", when: "now", language: "en", since: now });
    expect(await store.upkeep.forgetWorkspace("T1")).toEqual({ installed: true, channels: 2, follows: 1 });
    expect(await store.upkeep.forgetWorkspace("T1")).toEqual({ installed: false, channels: 0, follows: 0 });
    expect(await store.upkeep.forgetWorkspace("E1")).toEqual({ installed: true, channels: 2, follows: 1 });
    expect((await store.chat.digests()).map(({ destination }) => destination.channel)).toEqual(["C1", "E12-T3/C1", "T12/C1"]);
    expect((await store.chat.follows()).map(({ user }) => user)).toEqual(["T12/U1", "U1"]);
    expect((await store.installations.all()).map(({ workspace }) => workspace)).toEqual(["T12"]);
  });

  // What is in memory ends with its process.
  const lasting = engine.shared ? it : null;
  lasting?.("are on the disk without their tokens, and of no use in another's place", async () => {
    await store.installations.save(team("T1"));
    await store.installations.save(team("T2"));
    const { driver, release } = await openDriver({ ...place.options, ...open, lock: false });
    const rows = await driver.all("select * from installations", []);
    expect(JSON.stringify(rows)).not.toContain(token);
    await driver.all("update installations set secret = (select secret from installations where workspace = 'T2')", []);
    await driver.close();
    release();
    expect((await store.installations.all()).map(({ secret }) => secret !== null)).toEqual([false, true]);
  });

  lasting?.("stay with a wrong key, are opened by the right one, and move to a new one", async () => {
    await store.installations.save(team("T1"));
    await store.installations.save(team("T2"));
    const wrong = await opened([foreign], false);
    expect((await wrong.installations.all()).map(({ workspace, secret }) => [workspace, secret])).toEqual([
      ["T1", null],
      ["T2", null],
    ]);
    expect(await wrong.installations.reseal()).toBe(0);
    await wrong.close();
    const both = await opened([next, key], false);
    expect(await both.installations.all()).toEqual([team("T1"), team("T2")]);
    expect(await both.installations.reseal()).toBe(2);
    expect(await both.installations.reseal()).toBe(0);
    await both.close();
    const alone = await opened([next], false);
    expect(await alone.installations.all()).toEqual([team("T1"), team("T2")]);
    await alone.close();
  });

  lasting?.("are copied as they are, sealed", async () => {
    await store.installations.save(team("T1"));
    const files = folderPlace();
    const file = join(files.folder, "pullquote.backup");
    await backup({ ...place.options, ...open }, file);
    expect(readFileSync(file).includes(token)).toBe(false);
    await restore(file, { ...files.options, ...open });
    const copy = await openStore({ ...files.options, ...open, tokenKeys: [key] });
    expect(await copy.installations.all()).toEqual([team("T1")]);
    await copy.close();
    await expect(restore(file, { ...files.options, ...open })).rejects.toThrow(/holds an archive already/);
    await files.destroy();
  });
});
