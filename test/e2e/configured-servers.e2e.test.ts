import { mkdtemp, rm } from 'node:fs/promises';
import { request } from 'node:https';
import { tmpdir } from 'node:os';
import { join as joinPath } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { openChat, type Chat } from '../support/chat.ts';
import { startForeignServers, type ForeignServers } from '../support/foreign-servers.ts';
import { freePort } from '../support/free-port.ts';
import {
  startPlaygroundProcess,
  temporaryDataDir,
  type PlaygroundProcess,
} from '../support/playground.ts';
import { selfSigned } from '../support/self-signed.ts';
import { join, orderPicture, trainAvatar } from '../support/walk.ts';

// One data directory, one Telegram and one fal for all; a process of its own for each configuration.
let foreign: ForeignServers;
let dataDir: Awaited<ReturnType<typeof temporaryDataDir>>;
let product: PlaygroundProcess | undefined;

beforeAll(async () => {
  foreign = await startForeignServers();
  dataDir = await temporaryDataDir();
});

afterEach(async () => {
  await product?.end('SIGKILL');
  product = undefined;
});

afterAll(async () => {
  await foreign.stop();
  await dataDir.remove();
});

const start = async (variables: Readonly<Record<string, string>>): Promise<PlaygroundProcess> => {
  product = await startPlaygroundProcess(dataDir.path, { ...foreign.variables, ...variables });
  return product;
};

/** With a port known beforehand, so that fal can be told where to send its webhooks. */
const startReachable = async (variables: Readonly<Record<string, string>>) => {
  const apiPort = await freePort();
  return start({
    API_PORT: String(apiPort),
    FAL_WEBHOOK_URL: `http://127.0.0.1:${apiPort}/api/v1/avatar/status_update`,
    ...variables,
  });
};

const newPerson = async (): Promise<Chat> => {
  const chat = await openChat(foreign.people);
  await join(chat);
  return chat;
};

/** The runs that the foreign fal accepted while this was done. */
const runsOf = async (work: () => Promise<void>) => {
  const before = foreign.fal.runs().length;
  await work();
  return foreign.fal.runs().slice(before);
};

const firstPicture = (options: { kind?: RegExp; first?: number } = {}) =>
  runsOf(async () => {
    const chat = await newPerson();
    const after = await trainAvatar(chat, options);
    await orderPicture(chat, { prompt: 'in a red coat on a snowy street', after });
  });

const delivered = async (requestId: string): Promise<void> => {
  await expect
    .poll(() => foreign.fal.runs().find((run) => run.requestId === requestId)?.webhook, {
      timeout: 10_000,
    })
    .toBe('delivered');
};

describe('with every server given by configuration', () => {
  it('is told by webhooks, and keeps them', async () => {
    await startReachable({ FAL_API_KEY: foreign.falKey, FAL_USER_ID: foreign.falUserId });
    const runs = await firstPicture();
    expect(runs.map(({ endpoint }) => endpoint)).toEqual([
      'fal-ai/flux-lora-portrait-trainer',
      'fal-ai/flux-lora',
    ]);
    for (const { requestId } of runs) await delivered(requestId);
    expect(new Set(foreign.attempts.map(({ status }) => status))).toEqual(new Set([200]));
  });

  it('finishes by asking alone where fal cannot reach it, seconds after fal is done', async () => {
    await start({ FAL_KEY: foreign.falKey });
    const runs = await runsOf(async () => {
      const chat = await newPerson();
      const after = await trainAvatar(chat, { first: 20 });
      const trained = Date.now();
      await orderPicture(chat, { prompt: 'in a red coat on a snowy street', after });
      const [training] = foreign.fal.runs().slice(-2);
      expect(trained - (training?.completedAt?.getTime() ?? 0)).toBeLessThan(10_000);
    });
    const waitedMs = Date.now() - (runs[1]?.completedAt?.getTime() ?? 0);
    expect(waitedMs).toBeLessThan(10_000);
    expect(runs.map(({ webhook }) => webhook)).toEqual([undefined, undefined]);
  });

  it('refuses webhooks of another account at fal, and finishes all the same', async () => {
    const before = foreign.attempts.length;
    await startReachable({ FAL_API_KEY: foreign.falKey, FAL_USER_ID: 'somebody-else' });
    const runs = await firstPicture({ first: 40 });
    expect(runs).toHaveLength(2);
    const answers = foreign.attempts.slice(before).map(({ status }) => status);
    expect(answers.length).toBeGreaterThan(0);
    expect(new Set(answers)).toEqual(new Set([401]));
    expect(product?.said()).toContain('webhook.foreign-account');
  });

  it('trains and draws by the recipe that was chosen', async () => {
    await startReachable({
      FAL_API_KEY: foreign.falKey,
      FAL_USER_ID: foreign.falUserId,
      ARTISTIC_RECIPE: 'flux-pro-finetune',
    });
    const runs = await firstPicture({ kind: /Artistic/u, first: 60 });
    expect(runs.map(({ endpoint }) => endpoint)).toEqual([
      'fal-ai/flux-pro-trainer',
      'fal-ai/flux-pro/v1.1-ultra-finetuned',
    ]);
  });
});

describe('what a configured product shows of itself', () => {
  it('serves health on both ports and no chat page', async () => {
    const { botPort, apiPort, address } = await start({ FAL_API_KEY: foreign.falKey });
    const statusOf = async (port: number, path: string): Promise<number> =>
      (await fetch(`http://localhost:${port}${path}`)).status;
    expect(address).toBe(`http://localhost:${botPort}/health`);
    expect(await statusOf(botPort, '/health')).toBe(200);
    expect(await statusOf(apiPort, '/health')).toBe(200);
    expect(await statusOf(botPort, '/')).toBe(404);
    expect(await statusOf(botPort, '/chat/api/state?user=1')).toBe(404);
    for (const secret of foreign.secrets) expect(product?.said()).not.toContain(secret);
  });

  it('speaks HTTPS where it has a certificate', async () => {
    const directory = await mkdtemp(joinPath(tmpdir(), 'aisha-tls-'));
    try {
      const { certFile, keyFile, cert } = await selfSigned(directory);
      const { apiPort } = await start({
        FAL_API_KEY: foreign.falKey,
        TLS_CERT_FILE: certFile,
        TLS_KEY_FILE: keyFile,
      });
      const status = await new Promise((resolve, reject) => {
        const url = `https://localhost:${apiPort}/health`;
        request(url, { ca: cert }, (response) => {
          response.resume().once('end', () => resolve(response.statusCode));
        })
          .once('error', reject)
          .end();
      });
      expect(status).toBe(200);
    } finally {
      await rm(directory, { recursive: true, force: true });
    }
  });
});
