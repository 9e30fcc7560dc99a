/**
 * Every Web API method that is called here and the bot scopes it takes (all of a list; for the kinds of channels that digests go to).
 * `slack-manifest.yaml` is checked against it.
 */
export const methods = {
  "auth.test": [],
  // The token of a workspace that may not install the app.
  "auth.revoke": [],
  // Called with the app-level token, which needs connections:write.
  "apps.connections.open": [],
  "chat.postMessage": ["chat:write", "chat:write.public"],
  "chat.postEphemeral": ["chat:write"],
  "views.open": [],
  "views.update": [],
  "views.publish": [],
  // To write to a member, and to look there for what was written.
  "conversations.open": ["im:write"],
  // Whether a member is an administrator of the workspace.
  "users.info": ["users:read"],
  "conversations.info": ["channels:read", "groups:read"],
  "conversations.history": ["channels:history", "groups:history", "im:history"],
  "conversations.replies": ["channels:history", "groups:history", "im:history"],
} as const satisfies Readonly<Record<string, readonly string[]>>;

/** All scopes the bot uses; `commands` brings the slash command. */
export const scopes: readonly string[] = [...new Set(["commands", ...Object.values(methods).flat()])].sort();
