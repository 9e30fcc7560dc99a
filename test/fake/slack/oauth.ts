import { randomUUID } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { Workspace } from "./state.ts";
import type { Reply } from "./web-api.ts";

type Params = Readonly<Record<string, string>>;
type Code = { readonly space: Workspace; readonly whole: boolean; readonly redirect: string | null; readonly at: number; used: boolean };

/** A code is good for so long: https://docs.slack.dev/authentication/installing-with-oauth */
const CODE_MS = 10 * 60_000;
const EXPIRES_IN = 43_200;

/** What somebody installs: the app's own settings at Slack. */
export type FakeApp = {
  readonly clientId: string;
  readonly clientSecret: string;
  /** The redirect addresses of the app's settings. An address that begins like one of them is good. */
  redirects: string[];
  /** Whether tokens run out after twelve hours and come with one that renews them. */
  rotates: boolean;
};

/** Installing the app: the page on which a member says yes or no, and the exchange of a code for a token. */
export function oauthOf(spaces: Map<string, Workspace>, violations: string[]) {
  const app: FakeApp = { clientId: "111.222", clientSecret: "fake-client-secret", redirects: [], rotates: false };
  const codes = new Map<string, Code>();
  const refresh = new Map<string, Workspace>();
  let made = 0;
  const fail = (error: string): Reply => ({ ok: false, error });

  function newToken(space: Workspace): { token: string; refresh_token?: string; expires_in?: number } {
    made += 1;
    const token = app.rotates ? `xoxe.xoxb-fake-${space.ids.team}-${made}` : `xoxb-fake-${space.ids.team}-${made}`;
    for (const one of spaces.values())
      if (one === space || (space.byOrganisation && one.enterprise === space.enterprise)) one.tokens.bot = token;
    if (!app.rotates) return { token };
    const again = `xoxe-1-fake-${randomUUID()}`;
    refresh.set(again, space);
    return { token, refresh_token: again, expires_in: EXPIRES_IN };
  }

  function access(params: Params, authorization: string | undefined): Reply {
    const [id, secret] = authorization?.startsWith("Basic ")
      ? Buffer.from(authorization.slice(6), "base64").toString().split(":")
      : [params.client_id, params.client_secret];
    if (id !== app.clientId) return fail("invalid_client_id");
    if (secret !== app.clientSecret) return fail("bad_client_secret");
    if (params.grant_type === "refresh_token") {
      const space = refresh.get(params.refresh_token ?? "");
      if (!space || !refresh.delete(params.refresh_token ?? "")) return fail("invalid_refresh_token");
      const { token, ...more } = newToken(space);
      return given(space, space.byOrganisation, token, more);
    }
    const code = codes.get(params.code ?? "");
    if (!code || Date.now() - code.at > CODE_MS) return fail("invalid_code");
    if (code.used) return fail("code_already_used");
    // It must be the address that the member was sent with, or none where there was none.
    if ((params.redirect_uri ?? null) !== code.redirect) return fail("bad_redirect_uri");
    code.used = true;
    code.space.byOrganisation = code.whole;
    if (code.whole) for (const one of spaces.values()) if (one.enterprise === code.space.enterprise) one.byOrganisation = true;
    const { token, ...more } = newToken(code.space);
    return given(code.space, code.whole, token, more);
  }

  const given = (space: Workspace, whole: boolean, token: string, more: object): Reply => ({
    ok: true,
    app_id: space.ids.app,
    authed_user: { id: "U0INSTALLER" },
    scope: space.scopes.join(","),
    token_type: "bot",
    access_token: token,
    bot_user_id: space.ids.botUser,
    team: whole ? null : { id: space.ids.team, name: space.name },
    enterprise: space.enterprise ? { id: space.enterprise, name: `Organisation ${space.enterprise}` } : null,
    is_enterprise_install: whole,
    ...more,
  });

  return {
    app,
    access,
    /** The page: `team` is the workspace that is chosen there, `whole` its organisation, `deny` a member who says no. */
    page(request: IncomingMessage, response: ServerResponse): void {
      const params = new URL(request.url ?? "/", "http://fake").searchParams;
      const space = spaces.get(params.get("team") ?? "");
      const redirect = params.get("redirect_uri");
      const refuse = (why: string) => response.writeHead(400, { "content-type": "text/html" }).end(why);
      if (params.get("client_id") !== app.clientId) return void refuse("invalid_client_id");
      if (redirect !== null && !app.redirects.some((one) => redirect.startsWith(one))) return void refuse("bad_redirect_uri");
      if (!space) return void refuse("choose a workspace");
      const asked = (params.get("scope") ?? "").split(",");
      const strange = asked.filter((scope) => !space.scopes.includes(scope));
      if (strange.length > 0 || !params.get("state")) violations.push(`an installation without a state, or for ${strange}`);
      const back = new URL(redirect ?? app.redirects[0] ?? "http://127.0.0.1:9/");
      if (params.has("deny")) back.searchParams.set("error", "access_denied");
      else {
        const code = `${randomUUID()}`;
        codes.set(code, { space, whole: params.has("whole"), redirect, at: Date.now(), used: false });
        back.searchParams.set("code", code);
      }
      back.searchParams.set("state", params.get("state") ?? "");
      response.writeHead(302, { location: back.href }).end();
    },
  };
}
