import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { createFalClient, type FalClient } from '@fal-ai/client';
import sharp from 'sharp';
import { ZipFile } from 'yazl';
import { startFalSandbox, type FalSandbox, type FalSandboxOptions } from './index.ts';
import type { PictureOrder } from './picture.ts';

/** For the sandbox's own tests. */
export const apiKey = 'sandbox-key-id:sandbox-key-secret';

const fastTimings = {
  queueMs: 40,
  trainingMs: 120,
  generationMs: 40,
  cancelMs: 20,
  webhookBackoffMs: 20,
  webhookMaxBackoffMs: 80,
  webhookAttempts: 6,
  webhookFirstTimeoutMs: 500,
};

export const temporaryFolder = async () => {
  const path = await mkdtemp(join(tmpdir(), 'fal-sandbox-'));
  return { path, remove: () => rm(path, { recursive: true, force: true }) };
};

export const startSandbox = (
  dataDir: string,
  options: Partial<FalSandboxOptions> = {},
): Promise<FalSandbox> =>
  startFalSandbox({
    dataDir,
    apiKey,
    userId: 'user-of-ours',
    ...options,
    timings: { ...fastTimings, ...options.timings },
  });

/** The real client; only the hosts it calls are changed. */
export const clientOf = (sandbox: FalSandbox, credentials = apiKey): FalClient =>
  createFalClient({
    credentials,
    requestMiddleware: async (request) => ({
      ...request,
      url: request.url.replace(/^https:\/\/(?:queue\.fal\.run|rest\.fal\.ai)/, sandbox.origin),
    }),
  });

export const photo = (hue: number, side = 640): Promise<Buffer> =>
  sharp({
    create: {
      width: side,
      height: side,
      channels: 3,
      background: { r: (hue * 53) % 256, g: (hue * 97) % 256, b: (hue * 29) % 256 },
    },
  })
    .jpeg()
    .toBuffer();

export const pictureOrder = async (changes: Partial<PictureOrder> = {}): Promise<PictureOrder> => ({
  size: { width: 512, height: 512 },
  format: 'png',
  prompt: 'AISHA in a forest',
  seed: 7,
  endpoint: 'fal-ai/flux-lora',
  photos: await Promise.all([1, 2, 3].map((hue) => photo(hue))),
  ...changes,
});

export const zipOf = async (files: Readonly<Record<string, Buffer>>): Promise<File> => {
  const zip = new ZipFile();
  for (const [name, content] of Object.entries(files))
    zip.addBuffer(content, name, { compress: false });
  zip.end();
  return new File([new Uint8Array(await buffer(zip.outputStream))], 'photos.zip', {
    type: 'application/zip',
  });
};

export const photosZip = async (count: number): Promise<File> => {
  const photos = await Promise.all(Array.from({ length: count }, (_, index) => photo(index + 1)));
  return zipOf(Object.fromEntries(photos.map((bytes, index) => [`${index}.jpg`, bytes])));
};

/** Polls until `look` gives something; fails after `withinMs`. */
export const eventually = async <T>(
  look: () => T | undefined | Promise<T | undefined>,
  withinMs = 10_000,
): Promise<T> => {
  const deadline = Date.now() + withinMs;
  for (;;) {
    const seen = await look();
    if (seen !== undefined) return seen;
    if (Date.now() > deadline) throw new Error('It did not happen in time');
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
};

export const completed = (fal: FalClient, endpoint: string, requestId: string) =>
  eventually(async () => {
    const status = await fal.queue.status(endpoint, { requestId, logs: true });
    return status.status === 'COMPLETED' ? status : undefined;
  });

/** A portrait LoRA's URL. */
export const trainedLora = async (fal: FalClient): Promise<string> => {
  const endpoint = 'fal-ai/flux-lora-portrait-trainer';
  const { request_id: requestId } = await fal.queue.submit(endpoint, {
    input: { images_data_url: await photosZip(10), trigger_phrase: 'AISHA', steps: 1_000 },
  });
  await completed(fal, endpoint, requestId);
  const { data } = await fal.queue.result(endpoint, { requestId });
  return data.diffusers_lora_file.url;
};

export interface ReceivedWebhook {
  readonly path: string | undefined;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/** A webhook receiver that answers with each status in turn and 200 from then on. */
export const startReceiver = async (...statuses: number[]) => {
  const received: ReceivedWebhook[] = [];
  const server = createServer((request, response) => {
    void buffer(request).then((body) => {
      received.push({ path: request.url, headers: request.headers, body });
      response.writeHead(statuses.shift() ?? 200, { location: '/elsewhere' }).end();
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = address !== null && typeof address === 'object' ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}/hook?intent=7`,
    received,
    close: () => new Promise<void>((resolve) => server.close(() => resolve())),
  };
};
