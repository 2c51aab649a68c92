import { finished } from 'node:stream/promises';
import { z } from 'zod';
import { mimeOf } from './mime.ts';
import { PageError } from './page-error.ts';
import { personOf, readQuery, sendJson, type PageExchange } from './page-http.ts';
import { createAlbums, postUpload, postVoice } from './person-actions.ts';
import { FileTooBig, receiveFile, type TemporaryFile } from './uploads.ts';

const maxBytes = 20 * 1024 ** 2;
/** Up to here a body that is too big is read to its end, so that the browser sees the answer. */
const maxDrainedBytes = 200 * 1024 ** 2;
const user = z.coerce.number().int();

const uploadQuery = z.strictObject({
  user,
  as: z.enum(['photo', 'document']),
  album: z.string().min(1).max(64).optional(),
  caption: z.string().max(4_096).default(''),
  name: z.string().min(1).max(255).default('file'),
});
const voiceQuery = z.strictObject({ user, duration: z.coerce.number().min(0).max(3_600) });

const tooBig = (): PageError => new PageError(413, 'A file has at most 20 MB.');

const refuseTooBig = async ({ request }: PageExchange): Promise<void> => {
  const declared = Number(request.headers['content-length'] ?? 0);
  if (declared <= maxBytes) return;
  if (declared <= maxDrainedBytes) await finished(request.resume());
  throw tooBig();
};

const receive = async (exchange: PageExchange, name: string): Promise<TemporaryFile> => {
  const { request, sandbox } = exchange;
  await refuseTooBig(exchange);
  const type = request.headers['content-type']?.split(';', 1)[0]?.trim().toLowerCase() ?? '';
  const isTelling = type !== '' && type !== 'application/octet-stream' && type.length < 100;
  const mime = isTelling ? type : mimeOf(name);
  const directory = sandbox.files.temporaryDirectory;
  try {
    const file = await receiveFile(request, { directory, maxBytes, name, mime });
    if (file.size > 0) return file;
    await file.discard();
    throw new PageError(400, 'This file is empty.');
  } catch (error) {
    throw error instanceof FileTooBig ? tooBig() : error;
  }
};

/** Bytes may arrive side by side; each person's messages still come in the order they were begun. */
const createLanes = () => {
  const lanes = new Map<number, Promise<unknown>>();
  return async <T, A>(
    key: number,
    arriving: Promise<A>,
    work: (arrived: A) => Promise<T>,
  ): Promise<T> => {
    // Its turn may come long after it failed; until then nobody else listens.
    arriving.catch(() => undefined);
    const before = lanes.get(key) ?? Promise.resolve();
    const mine = before.then(async () => work(await arriving));
    const settled = mine.catch(() => undefined);
    lanes.set(key, settled);
    void settled.then(() => lanes.get(key) === settled && lanes.delete(key));
    return mine;
  };
};

export const createUploadRoutes = () => {
  const inLane = createLanes();
  const groupOf = createAlbums();

  const serveUpload = async (exchange: PageExchange): Promise<void> => {
    const { user, as, album, caption, name } = readQuery(exchange, uploadQuery);
    const person = personOf(exchange, user);
    const mediaGroupId = album === undefined ? undefined : groupOf(user, album);
    const arriving = receive(exchange, name.replaceAll(/[/\\\p{Cc}]/gu, '_'));
    const id = await inLane(user, arriving, async (source) => {
      try {
        const upload = { source, as, caption, ...(mediaGroupId !== undefined && { mediaGroupId }) };
        return await postUpload(exchange.sandbox, person, upload);
      } finally {
        await source.discard();
      }
    });
    sendJson(exchange.response, 200, { id });
  };

  const serveVoice = async (exchange: PageExchange): Promise<void> => {
    const { user, duration } = readQuery(exchange, voiceQuery);
    const person = personOf(exchange, user);
    const arriving = receive(exchange, 'voice.ogg');
    const id = await inLane(user, arriving, async (source) => {
      return postVoice(exchange.sandbox, person, { source, duration: Math.round(duration) });
    });
    sendJson(exchange.response, 200, { id });
  };

  return { serveUpload, serveVoice };
};
