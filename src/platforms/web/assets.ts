import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { MARK } from "./mark.ts";

const TYPES = {
  "style.css": "text/css; charset=utf-8",
  "skins.css": "text/css; charset=utf-8",
  "read.css": "text/css; charset=utf-8",
  "page.js": "text/javascript; charset=utf-8",
  "mark.svg": "image/svg+xml",
} as const;
export type AssetName = keyof typeof TYPES;
export type Asset = { readonly type: string; readonly body: string; readonly version: string };
export type Assets = ReadonlyMap<string, Asset>;

/** The style sheets, the script and the mark, from the folder beside this file. */
export function readAssets(): Assets {
  return new Map(
    Object.entries(TYPES).map(([name, type]) => {
      const body = name === "mark.svg" ? MARK : readFileSync(new URL(`./assets/${name}`, import.meta.url), "utf8");
      return [name, { type, body, version: createHash("sha256").update(body).digest("hex").slice(0, 10) }];
    }),
  );
}

/** An address that changes with what it names, so that a browser may keep it. */
export function addressOf(assets: Assets, name: AssetName): string {
  return `/assets/${name}?v=${assets.get(name)?.version ?? ""}`;
}
