/** As much as any address of an article has; browsers and platforms stop at about this. */
const LONGEST = 2_000;

/**
 * The absolute http or https address that a document means, read against `base`; undefined for any other scheme, for an address that
 * cannot be read, for one without a host. User and password are left out.
 */
export function httpAddress(written: string | null | undefined, base?: string): string | undefined {
  const trimmed = written?.trim();
  if (!trimmed || trimmed.length > LONGEST) return undefined;
  try {
    const url = base === undefined ? new URL(trimmed) : new URL(trimmed, base);
    if (url.protocol !== "https:" && url.protocol !== "http:") return undefined;
    url.username = "";
    url.password = "";
    return url.href;
  } catch {
    return undefined;
  }
}

/** Browsers of old handed feeds over to readers as "feed://echo.example/rss" and "feed:https://echo.example/rss". */
export function withoutFeedScheme(written: string): string {
  return written
    .trim()
    .replace(/^feed:(?:\/\/)?(?=https?:)/i, "")
    .replace(/^feed:(?=\/\/)/i, "http:");
}
