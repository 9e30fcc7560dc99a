import { describe, expect, test } from "vitest";
import { marked } from "../../../src/news/quotes/01-marks.ts";

const inside = (text: string) => marked(text).map((m) => text.slice(m.inner.start, m.inner.end));

describe("what stands between marks", () => {
  const table: readonly (readonly [why: string, text: string, found: readonly string[]])[] = [
    ["straight", 'He said "yes" twice.', ["yes"]],
    ["curly", "“No,” she said. “Not today.”", ["No,", "Not today."]],
    ["opened curly, closed straight", '“No," she said.', ["No,"]],
    ["closed with a second opening mark", "an “expedited review“ of the pipes", ["expedited review"]],
    ["two apostrophes", "''Go,'' he said. ''Now.''", ["Go,", "Now."]],
    ["the marks of TeX", "``Go,'' he said.", ["Go,"]],
    ["single marks inside double ones stay inside", "“He said ‘go’ to me,” she said.", ["He said ‘go’ to me,"]],
    ["curly marks inside straight ones stay inside", '"He said “go” to me," she said.', ["He said “go” to me,"]],
    ["German", "„Das ist gut“, sagte er.", ["Das ist gut"]],
    ["French, with its spaces", "« Nous partirons », dit-il.", ["Nous partirons"]],
    ["Japanese", "「行きます」と言った。", ["行きます"]],
    ["inches are none", 'a 55" screen and 6\'2" tall', []],
    ["values of attributes are none", '<a href="https://example.org">here</a>', []],
    ["single marks count where no double ones are", "‘We stay,’ said Ann. ‘It is home.’", ["We stay,", "It is home."]],
    ["apostrophes are none", "The Smiths' dog didn't bark in the '90s.", []],
    ["a space on the wrong side", 'Wilkins said," They came." Then', ["They came."]],
    ["a ruler of marks is none", '""""""""""\n"Yes," she said.\n\'\'\'\'\'\'\'\'\'\'', ["Yes,"]],
    [
      "British order: the single marks are the quote",
      "‘She said “never” to me and meant it,’ he said.",
      ["She said “never” to me and meant it,"],
    ],
    [
      "American order: the double marks are the quote",
      "“She said ‘never’ to me,” he said. The Smiths’ dog, it’s said, ‘barks,’ too.",
      ["She said ‘never’ to me,"],
    ],
    ["a stray closing mark", 'It was over." Then he left.', []],
  ];
  test.each(table)("%s", (_, text, found) => {
    expect(inside(text)).toEqual(found);
  });

  test("a paragraph left open goes on where the next one opens with a mark", () => {
    const text = '"We failed.\n\n"It ends now," she said.';
    expect(marked(text).map((m) => [m.closed, m.continues])).toEqual([
      [false, true],
      [true, false],
    ]);
  });

  test("a paragraph left open ends with itself where the next one does not", () => {
    expect(inside('He said "we failed.\n\nThen he left.')).toEqual(["we failed."]);
  });
});
