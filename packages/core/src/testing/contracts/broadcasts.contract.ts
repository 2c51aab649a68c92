import type { BroadcastId, UserId } from '../../shared/ids.ts';
import { broadcastTo } from '../../domain/broadcast/broadcast.ts';
import type { UnitOfWork } from '../../ports/unit-of-work.ts';
import { deepEqual, equal, rejects } from '../assert.ts';
import { aBroadcast } from '../builders/broadcasts.ts';
import { builtAt, freshId, minutesAfter } from '../builders/fresh.ts';
import { atOnce, casesOf, countOf, untilAnswered, type Suite } from './suite.ts';

export const broadcastsContract = (suite: Suite<{ unitOfWork: UnitOfWork }>): void => {
  const test = casesOf(suite);

  test('a broadcast is found and listed as it was added', async ({ unitOfWork }) => {
    const first = aBroadcast({
      texts: { en: 'Hello {firstName}', ru: 'Привет, "{firstName}" \\ <b>' },
      audience: {
        locales: ['en', 'ru'],
        hasReadyAvatar: false,
        joinedSince: builtAt,
        joinedBefore: minutesAfter(builtAt, 60),
        userIds: [freshId<UserId>()],
      },
    });
    const second = aBroadcast({ status: 'done', finishedAt: minutesAfter(builtAt, 1), told: 2 });
    for (const each of [first, second]) {
      await unitOfWork.run(({ broadcasts }) => broadcasts.add(each));
    }
    deepEqual(await unitOfWork.read(({ broadcasts }) => broadcasts.find(first.id)), first);
    const list = (before?: BroadcastId) =>
      unitOfWork.read(({ broadcasts }) => broadcasts.list({ limit: 10, before }));
    deepEqual(await list(), [second, first]);
    deepEqual(await list(second.id), [first]);
    await rejects(unitOfWork.run(({ broadcasts }) => broadcasts.add(first)));
    const none = freshId<BroadcastId>();
    equal(await unitOfWork.read(({ broadcasts }) => broadcasts.find(none)), undefined);
  });

  test('of many who take the same step at once one does', async ({ unitOfWork }) => {
    const broadcast = aBroadcast();
    await unitOfWork.run(({ broadcasts }) => broadcasts.add(broadcast));
    const next = broadcastTo(broadcast, freshId<UserId>());
    const saved = await atOnce(5, () =>
      untilAnswered(() => unitOfWork.run(({ broadcasts }) => broadcasts.save(next))),
    );
    equal(countOf(saved, true), 1);
    deepEqual(await unitOfWork.read(({ broadcasts }) => broadcasts.find(next.id)), next);
    const gone = aBroadcast({ step: 1 });
    equal(await unitOfWork.run(({ broadcasts }) => broadcasts.save(gone)), false);
  });
};
