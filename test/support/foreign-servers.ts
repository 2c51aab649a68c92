import { createServer } from 'node:http';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startFalSandbox, type SandboxTimings } from '@aisha/adapters/fal-sandbox';
import { startTelegramSandbox } from '../../examples/playground/src/telegram-sandbox/index.ts';

type WebhookAttempt = {
  readonly requestId: string;
  /** What our side answered; undefined where it did not. */
  readonly status: number | undefined;
};

/** Quick, and yet every stage can be seen. */
const timings = { queueMs: 50, trainingMs: 600, generationMs: 300, webhookBackoffMs: 200 };

/**
 * Servers that speak the vendors' protocols and know nothing of who talks to them: other ports, a
 * token, a key and a user id of their own. What they are reached by is configuration.
 */
export const startForeignServers = async (own: Partial<SandboxTimings> = {}) => {
  const directory = await mkdtemp(join(tmpdir(), 'aisha-foreign-'));
  const token = '7000001:a-token-of-a-foreign-server';
  const telegram = await startTelegramSandbox({
    dataDir: join(directory, 'telegram'),
    token,
    webhookBackoffMs: timings.webhookBackoffMs,
  });
  const page = createServer(telegram.pageHandler).listen(0, '127.0.0.1');
  await once(page, 'listening');
  const attempts: WebhookAttempt[] = [];
  const falKey = 'key-id:of-a-foreign-server';
  const falUserId = 'a-foreign-account';
  const fal = await startFalSandbox({
    dataDir: join(directory, 'fal'),
    apiKey: falKey,
    userId: falUserId,
    timings: { ...timings, ...own },
    log: (event, details) => {
      if (event === 'webhook.attempted') attempts.push(details as WebhookAttempt);
    },
  });
  return {
    fal,
    telegram,
    /** Every webhook that was sent, with the answer. */
    attempts,
    /** Where a person at the foreign Telegram acts. */
    people: `http://127.0.0.1:${(page.address() as AddressInfo).port}`,
    secrets: [token, falKey],
    /** What makes the product talk to them, but for the key and the address of webhooks. */
    variables: {
      TELEGRAM_BOT_TOKEN: token,
      TELEGRAM_API_ROOT: telegram.apiRoot,
      FAL_QUEUE_URL: fal.queueUrl,
      FAL_REST_URL: fal.restUrl,
      FAL_JWKS_URL: fal.jwksUrl,
    },
    falKey,
    falUserId,
    stop: async (): Promise<void> => {
      page.closeAllConnections();
      page.close();
      await Promise.all([telegram.stop(), fal.stop()]);
      await rm(directory, { recursive: true, force: true, maxRetries: 5 });
    },
  };
};

export type ForeignServers = Awaited<ReturnType<typeof startForeignServers>>;
