import type { ProviderPause } from '../../domain/pause/provider-pause.ts';
import type { UnitOfWork } from '../../ports/unit-of-work.ts';
import { deepEqual, equal } from '../assert.ts';
import { builtAt, minutesAfter } from '../builders/fresh.ts';
import { atOnce, casesOf, countOf, type Suite } from './suite.ts';

export const providerPausesContract = (suite: Suite<{ unitOfWork: UnitOfWork }>): void => {
  const test = casesOf(suite);
  const aPause = (own: Partial<ProviderPause> = {}): ProviderPause => ({
    scope: 'account',
    reason: 'balance-exhausted',
    since: builtAt,
    refusals: 1,
    probes: 0,
    nextProbeAt: minutesAfter(builtAt, 1),
    ...own,
  });
  const listOf = ({ unitOfWork }: { unitOfWork: UnitOfWork }, scopes?: readonly string[]) =>
    unitOfWork.run(({ pauses }) => pauses.list(scopes));

  test('a pause is found as it was added, and only where its scope is asked for', async (context) => {
    const pause = aPause({ probingSince: new Date('2026-11-22T12:00:02.345Z') });
    equal(await context.unitOfWork.run(({ pauses }) => pauses.add(pause)), true);
    deepEqual(await listOf(context), [pause]);
    deepEqual(await listOf(context, ['fake/trainer', 'account']), [pause]);
    deepEqual(await listOf(context, ['fake/trainer']), []);
    deepEqual(await listOf(context, []), []);
    await context.unitOfWork.run(async ({ pauses }) => {
      deepEqual(await pauses.findForUpdate('account'), pause);
      equal(await pauses.findForUpdate('fake/trainer'), undefined);
    });
  });

  test('refusals that did not open one are remembered as such', async (context) => {
    const counted: ProviderPause = {
      scope: 'fake/trainer',
      reason: 'unavailable',
      since: builtAt,
      refusals: 3,
      probes: 0,
    };
    await context.unitOfWork.run(({ pauses }) => pauses.add(counted));
    deepEqual(await listOf(context), [counted]);
  });

  test('a second pause of a scope is not added and changes nothing', async (context) => {
    const { unitOfWork } = context;
    await unitOfWork.run(({ pauses }) => pauses.add(aPause()));
    const second = aPause({ reason: 'unauthorized', probes: 4 });
    equal(await unitOfWork.run(({ pauses }) => pauses.add(second)), false);
    deepEqual(await listOf(context), [aPause()]);
  });

  test('of many that add one at once one has', async (context) => {
    const added = await atOnce(10, (probes) =>
      context.unitOfWork.run(({ pauses }) => pauses.add(aPause({ probes }))),
    );
    equal(countOf(added, true), 1);
    equal((await listOf(context)).length, 1);
  });

  test('what is found for update is changed by one after the other', async (context) => {
    const { unitOfWork } = context;
    await unitOfWork.run(({ pauses }) => pauses.add(aPause()));
    await atOnce(10, () =>
      unitOfWork.run(async ({ pauses }) => {
        const known = await pauses.findForUpdate('account');
        if (known) await pauses.save({ ...known, probes: known.probes + 1 });
      }),
    );
    deepEqual(await listOf(context), [aPause({ probes: 10 })]);
  });

  test('a saved pause is as it was saved, also with less than before', async (context) => {
    const { unitOfWork } = context;
    await unitOfWork.run(({ pauses }) => pauses.add(aPause({ probingSince: builtAt })));
    const saved = aPause({ reason: 'unauthorized', nextProbeAt: minutesAfter(builtAt, 3) });
    await unitOfWork.run(({ pauses }) => pauses.save(saved));
    deepEqual(await listOf(context), [saved]);
  });

  test('a deleted pause is answered once and gone', async (context) => {
    const { unitOfWork } = context;
    const other = aPause({ scope: 'fake/trainer', reason: 'unavailable' });
    await unitOfWork.run(async ({ pauses }) => {
      await pauses.add(aPause());
      await pauses.add(other);
    });
    deepEqual(await unitOfWork.run(({ pauses }) => pauses.delete('account')), aPause());
    equal(await unitOfWork.run(({ pauses }) => pauses.delete('account')), undefined);
    deepEqual(await listOf(context), [other]);
  });

  test('nothing of it stays where the transaction fails', async (context) => {
    const failed = context.unitOfWork.run(async ({ pauses }) => {
      await pauses.add(aPause());
      throw new Error('undone');
    });
    await failed.catch(() => undefined);
    deepEqual(await listOf(context), []);
  });
};
