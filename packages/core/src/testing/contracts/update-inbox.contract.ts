import type { Address } from '../../shared/ids.ts';
import type { IncomingUpdate } from '../../ports/update-inbox.ts';
import { deepEqual, equal, ok } from '../assert.ts';
import { given } from './given.ts';
import {
  anUpdate,
  claim,
  complete,
  first,
  idsOf,
  type UpdateInboxContext,
} from './inbox-updates.ts';
import { atOnce, casesOf, countOf, present, type Suite } from './suite.ts';
import { leaseCases } from './update-leases.ts';

export const updateInboxContract = (suite: Suite<UpdateInboxContext>): void => {
  leaseCases(suite);
  const test = casesOf(suite);

  test('an update that landed is claimed as it came', async ({ inbox }) => {
    const update: IncomingUpdate = {
      id: 8_000_000_123,
      lane: 'chat:-1001',
      address: 'telegram:42' as Address,
      payload: { nested: [{ a: null, b: 'ё' }], count: 1 },
    };
    equal(await inbox.land([update]), 1);
    const claimed = await first(inbox);
    deepEqual(claimed, { ...update, attempts: 0 });
  });

  test('an update that is known lands once', async ({ inbox }) => {
    equal(await inbox.land([anUpdate(1), anUpdate(2)]), 2);
    equal(await inbox.land([anUpdate(2), anUpdate(3)]), 1);
    equal(await inbox.land([]), 0);
    const claimed = await first(inbox);
    await complete(inbox, claimed);
    equal(await inbox.land([anUpdate(1)]), 0, 'after it was finished');
    deepEqual(idsOf(await claim(inbox)), [2]);
  });

  test('one update named twice in a batch lands once', async ({ inbox }) => {
    equal(await inbox.land([anUpdate(1), anUpdate(1)]), 1);
  });

  test('of many who land the same update at once, one lands it', async ({ inbox }) => {
    const counts = await atOnce(20, () => inbox.land([anUpdate(1), anUpdate(2)]));
    equal(
      counts.reduce((sum, count) => sum + count, 0),
      2,
    );
  });

  test('a lane gives its updates one after the other, in the order of their numbers', async ({
    inbox,
  }) => {
    await inbox.land([anUpdate(3), anUpdate(1)]);
    await inbox.land([anUpdate(2)]);
    const handled: number[] = [];
    for (let turn = 0; turn < 3; turn += 1) {
      const claimed = await claim(inbox);
      equal(claimed.length, 1, 'updates of one lane at the same time');
      deepEqual(await claim(inbox, { owner: 'two' }), [], 'while it is handled');
      handled.push(present(claimed[0]).id);
      await complete(inbox, present(claimed[0]));
    }
    deepEqual(handled, [1, 2, 3]);
    deepEqual(await claim(inbox), []);
  });

  test('lanes are handled side by side, as many as asked for', async ({ inbox }) => {
    await inbox.land([1, 2, 3, 4, 5].map((id) => anUpdate(id, `chat:${id}`)));
    await inbox.land([anUpdate(6, 'chat:1')]);
    const some = await claim(inbox, { limit: 2 });
    equal(some.length, 2);
    const rest = await claim(inbox, { owner: 'two' });
    deepEqual(idsOf([...some, ...rest]), [1, 2, 3, 4, 5]);
  });

  test('many who claim at once never share a lane', async ({ inbox }) => {
    await inbox.land(
      Array.from({ length: 20 }, (_, index) => anUpdate(index, `chat:${index % 10}`)),
    );
    const claims = await atOnce(10, (index) => claim(inbox, { owner: `owner-${index}`, limit: 3 }));
    const lanes = claims.flat().map(({ lane }) => lane);
    equal(new Set(lanes).size, lanes.length);
    ok(
      claims.flat().every(({ id }) => id < 10),
      'a later update came first',
    );
  });

  test('the person is told with the update, where we know them', async ({ inbox, unitOfWork }) => {
    const user = await given(unitOfWork).user();
    await inbox.land([
      { ...anUpdate(1), address: user.address },
      { ...anUpdate(2, 'chat:2'), address: 'telegram:404' as Address },
      anUpdate(3, 'chat:3'),
    ]);
    const claimed = await claim(inbox);
    const userOf = (id: number) => claimed.find((update) => update.id === id)?.user;
    deepEqual(userOf(1), user);
    equal(userOf(2), undefined);
    equal(userOf(3), undefined);
  });

  test("a lane's conversation is kept with the finished update", async ({ inbox }) => {
    await inbox.land([anUpdate(1), anUpdate(2), anUpdate(3, 'chat:2')]);
    const conversation = { screen: 'create-avatar', draft: { name: 'Ёж' }, steps: [1, 2] };
    const one = (await claim(inbox)).find(({ lane }) => lane === 'chat:1');
    equal(present(one).conversation, undefined);
    equal(await complete(inbox, present(one), conversation), true);
    deepEqual((await first(inbox)).conversation, conversation);
  });

  test('a conversation that is over is forgotten', async ({ inbox }) => {
    await inbox.land([anUpdate(1), anUpdate(2), anUpdate(3)]);
    await complete(inbox, await first(inbox), { screen: 'menu' });
    await inbox.complete(await first(inbox), { owner: 'one', conversation: undefined });
    equal((await first(inbox)).conversation, undefined);
  });

  test('updates that end at once keep each its own conversation', async ({ inbox, elapse }) => {
    await inbox.land([1, 2, 3, 4, 5].map((id) => anUpdate(id, `chat:${id}`)));
    const [lost] = await claim(inbox, { limit: 1, leaseMs: 1000 });
    await elapse(1001);
    await claim(inbox, { owner: 'two', limit: 1 });
    const all = [present(lost), ...(await claim(inbox))];
    const ended = await Promise.all(all.map((one) => complete(inbox, one, { from: one.lane })));
    deepEqual(ended, [false, true, true, true, true], 'who lost a claim finishes nothing');
    await inbox.land([2, 3, 4, 5].map((id) => anUpdate(10 + id, `chat:${id}`)));
    for (const { lane, conversation } of await claim(inbox))
      deepEqual(conversation, { from: lane });
  });

  test('an update is finished once', async ({ inbox }) => {
    await inbox.land([anUpdate(1)]);
    const claimed = await first(inbox);
    const answers = await atOnce(5, () => complete(inbox, claimed));
    equal(countOf(answers, true), 1);
    equal(await complete(inbox, claimed), false);
  });

  test('an update that was given back comes again in its time, and its lane waits', async ({
    inbox,
    now,
    elapse,
  }) => {
    await inbox.land([anUpdate(1), anUpdate(2)]);
    const retryAt = new Date(now().getTime() + 1000);
    await inbox.release(await first(inbox), { owner: 'one', retryAt });
    deepEqual(await claim(inbox), []);
    await elapse(1001);
    const again = await first(inbox, 'two');
    deepEqual([again.id, again.attempts], [1, 1]);
    await inbox.release(again, { owner: 'two', retryAt: now() });
    const third = await first(inbox);
    deepEqual([third.id, third.attempts], [1, 2]);
  });

  test('a parked update is never taken again, and its lane goes on', async ({ inbox, elapse }) => {
    await inbox.land([anUpdate(1), anUpdate(2)]);
    await complete(inbox, await first(inbox), { screen: 'menu' });
    await inbox.land([anUpdate(3)]);
    await inbox.release(await first(inbox), { owner: 'one', retryAt: undefined });
    const next = await first(inbox);
    deepEqual([next.id, next.conversation], [3, { screen: 'menu' }]);
    await complete(inbox, next);
    await elapse(120_000);
    deepEqual(await claim(inbox), []);
    equal(await inbox.land([anUpdate(2)]), 0);
  });
};
