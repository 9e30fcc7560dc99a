/**
 * Loaded into the compiled bot before it starts (`node --import`): hurries its clock and kills it at a named point of its path.
 * Nothing in `src` knows of it. CRASH_PLAN is JSON: `{ speed, base, epoch, engine, kill? }`; the bot's clock shows `epoch` at the
 * real moment `base` and runs `speed` times as fast from when it is connected, the same in every replica and every life of a round. What the network is given
 * (AbortSignal.timeout) is hurried with it, or a request would outlive its lease. `kill` is `{ point, nth, when }`.
 *
 * Points are found by looking at the SQL and at the requests, see `nameOf` and `requestOf`. `when`: before · during (sent, nothing
 * heard yet) · after.
 */
import { subscribe } from "node:diagnostics_channel";
import { writeSync } from "node:fs";
import { createRequire, register } from "node:module";
import { isMainThread } from "node:worker_threads";

if (isMainThread && process.env.CRASH_PLAN) await prepare(JSON.parse(process.env.CRASH_PLAN));

async function prepare({ speed, base, epoch, engine, kill }) {
  await hurry(speed, base, epoch);
  if (!kill) return;
  let left = kill.nth;
  const pass = (point, when) => {
    if (point !== kill.point || when !== kill.when) return;
    left -= 1;
    if (left > 0) return;
    // A pipe takes this at once; it is still there when the process is not.
    writeSync(2, `\n{"crash":${JSON.stringify(`${when} ${point}`)}}\n`);
    process.kill(process.pid, "SIGKILL");
  };
  watchRequests(pass);
  await (engine === "postgres" ? watchPostgres(pass) : watchEmbedded(pass));
}

async function hurry(speed, base, epoch) {
  const { systemClock } = await import("../../dist/clock.js");
  const { sleep } = systemClock;
  const timeout = AbortSignal.timeout.bind(AbortSignal);
  // Until the platforms are connected time runs as it does for us: a busy machine must not look like a Slack that is away.
  let rate = 1;
  const begun = Date.now();
  systemClock.now = () =>
    new Date(rate === 1 ? epoch + (begun - base) * speed + (Date.now() - begun) : epoch + (Date.now() - base) * speed);
  systemClock.sleep = (ms, signal) => sleep(ms / rate, signal);
  AbortSignal.timeout = (ms) => timeout(Math.ceil(ms / rate));
  globalThis[Symbol.for("crash.connected")] = () => {
    rate = speed;
    return rate;
  };
  const alarm = JSON.stringify(new URL("./alarm.mjs", import.meta.url).href);
  const hook = `export const resolve = (name, context, next) =>
    name === "node-cron" ? { url: ${alarm}, shortCircuit: true } : next(name, context);`;
  register(`data:text/javascript,${encodeURIComponent(hook)}`);
}

/** What a statement is for. `args` are looked at where the words alone do not tell. */
function nameOf(sql, args) {
  if (/^\s*(pragma|select count\(\*\) as tables)|table if not exists migrations|from migrations/i.test(sql)) return "opening";
  if (/^\s*(create|alter)|into migrations|advisory|fts5|secure-delete/i.test(sql)) return "migration";
  if (/^\s*insert into (\w+)/i.test(sql)) {
    const table = /^\s*insert into (\w+)/i.exec(sql)[1];
    return { slots: "slot", editions: "edition", deliveries: "plan" }[table] ?? "saving";
  }
  if (/^\s*with next as/i.test(sql)) return "claim";
  if (/^\s*update deliveries set state/i.test(sql)) {
    const [state, receipts, attempts] = args ?? [];
    if (state !== "sending") return `record ${state}`;
    return attempts === 0 && receipts !== "[]" ? "record receipt" : "record sending";
  }
  if (/^\s*update/i.test(sql)) return "saving";
  if (/^\s*(begin|rollback|savepoint|release)/i.test(sql)) return "begin";
  return "reading";
}

/** Names the statements of one connection; a commit is named by what it makes last. */
function naming() {
  let last = "reading";
  return (sql, args) => {
    if (/^\s*commit/i.test(sql)) return `commit of ${last}`;
    const name = nameOf(sql, args);
    if (name !== "begin" && name !== "reading") last = name;
    return name;
  };
}

async function watchEmbedded(pass) {
  const name = naming();
  const around = (sql, args, act) => {
    const point = name(String(sql), args);
    pass(point, "before");
    const result = act();
    pass(point, "after");
    return result;
  };
  const own = Number(process.versions.node.split(".")[0]) >= 24;
  const Database = own
    ? process.getBuiltinModule("node:sqlite").DatabaseSync
    : createRequire(new URL("../../dist/stores/engine.js", import.meta.url))("libsql");
  const { prepare: prepareOf, exec } = Database.prototype;
  Database.prototype.exec = function (sql) {
    return around(sql, [], () => exec.call(this, sql));
  };
  Database.prototype.prepare = function (sql) {
    const statement = prepareOf.call(this, sql);
    const all = statement.all.bind(statement);
    statement.all = (...args) => around(sql, own ? args : args[0], () => all(...args));
    return statement;
  };
}

async function watchPostgres(pass) {
  const { default: pg } = await import("pg");
  const names = new WeakMap();
  const { query } = pg.Client.prototype;
  pg.Client.prototype.query = function (sql, ...more) {
    const text = typeof sql === "string" ? sql : sql?.text;
    if (typeof text !== "string") return query.call(this, sql, ...more);
    if (!names.has(this)) names.set(this, naming());
    const point = names.get(this)(text, Array.isArray(more[0]) ? more[0] : []);
    pass(point, "before");
    const last = more.length - 1;
    const answered = more[last];
    if (typeof answered === "function")
      more[last] = (...result) => {
        pass(point, "after");
        return answered(...result);
      };
    const result = query.call(this, sql, ...more);
    pass(point, "during");
    if (typeof result?.then !== "function") return result;
    return result.then((value) => {
      pass(point, "after");
      return value;
    });
  };
}

/** Both platforms' libraries send by undici, Node's own or another, which tells of every request. */
function watchRequests(pass) {
  const tell = (channel, when) =>
    subscribe(channel, ({ request }) => {
      const point = requestOf(request.method, String(request.path));
      if (point) pass(point, when);
    });
  tell("undici:request:create", "before");
  tell("undici:request:bodySent", "during");
  tell("undici:request:headers", "after");
}

function requestOf(method, path) {
  if (/chat\.postMessage$/.test(path)) return "post";
  if (/conversations\.(history|replies)/.test(path)) return "look";
  if (/\/channels\/\d+\/messages(\?|$)/.test(path)) return method === "POST" ? "post" : "look";
  if (/auth\.test|apps\.connections|\/gateway|\/commands|\/users\/@me/.test(path)) return "connecting";
  return null;
}
