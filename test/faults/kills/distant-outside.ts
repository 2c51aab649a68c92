import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import {
  deriveWebhookSecret,
  falClient,
  falWebhookAddresses,
  falWebhookVerifier,
} from '@aisha/adapters/fal';
import { systemClock } from '@aisha/adapters/in-process';
import type { FileRef, Notification, Notifier } from '@aisha/core';
import { inMemoryPorts } from '@aisha/core/testing';
import { falParts } from '../fal-parts.ts';
import type { BilledRun } from '../invariants.ts';
import type { Outside, OutsidePorts } from '../stage/outside.ts';
import type { OutsideAddress, StoredWebhook, Told } from './outside-server.ts';

const patienceMs = 30_000;

/** The provider, the channel and the photos as a process of ours reaches them: with the real adapters. */
export const distantOutside = (address: OutsideAddress): Outside => {
  const { fal } = address;
  const client = falClient({ apiKey: fal.apiKey, queueUrl: fal.origin, restUrl: fal.origin });
  const parts = falParts({ client, origin: fal.origin });
  const ask = async (path: string, body?: unknown): Promise<unknown> => {
    const sent = body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) };
    const answer = await fetch(`${address.origin}${path}`, sent);
    return answer.json();
  };
  const runs = async (): Promise<readonly SandboxRun[]> => {
    const headers = { authorization: `Key ${fal.apiKey}` };
    const answer = await fetch(`${fal.origin}/sandbox/runs`, { headers });
    return ((await answer.json()) as { runs: readonly SandboxRun[] }).runs;
  };
  const notifier: Notifier = {
    notify: async ({ id }, notification, { images }) => {
      await ask('/tell', { userId: id, notification } satisfies Told);
      return { shown: images.map((image) => ({ imageId: image.id, shownAs: shown(image.id) })) };
    },
  };
  const ports: OutsidePorts = {
    ...inMemoryPorts(),
    ...parts,
    files: {
      open: async (ref) => createReadStream(join(address.photos, ref.replace('telegram:', ''))),
    },
    notifier,
    webhookAddresses: falWebhookAddresses({
      webhookUrl: `${address.origin}/webhook`,
      secret: deriveWebhookSecret(fal.apiKey),
    }),
    webhookVerifier: falWebhookVerifier({
      jwksUrl: fal.jwksUrl,
      userId: fal.userId,
      clock: systemClock,
    }),
  };

  return {
    ports,
    photo: (number) => `telegram:${number}.jpg` as FileRef,
    told: async (userId) => {
      const told = (await ask(`/told?user=${userId}`)) as readonly Told[];
      return told.map(({ notification }) => notification as Notification);
    },
    bill: async () => {
      const heard = new Set((await ask('/heard')) as readonly string[]);
      return (await runs()).map(({ requestId, endpoint }): BilledRun => ({
        requestId,
        endpoint,
        ...(heard.has(requestId) && { webhook: 'delivered' }),
      }));
    },
    endRuns: async () => {
      const giveUpAt = Date.now() + patienceMs;
      while ((await runs()).some(isUnderWay)) {
        if (Date.now() > giveUpAt) throw new Error('the sandbox does not end its runs');
        await pause(5);
      }
    },
    report: async (receive) => {
      for (const webhook of (await ask('/webhooks')) as readonly StoredWebhook[]) {
        const { headers, query, requestId } = webhook;
        await receive({ requestId, query, headers, body: Buffer.from(webhook.body, 'base64') });
        await ask('/taken', webhook);
      }
    },
    loseReports: async () => undefined,
    close: async () => {
      await Promise.all([client.close(), parts.fetcher.close()]);
    },
  };
};

type SandboxRun = {
  readonly requestId: string;
  readonly endpoint: string;
  readonly status: string;
  readonly webhook?: string;
};

const isUnderWay = ({ status, webhook }: SandboxRun): boolean =>
  status !== 'COMPLETED' || webhook === 'waiting' || webhook === 'pending';

const shown = (imageId: string): FileRef => `shown:${imageId}` as FileRef;
