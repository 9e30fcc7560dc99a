import type { SlackMessage } from "./render.ts";

/** A message that pings these user groups: the only place where one does. The ids are the settings', never an article's. */
export function pinging(message: SlackMessage, groups: readonly string[]): SlackMessage {
  if (groups.length === 0) return message;
  const [first, ...blocks] = message.blocks;
  const elements = groups.flatMap((id, n) => [
    ...(n > 0 ? [{ type: "text" as const, text: " " }] : []),
    { type: "usergroup" as const, usergroup_id: id },
  ]);
  const ping = { type: "rich_text" as const, elements: [{ type: "rich_text_section" as const, elements }] };
  // Behind the header, which stays the first that is seen.
  return {
    blocks: [...(first ? [first] : []), ping, ...blocks],
    text: `${groups.map((id) => `<!subteam^${id}>`).join(" ")} ${message.text}`,
  };
}
