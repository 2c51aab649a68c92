import type { SafetyDecisions } from '@aisha/core';
import type { Database } from '../entities/index.ts';
import { fromSafetyDecision, toSafetyDecision } from '../mappers/safety-mapper.ts';

export const safetyDecisionsIn = (db: Database): SafetyDecisions => ({
  async add(decision) {
    // Who leaves waits for this, so that what removes their rows finds it.
    const decidedAbout = await db
      .selectFrom('users')
      .select('id')
      .where('id', '=', decision.userId)
      .where('forgotten_at', 'is', null)
      .forKeyShare()
      .executeTakeFirst();
    if (!decidedAbout) return;
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
