import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type IncomingMessage } from 'node:http';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer, json } from 'node:stream/consumers';
import { startFalSandbox } from '@aisha/adapters/fal-sandbox';
import { photograph } from '../../support/photographs.ts';
import { photosNeeded } from '../stage/outside.ts';

/** How a process finds what is outside. Crosses to it as JSON. */
export type OutsideAddress = {
  /** The channel and the way that webhooks come. */
  readonly origin: string;
  readonly photos: string;
  readonly fal: {
    readonly origin: string;
    readonly jwksUrl: string;
    readonly apiKey: string;
    readonly userId: string;
  };
};

export type Told = { readonly userId: string; readonly notification: unknown };
export type StoredWebhook = {
  readonly number: number;
  readonly requestId: string;
  readonly query: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
};

const apiKey = 'sandbox-key-of-the-kill-tests';
const userId = 'sandbox-user';

/**
 * The fal sandbox, and over HTTP a memory of what people were told and of the webhooks that nobody
 * has taken yet: whoever is killed, these go on.
 */
export const startOutside = async () => {
  const directory = await mkdtemp(join(tmpdir(), 'aisha-kills-'));
  const photos = join(directory, 'photos');
  await mkdir(photos);
  for (let number = 1; number <= photosNeeded + 1; number += 1) {
    const photo = await photograph(number, { width: 520, height: 640 });
    await writeFile(join(photos, `${number}.jpg`), photo);
  }
  const sandbox = await startFalSandbox({
    dataDir: join(directory, 'fal'),
    apiKey,
    userId,
    timings: { queueMs: 0, trainingMs: 0, generationMs: 0 },
  });
  const memory = await serveMemory();
  const { origin, jwksUrl } = sandbox;
  const address: OutsideAddress = {
    origin: memory.origin,
    photos,
    fal: { origin, jwksUrl, apiKey, userId },
  };
  return {
    address,
    stop: async () => {
      await sandbox.stop();
      await memory.stop();
      await rm(directory, { recursive: true });
    },
  };
};

export type OutsideServer = Awaited<ReturnType<typeof startOutside>>;

const serveMemory = async () => {
  const told: Told[] = [];
  const webhooks = new Map<number, StoredWebhook>();
  const heard: string[] = [];
  let received = 0;

  const answer = async (request: IncomingMessage, url: URL): Promise<unknown> => {
    switch (url.pathname) {
      case '/webhook': {
        received += 1;
        const requestId = String(request.headers['x-fal-webhook-request-id']);
        const body = (await buffer(request)).toString('base64');
        const { headers } = request;
        webhooks.set(received, {
          number: received,
          requestId,
          query: url.search.slice(1),
          headers,
          body,
        });
        return undefined;
      }
      case '/webhooks':
        return [...webhooks.values()];
      case '/taken': {
        const { number, requestId } = (await json(request)) as StoredWebhook;
        webhooks.delete(number);
        heard.push(requestId);
        return undefined;
      }
      case '/heard':
        return heard;
      case '/tell':
        told.push((await json(request)) as Told);
        return undefined;
      default:
        return told.filter((one) => one.userId === url.searchParams.get('user'));
    }
  };

  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://outside');
    void answer(request, url).then((found) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end(JSON.stringify(found ?? null));
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const at = server.address();
  const port = at !== null && typeof at === 'object' ? at.port : 0;
  return {
    origin: `http://127.0.0.1:${port}`,
    stop: async () => {
      server.close();
      server.closeAllConnections();
    },
  };
};
