import { PullquoteError } from "../errors.ts";
import type { Installations, Installed } from "../ports/installations.ts";
import type { Introduction } from "../ports.ts";
import { doubtful, type Finding, fine, many, wrong } from "./finding.ts";

const refuse = async (): Promise<never> => {
  throw new PullquoteError("internal", "Nothing is changed while one looks. Please report this.");
};

/** Installations as they were when they were looked at. */
export function onlyLooked(all: readonly Installed[]): Installations {
  const one = async (workspace: string) => all.find((its) => its.workspace === workspace) ?? null;
  return { readOnly: true, all: async () => all, one, save: refuse, remove: refuse, reseal: refuse };
}

/** How the bot is where others installed it. */
export function ofInstallations(check: string, workspaces: NonNullable<Introduction["workspaces"]>): Finding[] {
  if (workspaces.length === 0)
    return [doubtful(check, "No workspace has installed the app yet.", "Open /slack/install at the bot's address in a browser.")];
  const good = workspaces.filter(({ problem }) => problem === null);
  return [
    ...(good.length > 0 ? [fine(check, `The tokens of ${many(good.length, "workspace")} are good.`)] : []),
    ...workspaces.flatMap(({ workspace, name, problem, lacks }) => [
      ...(problem === null ? [] : [wrong(check, `${name} (${workspace}): ${problem}`)]),
      ...(lacks.length > 0
        ? [doubtful(check, `In ${name} (${workspace}) the app lacks ${lacks.join(", ")}.`, "Let it be installed there again.")]
        : []),
    ]),
  ];
}
