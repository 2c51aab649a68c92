import type { IncomingMessage } from 'node:http';
import { badRequest, OpenaiApiError } from './errors.ts';

/** OpenAI takes 25 MB of sound, and a data URL is a third longer than its picture. */
const maxBodyBytes = 50 * 1024 * 1024;

const readBytes = async (request: IncomingMessage): Promise<Buffer> => {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of request as AsyncIterable<Buffer>) {
    size += part.length;
    if (size > maxBodyBytes) throw new OpenaiApiError(413, 'The request is too large.');
    parts.push(part);
  }
  return Buffer.concat(parts);
};

const parseJson = (bytes: Buffer): unknown => {
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch {
    throw badRequest('We could not parse the JSON body of your request.');
  }
};

const parseForm = async (bytes: Buffer, type: string): Promise<unknown> => {
  try {
    const form = await new Response(new Uint8Array(bytes), {
      headers: { 'content-type': type },
    }).formData();
    return Object.fromEntries(form);
  } catch {
    throw badRequest('We could not parse the multipart form of your request.');
  }
};

/** A JSON body, or a form as an object whose files are `File`s. */
export const readBody = async (request: IncomingMessage): Promise<unknown> => {
  const type = request.headers['content-type'] ?? '';
  const bytes = await readBytes(request);
  return type.startsWith('multipart/form-data') ? parseForm(bytes, type) : parseJson(bytes);
};
