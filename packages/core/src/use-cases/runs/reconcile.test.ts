import { describe, expect, it } from 'vitest';
import { defaultPolicy } from '../../domain/policy/policy.ts';
import { PortError } from '../../shared/port-error.ts';
import { aWorld } from '../../testing/world/a-world.ts';
import { ledgerFaults } from '../../testing/world/ledger-faults.ts';

const minute = 60_000;

describe('reconciling', () => {
  it('checks a run whose check was lost with its worker', async () => {
    const { submitted, aisha, look, ports } = aWorld();
    const { id } = await submitted();
    const { id: runId } = look.runs(id)[0]!;
    await ports.jobs.stop({ timeoutMs: 0 });
    ports.clock.advance(11_999);
    expect(await aisha.reconcile()).toEqual({ checked: 0, expired: 0, photos: 0 });

    ports.clock.advance(2);
    expect(await aisha.reconcile()).toEqual({ checked: 1, expired: 0, photos: 0 });

    const checks = ports.jobs.pending('run.check').map(({ job }) => job.data);
    expect(checks).toEqual([{ runId }]);
  });

  it('only counts, when told so, and writes down who had it done', async () => {
    const { submitted, aisha, look, ports } = aWorld();
    const { id } = await submitted();
    await ports.jobs.stop({ timeoutMs: 0 });
    ports.clock.advance(defaultPolicy.trainingDeadlineMs + 1);
    const overdue = { checked: 1, expired: 1, photos: 0 };
    expect(await aisha.reconcile({ dryRun: true })).toEqual(overdue);
    expect(look.training(id).status).toBe('queued');
    const by = { who: 'ada', why: 'after the outage' };
    expect(await aisha.reconcile({ by })).toEqual(overdue);
    expect(look.training(id).status).toBe('expired');
    expect(await aisha.inspectAudit({ limit: 5 })).toMatchObject([
      { ...by, action: 'reconcile', details: { step: 'done', ...overdue } },
      { ...by, action: 'reconcile', details: { step: 'begun' } },
    ]);
  });

  it('ends a training at its deadline and gives the price back', async () => {
    const { submitted, aisha, look, ports } = aWorld();
    const { id, userId, avatarId } = await submitted();
    ports.clock.advance(defaultPolicy.trainingDeadlineMs);
    expect((await aisha.reconcile()).expired).toBe(0);

    ports.clock.advance(1);
    expect((await aisha.reconcile()).expired).toBe(1);
    expect((await aisha.reconcile()).expired).toBe(0);
    await ports.jobs.drain();

    expect(look.training(id)).toMatchObject({
      status: 'expired',
      failure: { code: 'deadline.passed' },
    });
    expect(look.avatar(avatarId).status).toBe('failed');
    expect(ports.trainer.latest().observation.state).toBe('cancelled');
    expect(await aisha.getBalance(userId)).toEqual({ available: 300, held: 0 });
    expect(ports.notifier.last('training.ended')).toMatchObject({
      reason: 'expired',
      refunded: 60,
    });
    expect(ledgerFaults(ports.unitOfWork.committed())).toEqual([]);
  });

  it('ends an order of pictures at its deadline and gives the price back', async () => {
    const { inTheMaking, aisha, look, ports } = aWorld();
    const { id, userId } = await inTheMaking();
    ports.clock.advance(defaultPolicy.generationDeadlineMs + 1);
    expect((await aisha.reconcile()).expired).toBe(1);
    await ports.jobs.drain();
    expect(look.generation(id).status).toBe('expired');
    expect(ports.generator.latest().observation.state).toBe('cancelled');
    expect(await aisha.getBalance(userId)).toEqual({ available: 240, held: 0 });
    expect(ports.notifier.last('generation.ended')).toMatchObject({ reason: 'expired' });
  });

  it('ends even what could never be submitted', async () => {
    const { requested, aisha, look, ports } = aWorld();
    const { id, userId } = await requested();
    ports.trainer.uploadArchive = () =>
      Promise.reject(new PortError('provider.unavailable', 'upload', { retryable: true }));
    await ports.jobs.drainFor(defaultPolicy.trainingDeadlineMs + minute);
    await aisha.reconcile();
    await ports.jobs.drainFor(5 * minute);
    expect(look.training(id).status).toBe('expired');
    expect(await aisha.getBalance(userId)).toEqual({ available: 300, held: 0 });
    expect(ports.jobs.pending()).toEqual([]);
  });

  it('refuses a photo that nobody could read in ten minutes, so that it holds up nothing', async () => {
    const { draftWithPhotos, send, aisha, look, ports } = aWorld();
    const avatar = await draftWithPhotos(10);
    await ports.jobs.stop({ timeoutMs: 0 });
    const photo = await send(avatar, 'never read');
    ports.clock.advance(10 * minute);
    expect((await aisha.reconcile()).photos).toBe(0);

    ports.clock.advance(1);
    expect((await aisha.reconcile()).photos).toBe(1);

    const { id: avatarId, userId } = avatar;
    expect(look.photos().find(({ id }) => id === photo.id)).toMatchObject({
      status: 'refused',
      refusal: 'photo.unavailable',
    });
    expect(ports.jobs.pending('photos.report')).toHaveLength(1);
    expect((await aisha.requestTraining({ avatarId, userId, preset: 'fast' })).ok).toBe(true);
  });

  it('with nothing overdue changes nothing', async () => {
    const { ready, aisha, ports } = aWorld();
    await ready();
    const before = ports.unitOfWork.committed();
    expect(await aisha.reconcile()).toEqual({ checked: 0, expired: 0, photos: 0 });
    expect(ports.unitOfWork.committed()).toEqual(before);
    expect(ports.jobs.pending()).toEqual([]);
  });
});
