import type { ForgottenWorkspace } from "../ports/upkeep.ts";
import { type Driver, type Group, statement } from "./driver.ts";

/** A workspace, or an organisation with all of its workspaces. */
export async function forgetWorkspace(driver: Driver, workspace: string): Promise<ForgottenWorkspace> {
  // "T1/…"; of an organisation "E1-…" too. What comes after these characters ends the range.
  const ranges = [`${workspace}/`, `${workspace}-`].map((beginning) => [beginning, `${beginning}\u{10FFFF}`] as const);
  const theirs = (table: string, column: string): Group => [
    statement(
      `delete from ${table} where platform = 'slack' and (${ranges.map(() => `(${column} >= ? and ${column} < ?)`).join(" or ")}) returning ${column}`,
      ...ranges.flat(),
    ),
  ];
  const [installed, channels, follows] = await driver.batch([
    [statement("delete from installations where workspace = ? returning workspace", workspace)],
    theirs("channel_digests", "channel"),
    theirs("follows", "member"),
  ]);
  await driver.compact();
  return { installed: installed?.length === 1, channels: channels?.length ?? 0, follows: follows?.length ?? 0 };
}
