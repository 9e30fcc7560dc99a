/**
 * Where one bot serves several workspaces of a platform, the ids of their channels and members stand behind the workspace's:
 * "T024/C0123", and "@T024/U0123" for a direct message. A workspace that has the app by an installation over its whole organisation is
 * called by both, "E012-T024". So whatever is kept by channel or by member is kept by workspace too. Without a workspace an id is bare.
 */
export function idIn(workspace: string | null, id: string): string {
  if (workspace === null) return id;
  return id.startsWith("@") ? `@${workspace}/${id.slice(1)}` : `${workspace}/${id}`;
}

/** The parts of such an id. */
export function partsOf(id: string): { readonly workspace: string | null; readonly bare: string } {
  const [, at = "", workspace = null, rest = ""] = /^(@?)(?:([^/]+)\/)?(.*)$/s.exec(id) ?? [];
  return { workspace, bare: at + rest };
}

/** Of ids in settings, those that are of a workspace, bare. */
export const idsOf = (workspace: string | null, ids: readonly string[]): readonly string[] =>
  ids.flatMap((id) => (partsOf(id).workspace === workspace ? [partsOf(id).bare] : []));

/** The workspace or organisation that installed the app for this workspace. */
export const installedAs = (workspace: string): string => workspace.split("-", 1)[0] ?? workspace;

/** What is to be done where the key is wrong. */
export const cannotOpen = (count: number): string =>
  `TOKEN_KEY does not open the tokens of ${count} ${count === 1 ? "workspace" : "workspaces"}. Put the key they were encrypted with behind the new one (TOKEN_KEY=new,old) and restart, or let them install the app again; their digests wait.`;
