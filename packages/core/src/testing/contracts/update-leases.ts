import { deepEqual, equal } from '../assert.ts';
import {
  anUpdate,
  claim,
  complete,
  first,
  idsOf,
  type UpdateInboxContext,
} from './inbox-updates.ts';
import { casesOf, present, type Suite } from './suite.ts';

/** A part of the contract of the inbox of updates. */
export const leaseCases = (suite: Suite<UpdateInboxContext>): void => {
  const test = casesOf(suite);

  test('a claim holds for its lease and is then free for anybody', async ({ inbox, elapse }) => {
    await inbox.land([anUpdate(1)]);
    await claim(inbox, { leaseMs: 1000 });
    deepEqual(await claim(inbox, { owner: 'two', leaseMs: 1000 }), []);
    await elapse(1001);
    const [taken] = await claim(inbox, { owner: 'two', leaseMs: 60_000 });
    equal(present(taken).id, 1);
    equal(present(taken).attempts, 1);
  });

  test('who lost a claim finishes nothing', async ({ inbox, elapse }) => {
    await inbox.land([anUpdate(1), anUpdate(2)]);
    const [lost] = await claim(inbox, { leaseMs: 1000 });
    await elapse(1001);
    const [taken] = await claim(inbox, { owner: 'two' });
    equal(await complete(inbox, present(lost), { from: 'one' }), false);
    await inbox.release(present(lost), { owner: 'one', retryAt: undefined });
    const finished = await inbox.complete(present(taken), {
      owner: 'two',
      conversation: { from: 'two' },
    });
    equal(finished, true);
    const next = await first(inbox);
    deepEqual([next.id, next.conversation], [2, { from: 'two' }]);
  });

  test('a claim that is renewed is held on to, and ends with its last lease', async ({
    inbox,
    elapse,
  }) => {
    await inbox.land([anUpdate(1)]);
    const claimed = await claim(inbox, { leaseMs: 10_000 });
    await elapse(6_000);
    await inbox.renew(claimed, { owner: 'one', leaseMs: 10_000 });
    await elapse(6_000);
    deepEqual(await claim(inbox, { owner: 'two' }), [], 'renewed in between');
    await elapse(6_000);
    deepEqual(idsOf(await claim(inbox, { owner: 'two' })), [1]);
  });

  test('a claim that was lost is not renewed', async ({ inbox, elapse }) => {
    await inbox.land([anUpdate(1)]);
    const lost = await claim(inbox, { leaseMs: 10_000 });
    await elapse(11_000);
    await claim(inbox, { owner: 'two', leaseMs: 10_000 });
    await inbox.renew(lost, { owner: 'one', leaseMs: 60_000 });
    await inbox.renew([], { owner: 'one', leaseMs: 60_000 });
    await elapse(11_000);
    deepEqual(idsOf(await claim(inbox, { owner: 'three' })), [1]);
  });
};
