import { type Kind, settings } from "../../src/config-table.ts";

/** What a value must be like, in words. */
function form(kind: Kind): string {
  switch (kind.is) {
    case "text":
      return "text";
    case "list":
      return "a list with commas between";
    case "choice":
      return kind.of.map((one) => `\`${one}\``).join(" · ");
    case "whole":
      return `a whole number, ${kind.from} to ${kind.to}`;
    case "cron":
      return "five fields: minute, hour, day of month, month, day of week";
    case "zone":
      return "an IANA time zone";
    case "url":
      return `an address: ${kind.schemes.map((scheme) => `\`${scheme}//…\``).join(", ")}`;
    case "ids":
      return `ids like \`${kind.like}\`, with commas between`;
    case "keys":
      return "32 bytes as base64 (`openssl rand -base64 32`), several with commas between";
    case "token":
      return kind.like.includes(" ") ? kind.like : `\`${kind.like}\``;
  }
}

/** docs/configuration.md, whole. */
export function configurationPage(): string {
  const rows = settings.map(
    ({ name, kind, default: value, secret, does }) =>
      `| \`${name}\` | ${does}${secret ? " *Secret.*" : ""} | ${form(kind)} | ${value ? `\`${value}\`` : ""} |`,
  );
  return `# Configuration

Every setting there is. They stand in the environment or in a file \`.env\` in the folder the bot is started in; where both name one, the
environment wins. \`.env.example\` has them all with their defaults. A mistake stops the start, and all mistakes are named at once;
\`pullquote doctor\` names them too, and tries what is set. Secrets are never printed: not in a log line, an error, a card or a page.

This page is made from \`src/config-table.ts\` by \`npm run docs\`; a test holds the two together.

| setting | what it does | what it must be | without it |
|---|---|---|---|
${rows.join("\n")}
`;
}
