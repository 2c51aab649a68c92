import type { SafetyDecisions } from '@aisha/core';
import type { Database } from '../entities/index.ts';
import { fromSafetyDecision, toSafetyDecision } from '../mappers/safety-mapper.ts';

export const safetyDecisionsIn = (db: Database): SafetyDecisions => ({
  async add(decision) {
    await db
      .insertInto('safety_decisions')
      .values(fromSafetyDecision(decision))
      .onConflict((conflict) => conflict.column('id').doNothing())
      .execute();
  },
  async listOfPerson(userId, limit) {
    const rows = await db
      .selectFrom('safety_decisions')
      .selectAll()
      .where('user_id', '=', userId)
      .orderBy('decided_at', 'desc')
      .orderBy('id', 'desc')
      .limit(limit)
      .execute();
    return rows.map(toSafetyDecision);
  },
});
