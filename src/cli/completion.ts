import type { Command } from "commander";
import { PullquoteError } from "../errors.ts";

/** What a shell needs to know of one command: its words, what may follow, and whether a file may. */
type Known = { readonly path: readonly string[]; readonly about: string; readonly next: readonly Word[]; readonly file: boolean };
type Word = { readonly word: string; readonly about: string };

const SHELLS = {
  bash: bashScript,
  zsh: zshScript,
  fish: fishScript,
} as const;

/** A script that makes the shell complete Pullquote's commands and options; made from the commands themselves. */
export function completionScript(shell: string, program: Command): string {
  if (!Object.hasOwn(SHELLS, shell)) throw new PullquoteError("usage", "Supported shells: bash, zsh, fish.");
  return SHELLS[shell as keyof typeof SHELLS](knownOf(program, []));
}

function knownOf(command: Command, path: readonly string[]): Known[] {
  const children = command.commands.filter((child) => child.name() !== "help");
  const next = [
    ...children.map((child) => ({ word: child.name(), about: child.description() })),
    ...command.options.flatMap(({ long, description }) => (long ? [{ word: long, about: description }] : [])),
    { word: "--help", about: "say what it does" },
  ];
  const file = command.registeredArguments.some((argument) => /file/.test(argument.name()));
  return [{ path, about: command.description(), next, file }, ...children.flatMap((child) => knownOf(child, [...path, child.name()]))];
}

/** The longest path that the words typed so far begin with is found by trying them from the longest to none. */
const byDepth = (known: readonly Known[]) => [...known].sort((a, b) => b.path.length - a.path.length);

function bashScript(known: readonly Known[]): string {
  const cases = byDepth(known).map(
    ({ path, next, file }) =>
      `    "${[...path, ""].join(" ")}"*) words="${next.map(({ word }) => word).join(" ")}"${file ? "; files=1" : ""} ;;`,
  );
  return `# pullquote completion bash > ~/.local/share/bash-completion/completions/pullquote
_pullquote() {
  local current="\${COMP_WORDS[COMP_CWORD]}" typed="\${COMP_WORDS[*]:1:COMP_CWORD-1} " words="" files=""
  [ "$COMP_CWORD" = 1 ] && typed=""
  case "$typed" in
${cases.join("\n")}
  esac
  COMPREPLY=($(compgen -W "$words" -- "$current"))
  [ -n "$files" ] && COMPREPLY+=($(compgen -f -- "$current"))
  return 0
}
complete -o filenames -F _pullquote pullquote
`.replace('    ""*)', "    *)");
}

function zshScript(known: readonly Known[]): string {
  const quoted = (text: string) => `'${text.replaceAll("'", "'\\''")}'`;
  const cases = byDepth(known).map(
    ({ path, next, file }) =>
      `    ${path.length ? `${quoted([...path, ""].join(" "))}*` : "*"}) words=(${next
        .map(({ word, about }) => quoted(`${word.replaceAll(":", "\\:")}:${about}`))
        .join(" ")})${file ? "; _files" : ""} ;;`,
  );
  return `#compdef pullquote
# pullquote completion zsh > a folder of $fpath, as _pullquote
_pullquote() {
  local typed="\${(j: :)words[2,CURRENT-1]} "
  local -a words
  case "$typed" in
${cases.join("\n")}
  esac
  _describe pullquote words
}
if [ "$funcstack[1]" = "_pullquote" ]; then _pullquote "$@"; else compdef _pullquote pullquote; fi
`;
}

function fishScript(known: readonly Known[]): string {
  const quoted = (text: string) => `'${text.replaceAll("\\", "\\\\").replaceAll("'", "\\'")}'`;
  const lines = known.flatMap(({ path, next, file }) => {
    const children = known.filter((each) => each.path.length === path.length + 1 && path.every((word, i) => each.path[i] === word));
    const inside = path.map((word) => `__fish_seen_subcommand_from ${word}`);
    const outside = children.length ? [`not __fish_seen_subcommand_from ${children.map((child) => child.path.at(-1)).join(" ")}`] : [];
    const when = [...inside, ...outside].join("; and ") || "true";
    return next
      .map(
        ({ word, about }) =>
          `complete -c pullquote -n ${quoted(when)} ${word.startsWith("--") ? `-l ${word.slice(2)}` : `-a ${word}`} -d ${quoted(about)}`,
      )
      .concat(file ? [`complete -c pullquote -n ${quoted(when)} -F`] : []);
  });
  return `# pullquote completion fish > ~/.config/fish/completions/pullquote.fish
complete -c pullquote -f
${lines.join("\n")}
`;
}
