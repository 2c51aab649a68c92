import type { SafetyDecisionId } from '../../shared/ids.ts';
import type { SafetyDecision } from '../../domain/safety/safety.ts';
import type { UnitOfWork } from '../../ports/unit-of-work.ts';
import { deepEqual } from '../assert.ts';
import { builtAt, freshId, minutesAfter } from '../builders/fresh.ts';
import { given } from './given.ts';
import { casesOf, type Suite } from './suite.ts';

export const safetyDecisionsContract = (suite: Suite<{ unitOfWork: UnitOfWork }>): void => {
  const test = casesOf(suite);
  const aDecision = (own: Partial<SafetyDecision> & Pick<SafetyDecision, 'userId'>) =>
    ({
      id: freshId<SafetyDecisionId>(),
      subject: { type: 'prompt' },
      judge: 'rules',
      category: 'sexual',
      reason: 'sexual.nudity.en',
      decidedAt: builtAt,
      ...own,
    }) as const satisfies SafetyDecision;
  const add = async (unitOfWork: UnitOfWork, ...all: SafetyDecision[]) =>
    unitOfWork.run(async ({ decisions }) => {
      for (const decision of all) await decisions.add(decision);
    });

  test('decisions about everything read back, the newest first, to their person alone', async ({
    unitOfWork,
  }) => {
    const stage = given(unitOfWork);
    const { id: userId } = await stage.user();
    const all = [
      aDecision({ userId }),
      aDecision({
        userId,
        subject: { type: 'generation', id: freshId() },
        judge: 'moderator',
        decidedAt: minutesAfter(builtAt, 1),
      }),
      aDecision({
        userId,
        subject: { type: 'photo', id: freshId() },
        judge: 'nobody',
        category: undefined,
        reason: 'provider.unavailable',
        decidedAt: minutesAfter(builtAt, 2),
      }),
      aDecision({
        userId,
        subject: { type: 'draft', id: freshId() },
        decidedAt: minutesAfter(builtAt, 3),
      }),
      aDecision({
        userId,
        subject: { type: 'training', id: freshId() },
        judge: 'provider',
        category: undefined,
        reason: 'content refused',
        decidedAt: minutesAfter(builtAt, 4),
      }),
    ];
    const { id: other } = await stage.user();
    await add(unitOfWork, ...all, aDecision({ userId: other }));
    const list = (limit: number) =>
      unitOfWork.read(({ decisions }) => decisions.listOfPerson(userId, limit));
    deepEqual(await list(10), all.toReversed());
    deepEqual(await list(1), all.slice(-1));
  });

  test('a decision that is added again changes nothing', async ({ unitOfWork }) => {
    const { id: userId } = await given(unitOfWork).user();
    const decision = aDecision({ userId });
    await add(unitOfWork, decision, { ...decision, reason: 'another' });
    const listed = await unitOfWork.read(({ decisions }) => decisions.listOfPerson(userId, 10));
    deepEqual(listed, [decision]);
  });

  test('of somebody who has left nothing is written down', async ({ unitOfWork }) => {
    const { id: userId } = await given(unitOfWork).user();
    await unitOfWork.run(({ accounts }) => accounts.detach(userId, builtAt));
    await add(unitOfWork, aDecision({ userId }));
    const listed = await unitOfWork.read(({ decisions }) => decisions.listOfPerson(userId, 10));
    deepEqual(listed, []);
  });
};
