import { decodeQuestion, encodeQuestion } from "../../src/news/question.ts";
import type { Codes } from "../../src/ports/chat.ts";

/** Codes as they are without a seal, for tests that are not about it. */
export const unsealed: Codes = { of: encodeQuestion, read: (code) => decodeQuestion(code.replace(/~\d*$/, "")) };
