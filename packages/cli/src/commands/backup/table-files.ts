import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';

const fileOf = (folder: string, table: string): string =>
  join(folder, 'tables', `${table.replaceAll('"', '')}.ndjson.gz`);

/** Keeps the rows of one table, compressed. */
export const keepTable = async (
  folder: string,
  table: string,
  lines: AsyncIterable<string>,
): Promise<void> => {
  await mkdir(join(folder, 'tables'), { recursive: true, mode: 0o700 });
  const file = createWriteStream(fileOf(folder, table), { flags: 'wx', mode: 0o600 });
  await pipeline(Readable.from(lines), createGzip(), file);
};

/** Its rows again, each with its end. */
export async function* linesOfTable(folder: string, table: string): AsyncGenerator<string> {
  const file = createReadStream(fileOf(folder, table));
  const plain = createGunzip();
  // `pipe` says nothing of a file that cannot be read.
  file.on('error', (error) => plain.destroy(error));
  for await (const line of createInterface({ input: file.pipe(plain), crlfDelay: Infinity })) {
    yield `${line}\n`;
  }
}

/** Lines that tell how many went by, those of the tables before among them. */
export const counted = (tell: (lines: number) => void) => {
  let count = 0;
  return async function* (lines: AsyncIterable<string>): AsyncGenerator<string> {
    for await (const line of lines) {
      tell((count += 1));
      yield line;
    }
  };
};
