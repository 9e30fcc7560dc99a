import { createHmac, randomBytes, timingSafeEqual } from "node:crypto";
import { decodeQuestion, encodeQuestion } from "../news/question.ts";
import type { Codes } from "../ports/chat.ts";
import { type Driver, statement } from "./driver.ts";

/** Characters of the seal: 60 bits, of which one cannot try many at a chat platform. */
const SEAL = 10;

/** The store's key of this name, made where there is none; the same for all that open the store. */
export async function keyOf(driver: Driver, name: string): Promise<Buffer> {
  const sql = "select value from keys where name = ?";
  const read = async () => (await driver.all(sql, [name]))[0]?.value;
  let value = await read();
  if (value === undefined) {
    const fresh = randomBytes(32).toString("base64");
    await driver.batch([[statement("insert into keys (name, value) values (?, ?) on conflict do nothing", name, fresh)]]);
    value = await read();
  }
  return Buffer.from(String(value), "base64");
}

/** Buttons' codes under a key: the seal first, then the question. */
export function codesFrom(key: Buffer): Codes {
  const sealOf = (code: string) => createHmac("sha256", key).update(code).digest("base64url").slice(0, SEAL);
  return {
    of(question) {
      const code = encodeQuestion(question).replace(/\p{Surrogate}/gu, "\uFFFD");
      return sealOf(code) + code;
    },
    read(text) {
      const code = text.slice(SEAL).replace(/~\d*$/, "");
      const seal = Buffer.from(text.slice(0, SEAL));
      const right = Buffer.from(sealOf(code));
      return seal.length === right.length && timingSafeEqual(seal, right) ? decodeQuestion(code) : null;
    },
  };
}
