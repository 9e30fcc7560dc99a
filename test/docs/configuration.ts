import { type Kind, settings } from "../../src/config-table.ts";

/** What a value must be like, in words. */
function form(kind: Kind): string {
  switch (kind.is) {
    case "text":
      return "text";
    case "list":
      return "a comma-separated list";
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
      return `ids like \`${kind.like}\`, separated by commas`;
    case "keys":
      return "32 bytes as base64 (`openssl rand -base64 32`), several separated by commas";
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

Set these in the environment or in a \`.env\` file in the folder you start the bot from; the environment takes precedence.
\`.env.example\` lists them all with their defaults. If a setting is invalid the bot refuses to start and lists every mistake at once;
\`pullquote doctor\` lists them too, and tests what is set. Secrets are never printed in a log line, an error, a card or a page.

This page is generated from \`src/config-table.ts\` by \`npm run docs\`; a test keeps the two in step.

| Setting | Description | Format | Default |
|---|---|---|---|
${rows.join("\n")}
`;
}
