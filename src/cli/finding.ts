/** `doubtful` works as it is and may not be meant so; `wrong` will not work. */
export type Finding = {
  readonly check: string;
  readonly state: "fine" | "doubtful" | "wrong";
  readonly says: string;
  /** What to do; the last sentence of an error says it where this is absent. */
  readonly remedy?: string;
};

export const fine = (check: string, says: string): Finding => ({ check, state: "fine", says });
export const doubtful = (check: string, says: string, remedy?: string): Finding => ({
  check,
  state: "doubtful",
  says,
  ...(remedy ? { remedy } : {}),
});
export const wrong = (check: string, says: string, remedy?: string): Finding => ({
  check,
  state: "wrong",
  says,
  ...(remedy ? { remedy } : {}),
});
export const many = (count: number, one: string, several = `${one}s`) => `${count} ${count === 1 ? one : several}`;
export const why = (cause: unknown) => (cause instanceof Error ? cause.message : String(cause));
