import type { Language } from "../../news/language.ts";
import type { Codes } from "../../ports/chat.ts";
import type { IsFirst } from "../../ports/replicas.ts";
import type { Clock, Log } from "../../ports.ts";
import type { OAuthOptions } from "./oauth.ts";

export type SlackOptions = {
  /** Of the one workspace there is. */
  readonly botToken?: string;
  /** Instead of it: workspaces install the app themselves, at /slack/install on `port`. */
  readonly oauth?: OAuthOptions;
  /** Turns on Socket Mode; without it `signingSecret` and `port` are needed. */
  readonly appToken?: string;
  readonly signingSecret?: string;
  readonly port?: number;
  /** The address to listen on; all of this machine's without it. */
  readonly host?: string;
  /** The commands' names in the app's manifest. */
  readonly command?: string;
  readonly managing?: string;
  readonly codes: Codes;
  /** Ids of those who may manage digests; none: the workspace's administrators. */
  readonly managers?: readonly string[];
  /** Ids of the only user groups that may ever be pinged. */
  readonly pingable?: readonly string[];
  /** Of times that name none. */
  readonly zone?: string;
  /** Of the bot's words: Slack does not say a member's without another permission. */
  readonly language?: Language;
  /** Another server than slack.com. */
  readonly apiUrl?: string;
  /** How long one call may take. The library would wait for ever. */
  readonly timeoutMs?: number;
  /** How long `start` waits for a Slack that cannot be reached. */
  readonly patienceMs?: number;
  /** Where there are several replicas. */
  readonly isFirst?: IsFirst;
  readonly log: Log;
  readonly clock: Clock;
};
