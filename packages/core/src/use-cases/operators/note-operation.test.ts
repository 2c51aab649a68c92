import { describe, expect, it } from 'vitest';
import { aWorld } from '../../testing/world/a-world.ts';

describe('what an operator did to the installation itself', () => {
  it('is written down with who and why', async () => {
    const { aisha } = aWorld();
    const by = { who: 'ada', why: 'the new version' };
    await aisha.noteOperation({
      by,
      action: 'db.migrate',
      subject: 'database',
      details: { done: 2 },
    });
    expect(await aisha.inspectAudit({ limit: 5 })).toMatchObject([
      { ...by, action: 'db.migrate', subject: 'database', details: { done: 2 } },
    ]);
  });
});
