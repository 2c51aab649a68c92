import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { z } from 'zod';
import type { FileLibrary, FileRecord } from './files.ts';
import { PageError } from './page-error.ts';
import { personOf, readQuery, type PageExchange } from './page-http.ts';

const query = z.object({ user: z.coerce.number().int(), thumb: z.string().optional() });

const thumbnailSide = 320;
/** What a browser may show in place; anything else is only downloaded. */
const shown = new Set([
  'image/jpeg',
  'image/png',
  'image/webp',
  'image/gif',
  'audio/ogg',
  'video/mp4',
]);

const smallVariant = (files: FileLibrary, file: FileRecord): FileRecord => {
  const sizes = (file.sizeIds ?? []).flatMap((id) => files.find(id) ?? []);
  const small = sizes.find(({ width = 0, height = 0 }) => Math.max(width, height) >= thumbnailSide);
  return small ?? files.find(file.thumbnailId ?? '') ?? file;
};

const headersOf = (file: FileRecord): Record<string, string | number> => {
  const mime = file.mime ?? 'application/octet-stream';
  const isShown = shown.has(mime);
  const name = encodeURIComponent(file.name ?? 'file');
  return {
    'content-type': isShown ? mime : 'application/octet-stream',
    'content-length': file.size,
    'content-disposition': isShown ? 'inline' : `attachment; filename*=UTF-8''${name}`,
    'cache-control': 'private, max-age=31536000, immutable',
    'content-security-policy': "default-src 'none'; sandbox",
    'x-content-type-options': 'nosniff',
  };
};

/** A file of the person's own chat; `thumb=1` gives the small one. */
export const servePageFile = async (exchange: PageExchange, fileId: string): Promise<void> => {
  const { user, thumb } = readQuery(exchange, query);
  const { files } = exchange.sandbox;
  const person = personOf(exchange, user);
  const file = files.find(fileId);
  if (file?.chatIds.includes(person.id) !== true)
    throw new PageError(404, 'There is no such file.');
  const served = thumb === '1' ? smallVariant(files, file) : file;
  exchange.response.writeHead(200, headersOf(served));
  await pipeline(createReadStream(files.bytesPath(served)), exchange.response);
};
