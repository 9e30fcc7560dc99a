import type { Instant } from "../news/article.ts";

/** A bot that was added to a workspace, or to an organisation for all of its workspaces, by those there. */
export type Installation = {
  /** The id of the workspace ("T…") or of the organisation ("E…"). */
  readonly workspace: string;
  /** As people call it. */
  readonly name: string;
  /** Since when without a break: nothing that was due before is owed to it. */
  readonly since: Instant;
  /** Its tokens and what else belongs to it, as the platform's adapter writes it. Only sealed in the store. */
  readonly secret: string;
};

/** `secret` is null where no key that the settings give opens it. */
export type Installed = Omit<Installation, "secret"> & { readonly secret: string | null };

export interface Installations {
  /** Nothing can be saved here: a token is not renewed then, for the new one would be lost. */
  readonly readOnly?: true;
  /** By name. */
  all(): Promise<readonly Installed[]>;
  one(workspace: string): Promise<Installed | null>;
  /** In the place of an earlier one. */
  save(installation: Installation): Promise<void>;
  /** False: there was none. */
  remove(workspace: string): Promise<boolean>;
  /** Seals with the first key what another one sealed, so that the other can be taken away. Gives how many. */
  reseal(): Promise<number>;
}
