/** A browser as far as an installation needs one: it keeps cookies and follows no redirect by itself. */
export type Page = {
  readonly status: number;
  readonly text: string;
  readonly location: string | null;
  readonly cookies: readonly string[];
};

export function openBrowser() {
  const jar = new Map<string, string>();
  async function get(url: string): Promise<Page> {
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join("; ");
    const response = await fetch(url, { redirect: "manual", headers: cookie ? { cookie } : {} });
    const cookies = response.headers.getSetCookie();
    for (const set of cookies) {
      const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(set) ?? [];
      if (/expires=thu, 01 jan 1970/i.test(set)) jar.delete(name);
      else jar.set(name, value);
    }
    return { status: response.status, text: await response.text(), location: response.headers.get("location"), cookies };
  }
  /** From the page that offers the installation to where Slack sends the browser back; `choose` is done on Slack's page. */
  async function toSlackAndBack(bot: string, choose: string): Promise<string> {
    const page = await get(`${bot}/slack/install`);
    const link = /<a href="([^"]+)"/.exec(page.text)?.[1]?.replaceAll("&amp;", "&");
    if (!link) throw new Error(`no link in ${page.status} ${page.text}`);
    const { location, text } = await get(`${link}&${choose}`);
    if (!location) throw new Error(text);
    return location;
  }
  return {
    jar,
    get,
    toSlackAndBack,
    /** The whole of it: the page one sees in the end. */
    install: async (bot: string, choose: string) => get(await toSlackAndBack(bot, choose)),
  };
}
