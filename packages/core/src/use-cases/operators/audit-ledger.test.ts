import { describe, expect, it } from 'vitest';
import { aWorld } from '../../testing/world/a-world.ts';

describe('auditing the ledger', () => {
  it('finds nothing wrong after a training and an order, and tells who moved what', async () => {
    const world = aWorld();
    const { userId } = await world.ready();
    const { totals, counts } = await world.aisha.auditLedger.verify({ limit: 10 });
    expect(counts).toEqual({});
    expect(totals.issued).toBe(totals.available + totals.held + totals.earned);
    const statement = await world.aisha.auditLedger.statement(userId, { limit: 10 });
    expect(statement.map(({ kind }) => kind)).toEqual(['capture', 'hold', 'grant']);
  });
});
