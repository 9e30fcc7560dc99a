import { PullquoteError } from "../errors.ts";

/** Host, port and database of a connection address: what a message may say of it. */
export function placeOf(url: string): string {
  try {
    const { hostname, port, pathname, searchParams } = new URL(url);
    const host = hostname || searchParams.get("host") || "localhost";
    return `${host}:${port || 5432}${pathname === "/" ? "" : pathname}`;
  } catch {
    throw new PullquoteError("store", "DATABASE_URL cannot be read. Write it like postgres://user:password@host:5432/database");
  }
}

/** What PostgreSQL or the connection says (postgresql.org/docs/current/errcodes-appendix.html), as a sentence with what to do. */
export function postgresError(cause: unknown, place: string): PullquoteError {
  const { code = "", message = String(cause) } = cause as { code?: string; message?: string };
  const say = (what: string) => new PullquoteError("store", what, { cause });
  if (["28P01", "28000"].includes(code)) return say(`PostgreSQL at ${place} refused the user or password. Correct DATABASE_URL.`);
  if (code === "3D000") return say(`There is no such database: ${place}. Create it, or correct DATABASE_URL.`);
  if (code === "42501")
    return say(`PostgreSQL at ${place} forbids it (${message}). Give the user of DATABASE_URL the right to create tables in its schema.`);
  if (code === "53100") return say(`The disk of PostgreSQL at ${place} is full. Make room; nothing that was stored is lost.`);
  if (code === "53300" || /too many clients/i.test(message))
    return say(`PostgreSQL at ${place} takes no more connections. Raise its max_connections, or run fewer replicas.`);
  if (code === "25006") return say(`PostgreSQL at ${place} is read-only (a standby?). Point DATABASE_URL at the primary.`);
  if (/^(08|57P|ECONN|ENOTFOUND|EAI_|EHOST|ENET|EPIPE|ETIMEDOUT)/.test(code) || GONE.test(message))
    return say(`PostgreSQL at ${place} cannot be reached (${code || message}). Check that it runs; Pullquote goes on when it is back.`);
  if (code.length === 5) return say(`PostgreSQL at ${place} refused a statement (${code}: ${message}). Please report this.`);
  return say(`PostgreSQL at ${place} cannot be used (${code || message}). Check DATABASE_URL.`);
}

const GONE = /terminat|timeout|timed out|closed|not queryable|connection error|not currently accepting/i;
