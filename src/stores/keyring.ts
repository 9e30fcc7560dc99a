import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes } from "node:crypto";
import { PullquoteError } from "../errors.ts";

/** Seals texts with the first of some keys and opens what any of them sealed. */
export type Keyring = {
  /** `about` is no secret and must be the same when it is opened: a sealed text is of no use in another place. */
  seal(text: string, about: string): string;
  /** Null: no key of these sealed this about that. */
  open(sealed: string, about: string): string | null;
  /** Whether the first key sealed it. */
  isNewest(sealed: string): boolean;
};

const CIPHER = "aes-256-gcm";
/** What GCM is made for; with a random one a key may seal four thousand million texts. */
const NONCE = 12;
const TAG = 16;

/** "v1.key's id.nonce, text and tag": https://csrc.nist.gov/pubs/sp/800/38/d/final. */
export function keyringOf(keys: readonly Uint8Array[]): Keyring {
  const all = keys.map((key) => ({
    // Says which key it was, and nothing of the key.
    id: createHash("sha256").update("pullquote key id").update(key).digest("hex").slice(0, 8),
    key: Buffer.from(hkdfSync("sha256", key, "", "pullquote installations", 32)),
  }));
  return {
    seal(text, about) {
      const [first] = all;
      if (!first)
        throw new PullquoteError("config", "There is no key to seal tokens with. Set TOKEN_KEY; openssl rand -base64 32 makes one.");
      const nonce = randomBytes(NONCE);
      const cipher = createCipheriv(CIPHER, first.key, nonce).setAAD(Buffer.from(`${first.id} ${about}`));
      const bytes = Buffer.concat([nonce, cipher.update(text, "utf8"), cipher.final(), cipher.getAuthTag()]);
      return `v1.${first.id}.${bytes.toString("base64url")}`;
    },
    open(sealed, about) {
      const [version, id, text = ""] = sealed.split(".");
      const bytes = Buffer.from(text, "base64url");
      const found = all.find((one) => one.id === id);
      if (version !== "v1" || !found || bytes.length < NONCE + TAG) return null;
      try {
        const decipher = createDecipheriv(CIPHER, found.key, bytes.subarray(0, NONCE))
          .setAAD(Buffer.from(`${id} ${about}`))
          .setAuthTag(bytes.subarray(-TAG));
        return decipher.update(bytes.subarray(NONCE, -TAG), undefined, "utf8") + decipher.final("utf8");
      } catch {
        return null;
      }
    },
    isNewest: (sealed) => all[0] !== undefined && sealed.startsWith(`v1.${all[0].id}.`),
  };
}
