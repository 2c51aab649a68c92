import { Busboy, type BusboyFileStream } from '@fastify/busboy';
import type { IncomingMessage } from 'node:http';
import { pipeline } from 'node:stream/promises';
import { badRequest, BotApiError } from './errors.ts';
import { FileTooBig, receiveFile, type TemporaryFile } from './uploads.ts';

export interface CallBody {
  parameters: Record<string, unknown>;
  /** By the name of their part. */
  files: Map<string, TemporaryFile>;
  discard: () => Promise<void>;
}

export class BodyTooLarge extends Error {
  constructor() {
    super('The body is too large');
    this.name = 'BodyTooLarge';
  }
}

/** Telegram takes 50 MB from a bot. */
const maxUploadBytes = 50 * 1024 ** 2;
const maxFields = 100;
const maxFiles = 24;

/** The whole body in memory. Throws BodyTooLarge past `maxBytes`. */
export const readBytes = async (request: IncomingMessage, maxBytes: number): Promise<Buffer> => {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > maxBytes) throw new BodyTooLarge();
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
};

const tooLarge = (): BotApiError => new BotApiError(413, 'Request Entity Too Large');

const withoutFiles = (parameters: Record<string, unknown>): CallBody => ({
  parameters,
  files: new Map(),
  discard: async () => undefined,
});

const parseJson = (text: string): Record<string, unknown> => {
  try {
    const value: unknown = text === '' ? {} : JSON.parse(text);
    if (typeof value === 'object' && value !== null && !Array.isArray(value))
      return value as Record<string, unknown>;
  } catch {
    // Falls through to the same answer as for JSON of another shape.
  }
  throw badRequest("can't parse JSON object");
};

const readText = async (request: IncomingMessage): Promise<string> => {
  try {
    return (await readBytes(request, 4_000_000)).toString('utf8');
  } catch (error) {
    throw error instanceof BodyTooLarge ? tooLarge() : error;
  }
};

const readMultipart = async (
  request: IncomingMessage,
  contentType: string,
  directory: string,
): Promise<CallBody> => {
  const parameters: Record<string, unknown> = {};
  const files = new Map<string, TemporaryFile>();
  const arrivals: Promise<void>[] = [];
  const discard = async (): Promise<void> => {
    await Promise.allSettled(arrivals);
    await Promise.all([...files.values()].map(async (file) => file.discard()));
  };
  const parser = new Busboy({
    headers: { ...request.headers, 'content-type': contentType },
    limits: { fields: maxFields, files: maxFiles, fieldSize: 1_000_000, headerPairs: 50 },
  });
  const receive = async (field: string, part: BusboyFileStream, name: string): Promise<void> => {
    const options = { directory, maxBytes: maxUploadBytes, name };
    files.set(field, await receiveFile(part, options));
  };
  parser.on('field', (field, value) => {
    parameters[field] = value;
  });
  parser.on('file', (field, part, name) => {
    const arrival = receive(field, part, name);
    arrival.catch((error: unknown) => parser.destroy(error as Error));
    arrivals.push(arrival);
  });
  try {
    await pipeline(request, parser);
    await Promise.all(arrivals);
  } catch (error) {
    await discard();
    const cause = (await Promise.allSettled(arrivals)).find(({ status }) => status === 'rejected');
    const isTooBig = error instanceof FileTooBig || cause !== undefined;
    throw isTooBig ? tooLarge() : badRequest("can't parse multipart/form-data");
  }
  for (const field of files.keys()) parameters[field] ??= `attach://${field}`;
  return { parameters, files, discard };
};

/** Parameters from the query, JSON, a form or multipart, as the Bot API takes them. */
export const readCallBody = async (
  request: IncomingMessage,
  query: URLSearchParams,
  directory: string,
): Promise<CallBody> => {
  const fromQuery = Object.fromEntries(query);
  const contentType = request.headers['content-type'] ?? '';
  const type = contentType.split(';', 1)[0]?.trim().toLowerCase();
  if (type === 'multipart/form-data') {
    const body = await readMultipart(request, contentType, directory);
    return { ...body, parameters: { ...fromQuery, ...body.parameters } };
  }
  const text = await readText(request);
  if (type === 'application/json') return withoutFiles({ ...fromQuery, ...parseJson(text) });
  if (type === 'application/x-www-form-urlencoded')
    return withoutFiles({ ...fromQuery, ...Object.fromEntries(new URLSearchParams(text)) });
  return withoutFiles(fromQuery);
};
