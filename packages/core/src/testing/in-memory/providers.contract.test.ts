import { describe, it } from 'vitest';
import { PortError } from '../../shared/port-error.ts';
import type { RunHandle } from '../../ports/avatar-trainer.ts';
import { aFinishedTraining } from '../builders/avatars.ts';
import { avatarTrainerContract } from '../contracts/avatar-trainer.contract.ts';
import { imageGeneratorContract } from '../contracts/image-generator.contract.ts';
import type { ProviderControls } from '../contracts/provider.ts';
import { resultFetcherContract } from '../contracts/result-fetcher.contract.ts';
import { webhookAddressesContract } from '../contracts/webhook-addresses.contract.ts';
import { webhookVerifierContract } from '../contracts/webhook-verifier.contract.ts';
import { streamOf, utf8 } from '../streams.ts';
import { fakeTrainer } from './avatar-trainer.ts';
import { fakeGenerator } from './image-generator.ts';
import type { FakeProvider } from './provider-model.ts';
import { fakeFetcher } from './result-fetcher.ts';
import { fakeWebhookAddresses } from './webhook-addresses.ts';
import { fakeWebhook, fakeWebhookVerifier } from './webhook-verifier.ts';

const cleanup = async () => undefined;

/** A fake's runs end when somebody says so. */
const controlsOf = <Order, Output>(fake: FakeProvider<Order, Output>): ProviderControls => {
  let failing = false;
  const end = ({ requestId }: RunHandle) =>
    failing
      ? fake.fail(requestId, { code: 'content.blocked', retryable: false })
      : fake.succeed(requestId);
  const stateOf = ({ requestId }: RunHandle) =>
    fake.accepted().find((run) => run.requestId === requestId)?.observation.state;
  return {
    accepted: async () => fake.accepted().length,
    loseNextReply: () => fake.loseNextReply(),
    refuseNext: (code) => fake.failNext(new PortError(code, 'submit', { retryable: true })),
    failNext: () => {
      failing = true;
    },
    finish: async (run) => {
      if (stateOf(run) !== 'cancelled') end(run);
    },
    reportOf: async (run) => end(run),
  };
};

describe('the fake trainer', () => {
  avatarTrainerContract({
    it,
    create: async () => {
      const trainer = fakeTrainer();
      const archive = () => streamOf(utf8('an archive of some length'));
      return { trainer, provider: controlsOf(trainer), archive, cleanup };
    },
  });
});

describe('the fake generator', () => {
  imageGeneratorContract({
    it,
    create: async () => {
      const generator = fakeGenerator();
      const { result } = aFinishedTraining();
      if (result?.type !== 'lora') throw new Error('expected weights');
      return {
        generator,
        provider: controlsOf(generator),
        weights: result,
        open: async () => streamOf(utf8('weights')),
        picture: utf8('a picture'),
        loseWeights: () => generator.expireWeights(),
        cleanup,
      };
    },
  });
});

describe('the fake fetcher', () => {
  resultFetcherContract({
    it,
    create: async () => {
      const fetcher = fakeFetcher();
      const url = 'https://results.fake.test/file';
      return {
        fetcher,
        serve: async (content) => {
          fetcher.serve(url, content);
          return url;
        },
        unavailable: async () => {
          fetcher.failNext(new PortError('fetch.failed', 'fetch', { retryable: true }));
          return url;
        },
        cleanup,
      };
    },
  });
});

describe('the fake webhook addresses', () => {
  webhookAddressesContract({
    it,
    create: async () => ({
      addresses: fakeWebhookAddresses(),
      unreachable: fakeWebhookAddresses({ reachable: false }),
      cleanup,
    }),
  });
});

describe('the fake webhook verifier', () => {
  webhookVerifierContract({
    it,
    create: async () => ({
      verifier: fakeWebhookVerifier(),
      sign: async (report) => fakeWebhook(report),
      signBytes: async (body) => ({ headers: { 'x-fake-signature': 'true' }, body }),
      forge: async (report) => ({
        ...fakeWebhook(report),
        headers: { 'x-fake-signature': 'false' },
      }),
      cleanup,
    }),
  });
});
