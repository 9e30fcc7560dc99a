/** What both engines take and give. Times are ISO text, booleans 0 and 1, lists and spans JSON text. */
export type Value = string | number | null;
export type Row = Readonly<Record<string, Value>>;
/** In a group: what the first statement returned in this column. */
export type Returned = { readonly returned: string };
export type Statement = { readonly sql: string; readonly args: readonly (Value | Returned)[] };

/**
 * Statements that belong together. The first decides: where it gives no row, the rest of the group is left out. That is how
 * "only if the slot was mine" is said without a transaction that calls back into the program while others share the connection.
 */
export type Group = readonly [Statement, ...Statement[]];

/** What really differs between the engines; everything else is written once, with `?` for a value. */
export type Dialect = {
  readonly name: "sqlite" | "postgres";
  /** The type of a text that is compared and sorted by its bytes. */
  readonly text: string;
  /** The type of a key that counts up by itself. */
  readonly serial: string;
  /** Passes over rows that another worker is taking at this moment. */
  readonly skipLocked: string;
  /** Gives a row where there is a table of migrations. */
  readonly hasMigrations: string;
  /** Taken in each transaction that changes the schema; null where a writer is alone anyway. */
  readonly schemaLock: string | null;
  /** First statement of a transaction that counts names anew: nobody stores a story meanwhile. Null where a writer is alone anyway. */
  readonly namesLock: string | null;
  /** After rows with keys of their own came in: the next key that counts up by itself is higher. Null where that is always so. */
  readonly nextKey: string | null;
  /** A FROM item with one column `value`: the strings of a JSON list. */
  each(list: string): string;
  /** After `articles`, where the story of a number is asked for and nothing else: read from an index and not from rows with whole texts. */
  readonly listed: string;
  /** The index over words: its own statements in the schema, how words come in, and the numbers of the articles that hold them all. */
  readonly words: {
    readonly schema: readonly string[];
    /** Puts the words of what is stored from now on aside, so that the rows that hold them are short. */
    readonly apart: readonly string[];
    /** The column with the article's number. */
    readonly key: string;
    /** Values: the article's number, and its words with spaces between. */
    readonly insert: string;
    /** A condition on `article_words`; its one value is `query(words)`. */
    readonly match: string;
    query(words: readonly string[]): string;
    /** The numbers that `matching` gives, all of them before anything else is looked at. */
    all(matching: string): string;
    /**
     * Words in at most so many articles are looked up so, and a person's quotes sought in those, or the latest of them. With more it is
     * quicker to go through the quotes, or through the articles, and to look whether the words are in it.
     */
    readonly few: { readonly ofPerson: number; readonly latest: number };
    /** A person's quotes are sought first in so many of the articles with the words, the last that were stored; 0: not so. */
    readonly newest: number;
  };
};

/** Reads that all see one moment of the store, however long they take. */
export type Snapshot = { all(sql: string, args: readonly Value[]): Promise<Row[]>; close(): Promise<void> };

/** One engine. Every failure is a PullquoteError `store` that says what to do. */
export type Driver = {
  readonly dialect: Dialect;
  /** Where the data is, in words that hold no secret. */
  readonly place: string;
  all(sql: string, args: readonly Value[]): Promise<Row[]>;
  /** All or nothing. Gives the rows of each group's first statement. */
  batch(groups: readonly Group[]): Promise<Row[][]>;
  snapshot(): Promise<Snapshot>;
  /** Gives room back to the disk and overwrites what was deleted. */
  compact(): Promise<void>;
  close(): Promise<void>;
};

export const statement = (sql: string, ...args: Statement["args"]): Statement => ({ sql, args });

/** The values of a statement in a group whose first one gave `row`. */
export function valuesOf({ args }: Statement, row: Row = {}): Value[] {
  return args.map((arg) => (typeof arg === "object" && arg !== null ? (row[arg.returned] ?? null) : arg));
}

/** So many rows go into one statement; powers of two below it keep the number of different statements small, and each is prepared once. */
const MOST_ROWS = 64;

export const insert = (table: string, columns: readonly string[], row: Statement["args"], ending = ""): Statement => ({
  sql: insertion(table, columns, 1, ending),
  args: row,
});

/** Statements that insert rows of values, with `ending` after them (`on conflict …`). None for no rows. */
export function inserts(table: string, columns: readonly string[], rows: readonly Statement["args"][], ending = ""): Statement[] {
  const made: Statement[] = [];
  for (let at = 0; at < rows.length; ) {
    const size = Math.min(MOST_ROWS, 2 ** Math.floor(Math.log2(rows.length - at)));
    made.push({ sql: insertion(table, columns, size, ending), args: rows.slice(at, at + size).flat() });
    at += size;
  }
  return made;
}

function insertion(table: string, columns: readonly string[], rows: number, ending: string): string {
  const row = `(${columns.map(() => "?").join(", ")})`;
  return `insert into ${table} (${columns.join(", ")}) values ${Array(rows).fill(row).join(", ")} ${ending}`.trimEnd();
}

/** Filled up to a power of two with the last one, so that the number of different statements stays small. */
export function filledUp<T>(values: readonly T[]): readonly T[] {
  const size = 2 ** Math.ceil(Math.log2(values.length));
  return [...values, ...values.slice(-1).flatMap((last) => Array<T>(size - values.length).fill(last))];
}

/** `(?, ?, …)` and its values for `in`. Never of an empty list. */
export function listOf(values: readonly Value[]): { readonly sql: string; readonly args: readonly Value[] } {
  const args = filledUp(values);
  return { sql: `(${args.map(() => "?").join(", ")})`, args };
}

/** Slices of at most `size`. */
export function slices<T>(list: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(list.length / size) }, (_, i) => list.slice(i * size, (i + 1) * size));
}
