import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

/** Rows of one kind, held in memory and written to the journal at every change. */
export interface Table<T> {
  get: (key: string | number) => T | undefined;
  set: (key: string | number, value: T) => void;
  delete: (key: string | number) => boolean;
  /** In the order of first insertion. */
  values: () => T[];
  readonly size: number;
}

export interface Journal {
  table: <T>(kind: string) => Table<T>;
  close: () => void;
}

const lineSchema = z.tuple([z.string(), z.string(), z.unknown().optional()]);

/** A line cut by a crash is left out: what it said was never answered. */
const parseLine = (line: string): z.output<typeof lineSchema> | undefined => {
  try {
    return lineSchema.safeParse(JSON.parse(line)).data;
  } catch {
    return undefined;
  }
};

type Rows = Map<string, Map<string, unknown>>;

const rowsOf = (rows: Rows, kind: string): Map<string, unknown> => {
  const known = rows.get(kind) ?? new Map<string, unknown>();
  rows.set(kind, known);
  return known;
};

const readRows = (path: string): Rows => {
  const rows: Rows = new Map();
  if (!existsSync(path)) return rows;
  for (const line of readFileSync(path, 'utf8').split('\n')) {
    const entry = parseLine(line);
    if (entry === undefined) continue;
    const [kind, key, value] = entry;
    if (value === undefined) rowsOf(rows, kind).delete(key);
    else rowsOf(rows, kind).set(key, value);
  }
  return rows;
};

const writeRows = (path: string, rows: Rows): number => {
  const lines = [...rows].flatMap(([kind, entries]) =>
    [...entries].map(([key, value]) => JSON.stringify([kind, key, value])),
  );
  const draft = `${path}.tmp`;
  const file = openSync(draft, 'w');
  writeFileSync(file, lines.map((line) => `${line}\n`).join(''));
  fsyncSync(file);
  closeSync(file);
  renameSync(draft, path);
  return lines.length;
};

/** The journal's file: grows line by line and is rewritten when most of it is dead. */
const openLog = (path: string, rows: Rows) => {
  const countLiving = (): number => [...rows.values()].reduce((sum, { size }) => sum + size, 0);
  let lines = writeRows(path, rows);
  let file = openSync(path, 'a');
  let torn = false;
  let closed = false;
  return {
    append: (entry: unknown[]): void => {
      if (closed) throw new Error('The journal is closed');
      const start = torn ? '\n' : '';
      torn = true;
      writeSync(file, `${start}${JSON.stringify(entry)}\n`);
      torn = false;
      lines += 1;
    },
    compactWhenStale: (): void => {
      if (lines <= countLiving() * 4 + 5_000) return;
      lines = writeRows(path, rows);
      closeSync(file);
      file = openSync(path, 'a');
    },
    close: (): void => {
      closed = true;
      closeSync(file);
    },
  };
};

/**
 * An append-only log of `[kind, key, value?]` lines in `directory/journal.jsonl`, rewritten
 * without its dead lines when it opens and whenever they outnumber the living ones fourfold.
 */
export const openJournal = (directory: string): Journal => {
  mkdirSync(directory, { recursive: true });
  const path = join(directory, 'journal.jsonl');
  const rows = readRows(path);
  const log = openLog(path, rows);
  return {
    close: log.close,
    table: <T>(kind: string): Table<T> => {
      const entries = rowsOf(rows, kind) as Map<string, T>;
      return {
        get: (key) => entries.get(String(key)),
        set: (key, value) => {
          log.append([kind, String(key), value]);
          entries.set(String(key), value);
          log.compactWhenStale();
        },
        delete: (key) => {
          if (!entries.has(String(key))) return false;
          log.append([kind, String(key)]);
          return entries.delete(String(key));
        },
        values: () => [...entries.values()],
        get size() {
          return entries.size;
        },
      };
    },
  };
};
