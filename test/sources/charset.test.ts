import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import iconv from "iconv-lite";
import { describe, expect, it } from "vitest";
import { charsetOf, decodeText, isBinary } from "../../src/sources/charset.ts";
import { declaredCharset } from "../../src/sources/page/charset.ts";

const CZECH = "Premiér řekl, že vláda návrh příští týden projedná, a opozice žádá zvláštní schůzi.";
const RUSSIAN = "Премьер-министр заявил, что правительство рассмотрит предложение на следующей неделе, и оппозиция согласилась.";

describe("decodeText", () => {
  it("reads UTF-8 whatever is declared: valid UTF-8 by chance is not to be had", () => {
    expect(decodeText(Buffer.from(CZECH), "iso-8859-2")).toBe(CZECH);
  });

  it.each([
    ["utf-16le", "\uFEFF"],
    ["utf-16be", "\uFEFF"],
    ["utf-16le", ""],
  ])("reads %s with the mark %j", (charset, mark) => {
    const text = "The mayor said so.";
    expect(decodeText(iconv.encode(`${mark}${text}`, charset)).replace("\uFEFF", "")).toBe(text);
  });

  it("takes the declared charset where the bytes are not UTF-8", () => {
    expect(decodeText(iconv.encode(CZECH, "iso-8859-2"), "latin2")).toBe(CZECH);
    expect(decodeText(iconv.encode(RUSSIAN, "koi8-r"), "KOI8-R")).toBe(RUSSIAN);
  });

  it("guesses without a declaration", () => {
    expect(decodeText(iconv.encode(RUSSIAN.repeat(3), "windows-1251"))).toBe(RUSSIAN.repeat(3));
  });

  it("reads the quotes of windows-1252, which pages call latin1", () => {
    expect(decodeText(Buffer.from([0x93, 0x48, 0x69, 0x94, 0x20, 0x85]), "iso-8859-1")).toBe("“Hi” …");
  });

  it("reads what has no other way: Japanese in seven bits", () => {
    expect(decodeText(Buffer.from("\x1b$B$3$s\x1b(B", "latin1"), "iso-2022-jp")).toBe("こん");
  });

  it("does not stop at a label nobody knows", () => {
    expect(decodeText(Buffer.from([0xe9, 0x74, 0xe9]), "klingon")).toContain("t");
    expect(charsetOf("klingon")).toBeUndefined();
  });
});

describe("isBinary", () => {
  it.each([
    ["a picture", Buffer.from("\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x01", "latin1"), true],
    ["UTF-8 text", Buffer.from(CZECH), false],
    ["UTF-16 text", iconv.encode("Plain words, and more of them.", "utf-16le"), false],
    ["latin text", iconv.encode(CZECH, "windows-1250"), false],
  ])("%s: %s", (_, bytes, expected) => {
    expect(isBinary(bytes)).toBe(expected);
  });
});

const cases = join(import.meta.dirname, "../../../shared/data/ingest/html5lib-encoding/encoding");

describe("declaredCharset", () => {
  it("needs a whole tag", () => expect(declaredCharset(Buffer.from("<meta charset=euc-jp"))).toBeUndefined());
  it("reads the XML declaration", () =>
    expect(declaredCharset(Buffer.from('<?xml version="1.0" encoding="windows-1251"?><html>'))).toBe("windows-1251"));

  it.skipIf(!existsSync(cases))("agrees with html5lib's cases (skipped without ../shared)", () => {
    const wrong: string[] = [];
    let count = 0;
    for (const file of ["tests1.dat", "tests2.dat", "test-yahoo-jp.dat"]) {
      const text = readFileSync(join(cases, file)).toString("latin1");
      for (const one of text.split(/^#data\n/m).slice(1)) {
        const [data = "", label = ""] = one.split(/\n#encoding\n/);
        count++;
        // The byte order mark is decodeText's; here only what is declared counts.
        const expected = data.startsWith("ï»¿") ? undefined : charsetOf(label.split("\n")[0] ?? "");
        const got = declaredCharset(Buffer.from(data, "latin1"));
        if (expected !== undefined && (got ?? "windows-1252") !== expected) wrong.push(data);
      }
    }
    expect(count).toBe(82);
    expect(wrong).toEqual([]);
  });
});
