import { describe, expect, it } from 'vitest';
import { PortError } from '../../shared/port-error.ts';
import { freshId } from '../../testing/index.ts';
import { aWorld } from '../../testing/world/a-world.ts';
import { before } from '../../testing/world/before.ts';

describe('cancelling a run', () => {
  it('stops it at the provider that has it', async () => {
    const { inTheMaking, aisha, look, ports } = aWorld();
    const { id } = await inTheMaking();
    const [run] = look.runs(id);

    await aisha.jobs['run.cancel']({ runId: run!.id });
    await ports.jobs.drain();

    expect(ports.generator.latest().observation.state).toBe('cancelled');
    expect(ports.trainer.latest().observation.state).toBe('succeeded');
    expect(look.runs(id)).toMatchObject([{ status: 'ended' }]);
    expect(look.runs(id)[0]?.nextCheckAt).toBe(undefined);
  });

  it('that has completed already is all the same', async () => {
    const { submitted, aisha, look, ports } = aWorld();
    const { id } = await submitted();
    ports.trainer.succeed(ports.trainer.latest().requestId);
    await aisha.jobs['run.cancel']({ runId: look.runs(id)[0]!.id });
    await ports.jobs.drain();
    expect(look.runs(id)).toMatchObject([{ status: 'ended', cost: { billing: 'billed' } }]);
  });

  it('is tried again where the provider cannot be reached', async () => {
    const { submitted, aisha, look, ports } = aWorld();
    const { id, userId } = await submitted();
    await aisha.cancelTraining(id, userId);
    ports.trainer.failNext(new PortError('provider.unavailable', 'cancel', { retryable: true }));
    await ports.jobs.drain();
    expect(look.runs(id)).toMatchObject([{ status: 'abandoned' }]);
    await ports.jobs.drainFor(10_000);
    expect(ports.trainer.latest().observation.state).toBe('cancelled');
    expect(look.runs(id)).toMatchObject([{ status: 'ended' }]);
  });

  it('that was never accepted, has ended or is not known asks nobody', async () => {
    const { submitted, aisha, look, ports } = aWorld();
    const { id } = await submitted();
    const runId = look.runs(id)[0]!.id;
    await aisha.jobs['run.cancel']({ runId });
    await ports.jobs.drain();
    let asked = 0;
    before(ports.trainer, 'cancel', () => (asked += 1));
    await aisha.jobs['run.cancel']({ runId });
    await aisha.jobs['run.cancel']({ runId: freshId() });
    expect(asked).toBe(0);
  });
});
