import { describe, expect, it } from 'vitest';
import type { TrainingId } from '../../shared/ids.ts';
import { freshId } from '../../testing/builders/fresh.ts';
import { utf8 } from '../../testing/streams.ts';
import { aWorld, granted } from '../../testing/world/a-world.ts';

const by = { who: 'ada', why: 'their webhook never came' };

describe('importing a result by hand', () => {
  const made = async () => {
    const world = aWorld();
    const training = await world.submitted();
    const { requestId, payload } = world.ports.trainer.succeed(
      world.ports.trainer.latest().requestId,
    );
    return { ...world, ...training, requestId, payload };
  };

  it('finishes the training: the files are copied, and only then is the price taken', async () => {
    const { ports, aisha, look, id, holdId, price, payload } = await made();
    const text = JSON.stringify(payload);
    const taken = granted(await aisha.importResult({ trainingId: id, source: { text }, by }));
    expect(taken.status).toBe('finishing');
    expect(look.hold(holdId).status).toBe('held');
    await ports.jobs.drainFor(60_000);
    expect(look.training(id)).toMatchObject({ status: 'succeeded', result: { type: 'lora' } });
    expect(look.hold(holdId)).toMatchObject({ status: 'captured', captured: price });
    expect(await aisha.inspectAudit({ limit: 5 })).toMatchObject([
      { ...by, action: 'trainings.import-result', details: { was: 'queued', result: 'lora' } },
    ]);
  });

  it('takes a saved webhook as well, and an address at the provider’s', async () => {
    const { ports, aisha, id, requestId, payload } = await made();
    const url = 'https://results.fake.test/saved.json';
    ports.fetcher.serve(url, utf8(JSON.stringify({ request_id: requestId, payload })));
    const taken = granted(await aisha.importResult({ trainingId: id, source: { url }, by }));
    expect(taken.status).toBe('finishing');
  });

  it('gives one whose result cannot be fetched another', async () => {
    const { ports, aisha, look, id, payload } = await made();
    const { runs } = { runs: look.runs(id) };
    expect(runs).toHaveLength(1);
    granted(
      await aisha.importResult({ trainingId: id, source: { text: JSON.stringify(payload) }, by }),
    );
    granted(
      await aisha.importResult({ trainingId: id, source: { text: JSON.stringify(payload) }, by }),
    );
    await ports.jobs.drainFor(60_000);
    expect(look.training(id).status).toBe('succeeded');
  });

  it('refuses what is no result, and fetches nothing from anywhere else', async () => {
    const { ports, aisha, look, id } = await made();
    const give = (text: string) => aisha.importResult({ trainingId: id, source: { text }, by });
    expect(await give('{')).toMatchObject({ refusal: { code: 'result.not-json' } });
    expect(await give(' '.repeat(70_000))).toMatchObject({ refusal: { code: 'result.not-json' } });
    expect(await give('null')).toMatchObject({ refusal: { code: 'result.unusable' } });
    const url = 'https://somewhere.else.test/result.json';
    await expect(aisha.importResult({ trainingId: id, source: { url }, by })).rejects.toMatchObject(
      { code: 'fetch.forbidden' },
    );
    expect(look.training(id).status).toBe('queued');
    expect(ports.fetcher.fetched).toEqual([url]);
    expect(await aisha.inspectAudit({ limit: 5 })).toEqual([]);
  });

  it('never brings back what is over', async () => {
    const { aisha, look, id, userId, payload } = await made();
    await aisha.cancelTraining(id, userId);
    const source = { text: JSON.stringify(payload) };
    const refused = await aisha.importResult({ trainingId: id, source, by });
    expect(refused).toEqual({ ok: false, refusal: { code: 'training.ended' } });
    expect(look.training(id).status).toBe('cancelled');
    const none = await aisha.importResult({ trainingId: freshId<TrainingId>(), source, by });
    expect(none).toMatchObject({ refusal: { code: 'training.not-found' } });
  });
});
