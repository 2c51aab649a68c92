import type { FileRef } from '@aisha/core';
import {
  fakeWebhook,
  inMemoryPorts,
  plainPicture,
  type FakeReport,
  type FakeRun,
} from '@aisha/core/testing';
import { photosNeeded, type Outside, type Webhook } from './outside.ts';

type Run = FakeRun<{ readonly webhookUrl: string | undefined }, unknown>;

const noFace = { code: 'photos.no-face', retryable: false } as const;

/** The provider and the channel as models in memory: quick, and they do what they are told. */
export const modelledOutside = (): Outside => {
  const { trainer, generator, notifier, files, ...world } = inMemoryPorts();
  const runs = (): readonly Run[] => [...trainer.accepted(), ...generator.accepted()];
  const unheard: Webhook[] = [];
  const heard = new Set<string>();
  const photo = (number: number): FileRef => `telegram:photo-${number}` as FileRef;
  for (let number = 1; number <= photosNeeded + 1; number += 1) {
    files.offer(photo(number), plainPicture({ looks: `face ${number}` }));
  }

  const webhookOf = (report: FakeReport): Webhook[] => {
    const run = runs().find(({ requestId }) => requestId === report.requestId);
    const url = run?.order.webhookUrl;
    if (url === undefined) return [];
    const query = new URL(url).search.slice(1);
    return [{ requestId: report.requestId, query, ...fakeWebhook(report) }];
  };

  return {
    ports: { ...world, trainer, generator, notifier, files },
    photo,
    told: async (userId) =>
      notifier.told
        .filter(({ user }) => user.id === userId)
        .map(({ notification }) => notification),
    bill: async () =>
      runs().map(({ requestId, endpoint }) => ({
        requestId,
        endpoint,
        ...(heard.has(requestId) && { webhook: 'delivered' }),
      })),
    endRuns: async (end) => {
      for (const { requestId, observation } of runs()) {
        if (observation.state !== 'queued' && observation.state !== 'running') continue;
        const provider = requestId.startsWith('training') ? trainer : generator;
        const report =
          end === 'succeed' ? provider.succeed(requestId) : provider.fail(requestId, noFace);
        unheard.push(...webhookOf(report));
      }
    },
    report: async (receive) => {
      for (const webhook of unheard.slice()) {
        await receive(webhook);
        unheard.splice(unheard.indexOf(webhook), 1);
        heard.add(webhook.requestId);
      }
    },
    loseReports: async () => void unheard.splice(0),
    close: async () => undefined,
  };
};
