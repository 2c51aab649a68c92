import { describe, expect, it } from 'vitest';
import type { BlobKey } from '../../shared/ids.ts';
import { PortError } from '../../shared/port-error.ts';
import type { ResultFetcher } from '../../ports/result-fetcher.ts';
import { defaultPolicy } from '../../domain/policy/policy.ts';
import { freshId, sha256, utf8 } from '../../testing/index.ts';
import { aWorld } from '../../testing/world/a-world.ts';
import { ledgerFaults } from '../../testing/world/ledger-faults.ts';

/** A training whose result the provider has, and which waits to be collected. */
const finishing = async (own: Parameters<typeof aWorld>[0] = {}) => {
  const world = aWorld(own);
  const { id, userId, avatarId } = await world.submitted();
  const { requestId } = world.ports.trainer.latest();
  world.ports.trainer.succeed(requestId);
  await world.aisha.jobs['run.check']({ runId: world.look.runs(id)[0]!.id });
  const collect = () => world.aisha.jobs['training.collect']({ trainingId: id });
  return { ...world, id, userId, avatarId, requestId, collect };
};

const loraOf = (requestId: string) => `https://results.fake.test/${requestId}/lora.safetensors`;

const fetchFailed = (retryable: boolean): PortError =>
  new PortError('fetch.failed', 'fetch a result', { retryable });

describe('collecting a training', () => {
  it('keeps the LoRA with its checksum in our own storage, and makes the avatar ready', async () => {
    const { collect, look, ports, id, avatarId, requestId } = await finishing();
    await collect();

    const loraUrl = `https://results.fake.test/${requestId}/lora.safetensors`;
    const blobKey = `trainings/${id}/lora.safetensors` as BlobKey;
    const { status, result } = look.training(id);
    expect(status).toBe('succeeded');
    expect(result).toEqual({
      type: 'lora',
      blobKey,
      sha256: sha256(utf8(loraUrl)),
      bytes: loraUrl.length,
      configBlobKey: `trainings/${id}/config.json`,
      providerUrl: loraUrl,
    });
    expect(ports.blobs.contentOf(blobKey)).toEqual(utf8(loraUrl));
    expect(look.avatar(avatarId)).toMatchObject({ status: 'ready', activeTrainingId: id });
  });

  it('takes the price and tells the person, once however often the job runs', async () => {
    const { collect, aisha, ports, userId } = await finishing();
    await Promise.all([collect(), collect()]);
    await collect();
    await ports.jobs.drainFor(60_000);

    expect(await aisha.getBalance(userId)).toEqual({ available: 240, held: 0 });
    const told = ports.notifier.told.filter(
      ({ notification }) => notification.type === 'training.succeeded',
    );
    expect(told).toHaveLength(1);
    expect(ledgerFaults(ports.unitOfWork.committed())).toEqual([]);
  });

  it('keeps a finetune as the id that the provider gave it', async () => {
    const policy = { ...defaultPolicy, artisticTrainer: 'flux-pro-finetune' } as const;
    const { ready, look, ports } = aWorld({ policy });
    const avatar = await ready({ kind: 'artistic' });
    const finetuneId = `finetune-of-${ports.trainer.latest().requestId}`;
    expect(look.training(avatar.activeTrainingId!).result).toEqual({
      type: 'finetune',
      finetuneId,
    });
    expect(ports.fetcher.fetched).toEqual([]);
  });
});

describe('a result that cannot be kept', () => {
  it('for now is asked for again: the avatar is not ready and nothing is taken before', async () => {
    const { collect, look, aisha, ports, id, userId, avatarId } = await finishing();
    ports.fetcher.failNext(fetchFailed(true));
    await collect();

    expect(look.training(id).status).toBe('finishing');
    expect(look.avatar(avatarId).status).toBe('training');
    expect(await aisha.getBalance(userId)).toEqual({ available: 240, held: 60 });

    await ports.jobs.drainFor(10_000);
    expect(look.training(id).status).toBe('succeeded');
  });

  it('because our storage is away is asked for again', async () => {
    const { collect, look, ports, id } = await finishing();
    ports.blobs.failNext();
    await collect();
    expect(look.training(id).status).toBe('finishing');
    await ports.jobs.drainFor(10_000);
    expect(look.training(id).status).toBe('succeeded');
  });

  it.each([
    ['is gone at the provider', { isGone: true }],
    ['is larger than we allow', { policy: { ...defaultPolicy, maxLoraBytes: 10 } }],
  ])(
    'because it %s is given back, and nothing is invented',
    async (
      _,
      {
        isGone,
        policy,
      }: {
        isGone?: boolean;
        policy?: typeof defaultPolicy;
      },
    ) => {
      const { collect, look, aisha, ports, id, userId, avatarId, requestId } = await finishing(
        policy ? { policy } : {},
      );
      if (isGone) ports.fetcher.lose(loraOf(requestId));
      await collect();

      expect(look.training(id)).toMatchObject({
        status: 'failed',
        failure: { code: 'provider.no-result' },
      });
      expect(look.training(id).result).toBe(undefined);
      expect(look.avatar(avatarId).status).toBe('failed');
      expect(look.avatar(avatarId).activeTrainingId).toBe(undefined);
      expect(await aisha.getBalance(userId)).toEqual({ available: 300, held: 0 });
      expect(ports.blobs.keys().filter((key) => key.startsWith('trainings/'))).toEqual([]);
    },
  );
});

describe('a result that is collected again', () => {
  it('is not fetched again where it is stored already', async () => {
    const { collect, look, ports, id, requestId } = await finishing();
    const config = `https://results.fake.test/${requestId}/config.json`;
    const fetch: ResultFetcher['fetch'] = ports.fetcher.fetch.bind(ports.fetcher);
    let failures = 1;
    ports.fetcher.fetch = (url, options) =>
      url === config && failures-- > 0 ? Promise.reject(fetchFailed(true)) : fetch(url, options);
    await collect();
    expect(look.training(id).status).toBe('finishing');

    await ports.jobs.drainFor(10_000);
    expect(look.training(id)).toMatchObject({
      status: 'succeeded',
      result: { sha256: sha256(utf8(loraOf(requestId))) },
    });
    expect(ports.fetcher.fetched).toEqual([loraOf(requestId), config]);
  });

  it('is asked for at its new address where the old one is gone', async () => {
    const { collect, look, ports, id, requestId } = await finishing();
    const loraUrl = 'https://results.fake.test/moved/lora.safetensors';
    ports.fetcher.lose(loraOf(requestId));
    ports.trainer.succeed(requestId, { type: 'lora', loraUrl });
    await collect();
    expect(look.training(id)).toMatchObject({
      status: 'succeeded',
      output: { loraUrl },
      result: { providerUrl: loraUrl, sha256: sha256(utf8(loraUrl)) },
    });
  });

  it('waits where its address is gone and the provider cannot be asked', async () => {
    const { collect, look, ports, id, requestId } = await finishing();
    ports.fetcher.lose(loraOf(requestId));
    ports.trainer.failNext(new PortError('provider.unavailable', 'ask', { retryable: true }));
    await collect();
    expect(look.training(id).status).toBe('finishing');
    await ports.jobs.drainFor(10_000);
    expect(look.training(id)).toMatchObject({ failure: { code: 'provider.no-result' } });
  });
});

describe('a training that needs no collecting', () => {
  it('is left as it is', async () => {
    const { submitted, aisha, look, ports } = aWorld();
    const { id } = await submitted();
    await aisha.jobs['training.collect']({ trainingId: id });
    await aisha.jobs['training.collect']({ trainingId: freshId() });
    expect(look.training(id).status).toBe('queued');
    expect(ports.fetcher.fetched).toEqual([]);
  });

  it('because it expired meanwhile keeps its refund', async () => {
    const { collect, aisha, ports, look, id, userId } = await finishing();
    ports.clock.advance(defaultPolicy.trainingDeadlineMs + 1);
    await aisha.reconcile();
    await collect();
    expect(look.training(id).status).toBe('expired');
    expect(await aisha.getBalance(userId)).toEqual({ available: 300, held: 0 });
  });
});
