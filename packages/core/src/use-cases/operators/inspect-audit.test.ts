import { describe, expect, it } from 'vitest';
import { noteChange } from '../../steps/note-change.ts';
import { aWorld } from '../../testing/world/a-world.ts';

describe('looking at what operators changed', () => {
  it('shows each change with who did it, when and why, the newest first', async () => {
    const { ports, aisha } = aWorld();
    const note = (action: string, why?: string) =>
      ports.unitOfWork.run((tx) =>
        noteChange(tx, ports, { by: { who: 'ada', why }, action, subject: 'queue run.check' }),
      );
    await note('queue.pause', 'fal is away');
    ports.clock.advance(60_000);
    await note('queue.resume');
    const entries = await aisha.inspectAudit({ limit: 10 });
    expect(entries).toMatchObject([
      { who: 'ada', why: undefined, action: 'queue.resume', at: ports.clock.now() },
      { who: 'ada', why: 'fal is away', action: 'queue.pause', details: {} },
    ]);
  });
});
