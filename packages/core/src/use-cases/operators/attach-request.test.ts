import { describe, expect, it } from 'vitest';
import type { ProviderRequestId, TrainingId } from '../../shared/ids.ts';
import { freshId } from '../../testing/builders/fresh.ts';
import { aWorld, granted } from '../../testing/world/a-world.ts';

const by = { who: 'ada', why: 'seen on their pages' };

describe('attaching a request whose reply was lost', () => {
  const lost = async () => {
    const world = aWorld();
    const { id } = await world.requested();
    world.ports.trainer.loseNextReply();
    await world.ports.jobs.drain();
    const { requestId } = world.ports.trainer.latest();
    return { ...world, id, requestId };
  };

  it('lets the training go on with it, and nothing is submitted again', async () => {
    const { ports, aisha, look, id, requestId } = await lost();
    expect(look.training(id).status).toBe('submitting');
    const attached = granted(await aisha.attachRequest({ trainingId: id, requestId, by }));
    expect(attached.status).toBe('queued');
    expect(look.runs(id)).toMatchObject([{ status: 'accepted', requestId, tryNumber: 1 }]);
    ports.trainer.succeed(requestId);
    await ports.jobs.drainFor(10 * 60_000);
    expect(look.training(id).status).toBe('succeeded');
    expect(ports.trainer.accepted()).toHaveLength(1);
    expect(await aisha.inspectAudit({ limit: 5 })).toMatchObject([
      { ...by, action: 'trainings.attach-request', subject: `training ${id}` },
    ]);
  });

  it('finishes what is done there already', async () => {
    const { ports, aisha, look, id, requestId } = await lost();
    ports.trainer.succeed(requestId);
    const attached = granted(await aisha.attachRequest({ trainingId: id, requestId, by }));
    expect(attached.status).toBe('finishing');
    await ports.jobs.drain();
    expect(look.training(id).status).toBe('succeeded');
  });

  it('believes no request that the provider does not know', async () => {
    const { aisha, look, id } = await lost();
    const requestId = 'made-up' as ProviderRequestId;
    const refused = await aisha.attachRequest({ trainingId: id, requestId, by });
    expect(refused).toEqual({ ok: false, refusal: { code: 'request.unknown' } });
    expect(look.runs(id)).toMatchObject([{ status: 'intended' }]);
    expect(await aisha.inspectAudit({ limit: 5 })).toEqual([]);
  });

  it('is refused where there is nothing to attach it to', async () => {
    const { ports, aisha, submitted, requested, id, requestId } = await lost();
    const attach = (trainingId: TrainingId, request = requestId) =>
      aisha.attachRequest({ trainingId, requestId: request, by });
    expect(await attach(freshId<TrainingId>())).toMatchObject({
      refusal: { code: 'training.not-found' },
    });
    const waiting = await requested();
    expect(await attach(waiting.id)).toMatchObject({ refusal: { code: 'run.missing' } });
    const other = await submitted();
    const own = ports.trainer.latest().requestId;
    expect(await attach(other.id)).toMatchObject({
      refusal: { code: 'run.has-request', requestId: own },
    });
    expect(await attach(id, own)).toMatchObject({ refusal: { code: 'request.of-another-run' } });
    await aisha.manageTrainings.fail({ trainingId: id, by });
    expect(await attach(id)).toMatchObject({ refusal: { code: 'training.ended' } });
  });
});
