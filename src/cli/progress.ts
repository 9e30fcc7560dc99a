import { SingleBar } from "cli-progress";

export type Progress = {
  /** `what`: a few words on what is being done. */
  at(what: string, done: number, of: number): void;
  end(): void;
};

/** A line every so many milliseconds where nobody sees a bar, so that a log shows that it goes on. */
const LINE_EVERY = 10_000;
/** What is done within this needs no bar. */
const SHOWN_AFTER = 500;

/** How far long work is: a bar at a terminal, now and then a plain line elsewhere; both on standard error. */
export function progress(stream: NodeJS.WriteStream = process.stderr): Progress {
  let last = performance.now();
  if (stream.isTTY !== true)
    return {
      at(what, done, of) {
        if (performance.now() - last < LINE_EVERY) return;
        last = performance.now();
        stream.write(`${what}: ${done} of ${of}\n`);
      },
      end() {},
    };
  let bar: SingleBar | null = null;
  return {
    at(what, done, of) {
      if (bar === null) {
        if (performance.now() - last < SHOWN_AFTER) return;
        bar = new SingleBar({ format: "{what} [{bar}] {value}/{total}", stream, barsize: 30, hideCursor: true, clearOnComplete: true });
        bar.start(of, done, { what });
      }
      bar.setTotal(of);
      bar.update(done, { what });
    },
    end() {
      bar?.stop();
      bar = null;
    },
  };
}
