import type { BlobKey, UserId } from '../shared/ids.ts';
import { utf8 } from '../shared/utf8.ts';
import type { PersonalFile } from '../domain/account/exported-file.ts';
import { personalTables, type PersonalTable } from '../ports/accounts.ts';
import type { Ports } from '../ports/ports.ts';

type Needs = Pick<Ports, 'unitOfWork'>;

/** Rows in one file: few enough to be held in memory whatever they hold. */
const rowsInFile = 500;
const filesAtOnce = 500;

export type RowsFile = { readonly name: string; readonly content: Uint8Array };

/** Everything that is stored about a person as JSON files, table by table, one at a time. */
export async function* rowFiles({ unitOfWork }: Needs, userId: UserId): AsyncGenerator<RowsFile> {
  for (const table of personalTables) yield* filesOfTable({ unitOfWork }, userId, table);
}

async function* filesOfTable(
  { unitOfWork }: Needs,
  userId: UserId,
  table: PersonalTable,
): AsyncGenerator<RowsFile> {
  let after: string | undefined;
  for (let number = 1; ; number += 1) {
    const page = { limit: rowsInFile, after };
    const rows = await unitOfWork.read(({ accounts }) => accounts.listRows(userId, table, page));
    if (rows.length === 0) return;
    yield fileOf(
      table,
      number,
      rows.map(({ row }) => row),
    );
    if (rows.length < rowsInFile) return;
    after = rows.at(-1)?.id;
  }
}

/** Rows that are at hand, as the same kind of files. */
export function* rowFilesOf(name: string, rows: readonly unknown[]): Generator<RowsFile> {
  for (let at = 0; at < rows.length; at += rowsInFile) {
    yield fileOf(name, at / rowsInFile + 1, rows.slice(at, at + rowsInFile));
  }
}

const fileOf = (name: string, number: number, rows: readonly unknown[]): RowsFile => ({
  name: `data/${name}-${number}.json`,
  content: utf8(JSON.stringify(rows, undefined, 1)),
});

/** A person's photos and pictures, a page in memory at a time. */
export async function* personalFiles(
  { unitOfWork }: Needs,
  userId: UserId,
): AsyncGenerator<PersonalFile> {
  let after: BlobKey | undefined;
  for (;;) {
    const page = { limit: filesAtOnce, after };
    const files = await unitOfWork.read(({ accounts }) => accounts.listFiles(userId, page));
    yield* files;
    if (files.length < filesAtOnce) return;
    after = files.at(-1)?.key;
  }
}
