/** What Discord knows that decides what the bot may do in a channel. Permissions are bit sets as decimal text. */
export type Ground = {
  readonly guild: {
    readonly id: string;
    readonly owner_id: string;
    readonly roles: readonly { readonly id: string; readonly permissions: string }[];
  };
  readonly member: { readonly id: string; readonly roles: readonly string[] };
  readonly overwrites: readonly { readonly id: string; readonly allow: string; readonly deny: string }[];
};

/** https://docs.discord.com/developers/topics/permissions */
export const permissions = {
  administrator: 1n << 3n,
  /** Manage Server: of members who may change a digest; the bot does not need it. */
  manageGuild: 1n << 5n,
  viewChannel: 1n << 10n,
  sendMessages: 1n << 11n,
  readMessageHistory: 1n << 16n,
  /** Not asked for: only a role that not everybody may mention needs it. */
  mentionEveryone: 1n << 17n,
  sendMessagesInThreads: 1n << 38n,
} as const;

const ALL = (1n << 60n) - 1n;

/** What the invite link asks for: everything the bot needs and nothing else. */
export const invited =
  permissions.viewChannel | permissions.sendMessages | permissions.readMessageHistory | permissions.sendMessagesInThreads;

export function inviteLink(applicationId: string): string {
  return `https://discord.com/oauth2/authorize?client_id=${applicationId}&scope=bot+applications.commands&permissions=${invited}`;
}

/** The permissions of a member in a channel, by Discord's own algorithm: roles, then the channel's exceptions for everyone, for roles, for the member. */
export function permissionsIn({ guild, member, overwrites }: Ground): bigint {
  if (guild.owner_id === member.id) return ALL;
  const mine = new Set([guild.id, ...member.roles]);
  const base = guild.roles.filter((role) => mine.has(role.id)).reduce((sum, role) => sum | BigInt(role.permissions), 0n);
  if (base & permissions.administrator) return ALL;
  const everyone = overwrites.filter(({ id }) => id === guild.id);
  const roles = overwrites.filter(({ id }) => id !== guild.id && mine.has(id));
  const own = overwrites.filter(({ id }) => id === member.id);
  return [everyone, roles, own].reduce((sum, group) => {
    const denied = group.reduce((bits, { deny }) => bits | BigInt(deny), 0n);
    const allowed = group.reduce((bits, { allow }) => bits | BigInt(allow), 0n);
    return (sum & ~denied) | allowed;
  }, base);
}
