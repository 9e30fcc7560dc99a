/** What a Slack error code means for a call, in words, and what to do about it. */
export type Refusal = {
  readonly post: "refused" | "later" | "doubtful";
  readonly says: string;
  readonly remedy: string;
  /** It is the token that is not good. */
  readonly token?: true;
};

const refused = (says: string, remedy: string): Refusal => ({ post: "refused", says, remedy });
const later = (says: string): Refusal => ({ post: "later", says, remedy: "It is tried again by itself." });
const badToken = (says: string): Refusal => ({
  post: "refused",
  says,
  remedy: "Install the app to the workspace again, put the new token into the settings and restart.",
  token: true,
});
const wrongToken = (says: string, remedy: string): Refusal => ({ post: "refused", says, remedy, token: true });

const INVITE = "Type /invite @pullquote (or the name your app has) in the channel.";
const CHANNEL_ID =
  "Check the id in the settings (channel name → View channel details → bottom), and invite the bot if the channel is private.";
const OURS = "This is a fault of Pullquote: please report it with the log line.";
const ASK_ADMIN = "Ask an administrator of the workspace to allow it, or choose another channel.";

/** https://docs.slack.dev/reference/methods/chat.postMessage#errors, and what the other methods called here add. */
export const refusals: Readonly<Record<string, Refusal>> = {
  invalid_auth: badToken("the token is not valid"),
  not_authed: badToken("no token was sent"),
  account_inactive: badToken("the token belongs to an app or a user that was removed"),
  token_revoked: badToken("the token was revoked"),
  token_expired: badToken("the token has expired"),
  user_removed_from_team: badToken("the bot's user was removed from the workspace"),
  team_disabled: badToken("the workspace is disabled"),
  org_login_required: badToken("the workspace is being moved to an organisation"),
  team_access_not_granted: badToken("the app has no access to this workspace"),
  two_factor_setup_required: badToken("two-factor login must be set up first"),
  not_allowed_token_type: wrongToken(
    "this kind of token cannot be used here",
    "SLACK_BOT_TOKEN begins with xoxb-, SLACK_APP_TOKEN with xapp-; put each in its place.",
  ),
  missing_scope: refused(
    "the app lacks a permission",
    "Add the scopes of slack-manifest.yaml to the app and install it to the workspace again.",
  ),
  no_permission: refused("the app may not do this", "Compare the app's scopes with slack-manifest.yaml and install it again."),
  access_denied: refused("the app may not do this", ASK_ADMIN),
  ekm_access_denied: refused("the workspace's administrators have stopped all posting", ASK_ADMIN),
  enterprise_is_restricted: refused("the organisation does not let this app act here", ASK_ADMIN),

  channel_not_found: refused("there is no such channel, or it is private and the bot is not in it", CHANNEL_ID),
  not_in_channel: refused("the bot is not in the channel", INVITE),
  is_archived: refused("the channel is archived", "Unarchive it, or take it out of the settings."),
  method_not_supported_for_channel_type: refused("this kind of channel cannot be used", CHANNEL_ID),
  restricted_action: refused("the workspace lets only some people post there", ASK_ADMIN),
  restricted_action_read_only_channel: refused("the channel is read-only", ASK_ADMIN),
  restricted_action_thread_only_channel: refused("only replies in threads are allowed there", ASK_ADMIN),
  restricted_action_non_threadable_channel: refused("threads are not allowed there", ASK_ADMIN),
  restricted_action_thread_locked: refused("the thread is locked", ASK_ADMIN),
  cannot_reply_to_message: refused("the message to reply to cannot have replies", ASK_ADMIN),
  thread_not_found: refused("the message to reply to is gone", "Nothing can be done; the next digest starts anew."),
  messages_tab_disabled: refused("direct messages to the app are switched off", "Switch on the Messages tab under App Home."),
  user_not_in_channel: refused("the reader is not in the channel", CHANNEL_ID),
  team_not_found: refused("the workspace is not there", CHANNEL_ID),
  slack_connect_file_link_sharing_blocked: refused("a shared channel's rules stop the post", ASK_ADMIN),

  invalid_blocks: refused("the message has blocks that Slack does not take", OURS),
  invalid_blocks_format: refused("the message's blocks cannot be read", OURS),
  msg_blocks_too_long: refused("the message is too long", OURS),
  msg_too_long: refused("the message is too long", OURS),
  no_text: refused("the message is empty", OURS),
  invalid_arguments: refused("the call has wrong arguments", OURS),
  invalid_metadata_format: refused("the message's key cannot be read", OURS),
  invalid_metadata_schema: refused("the message's key cannot be read", OURS),
  metadata_too_large: refused("the message's key is too long", OURS),

  ratelimited: later("Slack asks for a pause"),
  rate_limited: later("Slack asks for a pause"),
  message_limit_exceeded: later("the workspace has sent too many messages"),
  service_unavailable: later("Slack is not available"),
  request_timeout: later("Slack did not get the whole request"),
  team_added_to_org: later("the workspace is being moved to an organisation"),
  accesslimited: later("Slack limits access at the moment"),

  // "It's possible some aspect of the operation succeeded before the error was raised."
  internal_error: {
    post: "doubtful",
    says: "Slack had an error of its own",
    remedy: "Check the channel for the message.",
  },
  fatal_error: { post: "doubtful", says: "Slack had an error of its own", remedy: "Check the channel for the message." },
};

/** A code that the table does not have: Slack said no and named a reason, so nothing was done. */
export function refusalOf(code: string): Refusal {
  return (
    (Object.hasOwn(refusals, code) ? refusals[code] : undefined) ??
    refused("Slack said no", "Look the code up at https://docs.slack.dev/reference/methods and correct the app or the settings.")
  );
}
