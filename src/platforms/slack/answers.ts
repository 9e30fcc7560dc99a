/** Sockets to one server. More answers than these wait a moment, which is shorter than to open a line for each. */
const LINES = 64;

/** These come without a body, and a Response of theirs takes none. */
const EMPTY: ReadonlySet<number> = new Set([204, 205, 304]);

/**
 * What sends answers to a `response_url`: `fetch` for the few things that Bolt wants of it, over lines that stay open. Of a burst of
 * questions the platform's own `fetch` took a third of the processor. No answer of 200 has a body: for calls of methods it is of no use.
 */
export function answersBy(timeoutMs: number): typeof fetch {
  const load = async () => {
    const { Agent, request } = await import("undici");
    return { request, dispatcher: new Agent({ connections: LINES }) };
  };
  let loaded: ReturnType<typeof load> | undefined;
  return async (input, init = {}) => {
    const { method = "GET", headers, body, signal } = init;
    // A form with files, which no answer is.
    if (body !== undefined && body !== null && typeof body !== "string") return fetch(input, init);
    loaded ??= load();
    const { request, dispatcher } = await loaded;
    const {
      statusCode,
      headers: told,
      body: answer,
    } = await request(String(input instanceof Request ? input.url : input), {
      dispatcher,
      method,
      headers: Object.fromEntries(new Headers(headers)),
      ...(typeof body === "string" ? { body } : {}),
      signal: signal ?? AbortSignal.timeout(timeoutMs),
    });
    // Nobody reads what is said to an answer that was taken, and a body would be half of the work for it.
    if (statusCode === 200) {
      await answer.dump();
      return new Response(null);
    }
    const text = await answer.text();
    const names = Object.entries(told).flatMap(([name, value]) => [value ?? []].flat().map((one): [string, string] => [name, one]));
    return new Response(EMPTY.has(statusCode) ? null : text, { status: statusCode, headers: names });
  };
}
