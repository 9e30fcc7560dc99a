import type { ServerResponse } from "node:http";
import { PullquoteError } from "../../errors.ts";
import { slackCode } from "./classify.ts";

/** What somebody reads whose browser came back from Slack without an installation. Nothing of what came in is repeated. */
export function failurePage(error: unknown, response: ServerResponse): void {
  page(response, told(error));
}

/** What somebody reads whose workspace is none of those the bot is for. */
export function refusalPage(response: ServerResponse): void {
  page(response, [403, "Nothing was installed", "This bot is for other workspaces. Ask whoever runs it."]);
}

type Told = readonly [status: number, title: string, text: string];

function page(response: ServerResponse, [status, title, text]: Told): void {
  response.writeHead(status, { "content-type": "text/html; charset=utf-8", "content-security-policy": "default-src 'none'" });
  response.end(
    `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${title}</title></head><body><h1>${title}</h1><p>${text}</p><p><a href="install">Begin again</a></p></body></html>`,
  );
}

function told(error: unknown): Told {
  const { code, original } = (error ?? {}) as { code?: unknown; original?: unknown };
  const slack = slackCode(error) ?? slackCode(original);
  if (slack !== null)
    return [
      502,
      "Slack did not install Pullquote",
      `Slack says ${slack}. Begin again; whoever runs this bot finds what to do under this word in docs/slack.md.`,
    ];
  if (code === "slack_oauth_invalid_state" || code === "slack_oauth_missing_state")
    return [
      400,
      "This page is not good any more",
      "An installation must end in the browser in which it began, within ten minutes, and once. Nothing was installed.",
    ];
  // The library has no other use for this one.
  if (code === "slack_bolt_authorization_error" || code === "slack_oauth_installer_authorization_error")
    return [403, "Nothing was installed", "The installation was cancelled in Slack."];
  if (code === "slack_oauth_missing_code") return [400, "Nothing was installed", "Slack sent no code."];
  if (error instanceof PullquoteError)
    return [503, "Pullquote could not be installed", "What Slack gave could not be kept. Whoever runs this bot finds why in its log."];
  return [
    502,
    "Pullquote could not be installed",
    "Slack could not be asked. Try again in a moment; whoever runs this bot finds why in its log.",
  ];
}
