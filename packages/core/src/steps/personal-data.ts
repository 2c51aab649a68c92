import type { BlobKey, UserId } from '../shared/ids.ts';
import { utf8 } from '../shared/utf8.ts';
import { personalTables, type PersonalFile, type PersonalTable } from '../ports/accounts.ts';
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
    const json = JSON.stringify(
      rows.map(({ row }) => row),
      undefined,
      1,
    );
    yield { name: `data/${table}-${number}.json`, content: utf8(json) };
    if (rows.length < rowsInFile) return;
    after = rows.at(-1)?.id;
  }
}

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
