import { isUtf8 } from "node:buffer";
import chardet from "chardet";
import iconv from "iconv-lite";

/** Canonical name of a label as the WHATWG Encoding Standard has it ("latin1" is windows-1252); none for a label nobody knows. */
export function charsetOf(label: string): string | undefined {
  try {
    return new TextDecoder(label.trim()).encoding;
  } catch {
    return undefined;
  }
}

function markOf(bytes: Uint8Array): string | undefined {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return "utf-8";
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return "utf-16be";
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return "utf-16le";
  return undefined;
}

/** UTF-16 without a mark: Latin letters leave every other byte empty. */
function widthOf(bytes: Uint8Array): string | undefined {
  const sample = bytes.subarray(0, 2000);
  const empty = [0, 0];
  for (const [i, byte] of sample.entries()) if (byte === 0) empty[i % 2] = (empty[i % 2] ?? 0) + 1;
  const [even = 0, odd = 0] = empty;
  if (odd > sample.length * 0.3 && even === 0) return "utf-16le";
  return even > sample.length * 0.3 && odd === 0 ? "utf-16be" : undefined;
}

/** Whether no text in any charset looks like this: control characters that nobody writes. Needs the first few thousand bytes. */
export function isBinary(bytes: Uint8Array): boolean {
  const sample = bytes.subarray(0, 8000);
  if (markOf(sample) !== undefined || widthOf(sample) !== undefined) return false;
  let odd = 0;
  // Allowed: tab to carriage return, the shift and escape characters of the ISO 2022 charsets.
  for (const byte of sample) if (byte < 9 || (byte > 13 && byte < 32 && byte !== 14 && byte !== 15 && byte !== 27)) odd++;
  return odd > sample.length / 1000;
}

/** A character of several bytes in UTF-8 (Unicode, table 3-7), or else one byte that is none. */
const SEQUENCE =
  /(?:[\xC2-\xDF]|(?:\xE0(?=[\xA0-\xBF])|\xED(?=[\x80-\x9F])|[\xE1-\xEC\xEE\xEF]|(?:\xF0(?=[\x90-\xBF])|\xF4(?=[\x80-\x8F])|[\xF1-\xF3])[\x80-\xBF])[\x80-\xBF])[\x80-\xBF]|[\x80-\xFF]/g;
/** By chance one in a few bytes of another charset looks like UTF-8; of text that is meant so nearly all do. */
const MOSTLY = 4;
/** Enough to tell by. */
const SAMPLE_BYTES = 262_144;

/**
 * UTF-8 in which some bytes are not: an article pasted in from Windows, a text cut off within a character. Those bytes are read as
 * windows-1252. Undefined where the text is not mostly UTF-8.
 */
function decodeMixed(bytes: Buffer): string | undefined {
  const raw = bytes.toString("latin1");
  let right = 0;
  let wrong = 0;
  for (const [found] of raw.slice(0, SAMPLE_BYTES).matchAll(SEQUENCE)) {
    if (found.length > 1) right++;
    else wrong++;
  }
  if (right === 0 || right < MOSTLY * wrong) return undefined;
  return raw.replace(SEQUENCE, (found) => {
    const part = Buffer.from(found, "latin1");
    return found.length > 1 ? part.toString("utf8") : iconv.decode(part, "windows-1252");
  });
}

/**
 * Bytes to text: UTF-8 where they are valid UTF-8, or nearly, whatever is declared (a wrong declaration is common, valid UTF-8 by chance
 * is not); else the byte order mark, else `declared` (a label from an HTTP header or from the document), else chardet's guess, else windows-1252.
 */
export function decodeText(bytes: Buffer, declared?: string): string {
  const wanted = declared === undefined ? undefined : charsetOf(declared);
  // The one charset that hides in ASCII bytes.
  if (wanted === "iso-2022-jp" && bytes.includes(27)) return decodeAs(bytes, wanted);
  const charset = markOf(bytes) ?? widthOf(bytes);
  if (charset === undefined && isUtf8(bytes)) return bytes.toString("utf8");
  const mixed = charset === undefined ? decodeMixed(bytes) : undefined;
  return mixed ?? decodeAs(bytes, charset ?? (wanted === "utf-8" ? undefined : wanted) ?? guess(bytes) ?? "windows-1252");
}

/** iconv-lite knows the 128 to 159 of windows-1252, which Node's own decoder has read as controls; Node knows what iconv-lite does not. */
function decodeAs(bytes: Buffer, charset: string): string {
  return iconv.encodingExists(charset) ? iconv.decode(bytes, charset) : new TextDecoder(charset).decode(bytes);
}

function guess(bytes: Buffer): string | undefined {
  const [best] = chardet.analyse(bytes.subarray(0, 65_536));
  return best === undefined || best.confidence < 20 ? undefined : charsetOf(best.name);
}
