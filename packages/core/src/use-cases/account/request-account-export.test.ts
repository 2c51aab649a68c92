import { describe, expect, it } from 'vitest';
import { aWorld, granted } from '../../testing/world/a-world.ts';

describe('a person who asks for a copy of their data', () => {
  it('is sent one, and not another within the hour', async () => {
    const { person, aisha, ports } = aWorld();
    const { id: userId } = await person();
    granted(await aisha.requestAccountExport(userId));
    ports.clock.advance(59 * 60_000);
    expect(await aisha.requestAccountExport(userId)).toEqual({
      ok: false,
      refusal: { code: 'export.too-soon', waitMs: 60_000 },
    });
    expect(ports.jobs.pending('account.export')).toHaveLength(1);
    ports.clock.advance(60_001);
    granted(await aisha.requestAccountExport(userId));
    expect(ports.jobs.pending('account.export')).toHaveLength(2);
  });
});
