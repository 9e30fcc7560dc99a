/**
 * Reads a text display as Discord's clients do: the rules of their parser (a dialect of simple-markdown), in its order. Written from the
 * rules and not from our escaping, so that the two check each other.
 */
export type Node =
  | { readonly is: "text"; readonly text: string }
  | { readonly is: "link"; readonly url: string; readonly inner: readonly Node[]; readonly masked: boolean }
  | { readonly is: "mention" | "time" | "emoji" | "code"; readonly text: string }
  | { readonly is: "strong" | "em" | "underline" | "strike" | "spoiler"; readonly inner: readonly Node[] };

export type Block = { readonly is: "text" | "quote" | "heading" | "small" | "list" | "code"; readonly nodes: readonly Node[] };

const URL_RULE = /^((?:https?|steam):\/\/[^\s<]+[^<.,:;"'\]\s])/i;
const MENTION = /^(?:<@[!&]?\d+>|<#\d+>|<\/[^:>]+:\d+>|<id:\w+>|@everyone|@here)/;
const TIME = /^<t:-?\d{1,17}(?::[tTdDfFR])?>/;
const EMOJI = /^(?:<a?:\w+:\d+>|:[^\s:]+(?:::skin-tone-\d)?:)/;
const LINK = /^\[((?:\[[^\]]*\]|[^[\]]|\](?=[^[]*\]))*)\]\(\s*<?((?:\([^)]*\)|[^\s\\]|\\.)*?)>?(?:\s+['"]([\s\S]*?)['"])?\s*\)/;
/** Some clients make invitations and addresses without a scheme into links. */
const BARE = /^(?:discord\.gg\/\w+|www\.\w+\.\w+)/i;

/** What the rules of `special` can begin with. */
const SPECIAL = /^[<[`@:|*_~hsdw]/i;

export function readMarkdown(source: string): Block[] {
  const blocks: Block[] = [];
  let rest = source;
  let plain = "";
  const flush = () => {
    if (plain !== "") blocks.push({ is: "text", nodes: inline(plain) });
    plain = "";
  };
  while (rest !== "") {
    const code = /^```(?:[a-z0-9_+\-.#]+?\n)?\n*([^\n][\s\S]*?)\n*```/i.exec(rest);
    const quote = /^(?: *>>> ([\s\S]*))|^(?: *> [^\n]*(?:\n *> [^\n]*)*\n?)/.exec(rest);
    const heading = /^ *#{1,3} +([^\n]+?)#*\s*(?:\n|$)/.exec(rest);
    const small = /^ *-# +([^\n]+?)(?:\n|$)/.exec(rest);
    const list = /^ *(?:[-*]|\d{1,10}\.) +([^\n]+)(?:\n|$)/.exec(rest);
    const found = code ?? quote ?? heading ?? small ?? list;
    if (found) {
      flush();
      if (code) blocks.push({ is: "code", nodes: [{ is: "code", text: code[1] ?? "" }] });
      else if (quote) blocks.push({ is: "quote", nodes: inline((quote[1] ?? quote[0]).replace(/^ *> ?/gm, "")) });
      else blocks.push({ is: heading ? "heading" : small ? "small" : "list", nodes: inline((heading ?? small ?? list)?.[1] ?? "") });
      rest = rest.slice(found[0].length);
      continue;
    }
    const line = /^[^\n]*\n?/.exec(rest)?.[0] ?? rest;
    plain += line;
    rest = rest.slice(line.length);
  }
  flush();
  return blocks;
}

function inline(source: string): Node[] {
  const nodes: Node[] = [];
  let text = "";
  let rest = source;
  const push = (node: Node, length: number) => {
    if (text !== "") nodes.push({ is: "text", text });
    text = "";
    nodes.push(node);
    rest = rest.slice(length);
  };
  while (rest !== "") {
    const slash = /^\\([^0-9A-Za-z\s])/u.exec(rest);
    if (slash) {
      text += slash[1];
      rest = rest.slice(slash[0].length);
      continue;
    }
    const node = SPECIAL.test(rest) ? special(rest, text) : null;
    if (node) push(node.node, node.length);
    else {
      const one = String.fromCodePoint(rest.codePointAt(0) ?? 0);
      text += one;
      rest = rest.slice(one.length);
    }
  }
  if (text !== "") nodes.push({ is: "text", text });
  return nodes;
}

function special(rest: string, before: string): { node: Node; length: number } | null {
  const simple = (is: "mention" | "time" | "emoji", found: RegExpExecArray | null) =>
    found && { node: { is, text: found[0] } as Node, length: found[0].length };
  const styled = (is: "strong" | "em" | "underline" | "strike" | "spoiler", found: RegExpExecArray | null) =>
    found && { node: { is, inner: inline(found[1] ?? "") } as Node, length: found[0].length };
  const autolink = /^<((?:https?|steam|mailto|tel):[^\s<>]+)>/i.exec(rest);
  if (autolink) return { node: { is: "link", url: autolink[1] ?? "", inner: [], masked: false }, length: autolink[0].length };
  const bare = URL_RULE.exec(rest) ?? (/\w$/.test(before) ? null : BARE.exec(rest));
  if (bare) return { node: { is: "link", url: bare[0], inner: [], masked: false }, length: bare[0].length };
  const link = LINK.exec(rest);
  // Discord shows a link only where its words hold no other address.
  if (link && /^https?:\/\//i.test(link[2] ?? "") && !/\w+:\/\//.test(unescaped(link[1] ?? ""))) {
    return { node: { is: "link", url: link[2] ?? "", inner: inline(link[1] ?? ""), masked: true }, length: link[0].length };
  }
  const code = /^(`+)([\s\S]*?[^`])\1(?!`)/.exec(rest);
  if (code) return { node: { is: "code", text: code[2] ?? "" }, length: code[0].length };
  return (
    simple("mention", MENTION.exec(rest)) ??
    simple("time", TIME.exec(rest)) ??
    simple("emoji", EMOJI.exec(rest)) ??
    styled("spoiler", /^\|\|([\s\S]+?)\|\|/.exec(rest)) ??
    styled("strong", /^\*\*((?:\\[\s\S]|[^\\])+?)\*\*(?!\*)/.exec(rest)) ??
    styled("underline", /^__((?:\\[\s\S]|[^\\])+?)__(?!_)/.exec(rest)) ??
    styled("strike", /^~~([\s\S]+?)~~(?!_)/.exec(rest)) ??
    styled("em", /^\*(?=\S)((?:\*\*|\\[\s\S]|\s+(?:\\[\s\S]|[^\s*\\]|\*\*)|[^\s*\\])+?)\*(?!\*)/.exec(rest)) ??
    styled("em", /\w$/.test(before) ? null : /^_((?:__|\\[\s\S]|[^\\_])+?)_\b/.exec(rest))
  );
}

function unescaped(text: string): string {
  return text.replace(/\\([^0-9A-Za-z\s])/gu, "$1");
}

/** What the reader sees. */
export function visible(nodes: readonly Node[]): string {
  return nodes
    .map((node) => ("text" in node ? node.text : node.inner.length > 0 ? visible(node.inner) : "url" in node ? node.url : ""))
    .join("");
}

/** All nodes, those inside others too. */
export function everyNode(nodes: readonly Node[]): Node[] {
  return nodes.flatMap((node) => [node, ...("inner" in node ? everyNode(node.inner) : [])]);
}
