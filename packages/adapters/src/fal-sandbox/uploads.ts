import { createHash, randomBytes } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { z } from 'zod';
import { bounded, TooLarge } from './bounded-stream.ts';
import { limits } from './options.ts';
import { safeName, type FileStore } from './storage.ts';

/** The body of `initiate` and `initiate-multipart`. */
export const initiateSchema = z.object({
  content_type: z.string().min(1).max(200),
  file_name: z.string().min(1).max(1_000),
});
export const completeSchema = z.object({
  parts: z
    .array(z.object({ partNumber: z.int().min(1).max(limits.parts), etag: z.string().max(100) }))
    .min(1)
    .max(limits.parts),
});

interface OpenUpload {
  readonly id: string;
  readonly name: string;
  readonly contentType: string;
  /** Etag by part number; empty for a single PUT. */
  readonly parts: Map<number, string>;
}

export type UploadAnswer = 'done' | 'unknown' | 'too-large' | 'wrong-parts';

export interface Uploads {
  readonly initiate: (
    request: z.infer<typeof initiateSchema>,
  ) => Promise<{ token: string; path: string }>;
  readonly put: (token: string, content: AsyncIterable<Buffer>) => Promise<UploadAnswer>;
  readonly putPart: (
    token: string,
    part: number,
    content: AsyncIterable<Buffer>,
  ) => Promise<{ etag: string } | Exclude<UploadAnswer, 'done'>>;
  readonly complete: (
    token: string,
    parts: z.infer<typeof completeSchema>['parts'],
  ) => Promise<UploadAnswer>;
}

async function* concatenated(paths: readonly string[]): AsyncGenerator<Buffer> {
  for (const path of paths) yield* createReadStream(path);
}

const tooLarge = (error: unknown): 'too-large' => {
  if (error instanceof TooLarge) return 'too-large';
  throw error;
};

const writePart = async (path: string, content: AsyncIterable<Buffer>) => {
  const hash = createHash('md5');
  const through = bounded(limits.partBytes, (chunk) => hash.update(chunk));
  await pipeline(Readable.from(content), through, createWriteStream(path));
  return { etag: hash.digest('hex') };
};

/** fal's two ways to upload. The upload URL is its own permission: a PUT carries no key. */
export const openUploads = async (dataDir: string, files: FileStore): Promise<Uploads> => {
  const open = new Map<string, OpenUpload>();
  const folderOf = (token: string) => join(dataDir, 'parts', token);
  const partPath = (token: string, part: number) => join(folderOf(token), String(part));
  // Uploads that the last process left open can no longer be completed.
  await rm(join(dataDir, 'parts'), { recursive: true, force: true });

  const forget = async (token: string): Promise<void> => {
    open.delete(token);
    await rm(folderOf(token), { recursive: true, force: true });
  };

  const store = async (token: string, upload: OpenUpload, content: AsyncIterable<Buffer>) => {
    const put = files.put({ ...upload, maxBytes: limits.uploadBytes }, content);
    const answer = await put.then(() => 'done' as const, tooLarge);
    if (answer === 'done') await forget(token);
    return answer;
  };

  return {
    initiate: async ({ content_type: contentType, file_name: fileName }) => {
      const token = randomBytes(16).toString('hex');
      const { id, path } = files.newFile(fileName);
      open.set(token, { id, name: safeName(fileName), contentType, parts: new Map() });
      const [oldest] = open.keys();
      if (open.size > limits.openUploads && oldest !== undefined) await forget(oldest);
      return { token, path };
    },
    put: async (token, content) => {
      const upload = open.get(token);
      return upload ? store(token, upload, content) : 'unknown';
    },
    putPart: async (token, part, content) => {
      const upload = open.get(token);
      if (!upload) return 'unknown';
      if (part < 1 || part > limits.parts) return 'wrong-parts';
      await mkdir(folderOf(token), { recursive: true });
      const answer = await writePart(partPath(token, part), content).catch(tooLarge);
      if (answer !== 'too-large') upload.parts.set(part, answer.etag);
      return answer;
    },
    complete: async (token, parts) => {
      const upload = open.get(token);
      if (!upload) return 'unknown';
      if (parts.some(({ partNumber, etag }) => upload.parts.get(partNumber) !== etag))
        return 'wrong-parts';
      const inOrder = parts.toSorted((a, b) => a.partNumber - b.partNumber);
      const paths = inOrder.map(({ partNumber }) => partPath(token, partNumber));
      return store(token, upload, concatenated(paths));
    },
  };
};
