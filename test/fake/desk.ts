import type { Card } from "../../src/news/card.ts";
import type { Question } from "../../src/news/question.ts";
import type { Asker, Desk } from "../../src/ports.ts";
import { digest } from "./example-cards.ts";

export type TestDesk = Desk & { readonly asked: { question: Question; asker: Asker }[] };

/** A desk that gives one card, or what a function makes of the question, and writes down what it was asked; it completes these names. */
export function deskOf(answer: Card | ((question: Question) => Card | Promise<Card>) = digest, names: readonly string[] = []): TestDesk {
  const asked: { question: Question; asker: Asker }[] = [];
  return {
    asked,
    async answer(question, asker) {
      asked.push({ question, asker });
      return typeof answer === "function" ? answer(question) : answer;
    },
    form: async () => null,
    complete: async (words, limit) =>
      names
        .filter((name) => name.toLowerCase().startsWith(words.toLowerCase()))
        .slice(0, limit)
        .map((name) => ({ shown: name, typed: name, of: "person" })),
  };
}
