import { PullquoteError } from "../errors.ts";
import { REDIRECT } from "../platforms/slack/oauth.ts";

/** Where the bot answers Slack in HTTP mode. */
const EVENTS = "/slack/events";

/** The address as others write it: https, without what stands behind the host. */
export function publicAddress(given: string): string {
  const url = URL.canParse(given) ? new URL(given) : null;
  const local = url?.protocol === "http:" && /^(localhost|127\.|\[::1\])/.test(url.hostname);
  if (!url || (url.protocol !== "https:" && !local) || url.search || url.hash)
    throw new PullquoteError("usage", "--public-url takes the address where others reach the bot, like https://bot.example.org.");
  return `${url.origin}${url.pathname}`.replace(/\/+$/, "");
}

/** The manifest of an app that several workspaces install: by HTTP, with the bot's address, and told when it is taken out. */
export function manifestFor(manifest: string, publicUrl: string): string {
  const changes: readonly (readonly [RegExp, string])[] = [
    [/^oauth_config:$/m, `oauth_config:\n  redirect_urls:\n    - ${publicUrl}${REDIRECT}`],
    [/^( *)- command: (\S+)$/gm, `$1- command: $2\n$1  url: ${publicUrl}${EVENTS}`],
    [/^ {2}event_subscriptions:$/m, `  event_subscriptions:\n    request_url: ${publicUrl}${EVENTS}`],
    [/^( *)- app_home_opened.*$/m, "$&\n$1- app_uninstalled # its token is deleted then, and nothing is posted there\n$1- tokens_revoked"],
    [/^ {4}is_enabled: true$/m, `    is_enabled: true\n    request_url: ${publicUrl}${EVENTS}`],
    [/socket_mode_enabled: true/, "socket_mode_enabled: false"],
  ];
  return changes.reduce((text, [from, to]) => {
    if (text.search(from) < 0) throw new PullquoteError("internal", `slack-manifest.yaml has no ${from.source}. Please report this.`);
    return text.replace(from, to);
  }, manifest);
}
