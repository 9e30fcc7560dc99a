import type { Kind } from "../config-table.ts";
import { parseCron } from "../news/slot.ts";

/** What is wrong with a value, as the end of a sentence; null when nothing is. Never repeats the value: it may be a secret. */
export function check(kind: Kind, value: string): string | null {
  switch (kind.is) {
    case "text":
    case "list":
      return null;
    case "choice":
      return kind.of.includes(value) ? null : `must be one of ${kind.of.join(", ")}`;
    case "whole":
      return /^\d+$/.test(value) && Number(value) >= kind.from && Number(value) <= kind.to
        ? null
        : `must be a whole number from ${kind.from} to ${kind.to}`;
    case "cron": {
      const cron = parseCron(value);
      return typeof cron === "string" ? `is no cron expression: ${cron}; "0 8 * * mon-fri" is 8:00 on weekdays` : null;
    }
    case "zone":
      return isZone(value) ? null : "is no IANA time zone; write it like Europe/Berlin";
    case "url":
      return URL.canParse(value) && kind.schemes.includes(new URL(value).protocol)
        ? null
        : `must be an address that begins with ${kind.schemes.map((s) => `${s}//`).join(" or ")}`;
    case "ids":
      return value.split(",").every((id) => id.trim() === "" || kind.form.test(id.trim()))
        ? null
        : `must be ids like ${kind.like}, separated by commas`;
    case "keys":
      return value.split(",").every((key) => keyOf(key.trim()) !== null)
        ? null
        : "must be 32 random bytes as base64, several with commas between, the newest first; openssl rand -base64 32 makes one";
    case "token":
      return kind.form.test(value) ? null : `does not look like one (${kind.like}). Copy it again, whole and without quotes`;
  }
}

function isZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

/** 32 bytes as hexadecimal digits or base64; null where it is no such thing. */
export function keyOf(text: string): Uint8Array | null {
  const hex = /^[0-9a-f]{64}$/i.test(text);
  return hex || /^[\w+/-]{43}=?$/.test(text) ? Buffer.from(text, hex ? "hex" : "base64") : null;
}
