import type { RunId } from '../../shared/ids.ts';
import type { WebhookAddresses } from '../../ports/webhook-addresses.ts';
import { deepEqual, equal, ok } from '../assert.ts';
import { freshId } from '../builders/fresh.ts';
import { casesOf, present, type Suite } from './suite.ts';

export type WebhookAddressesContext = {
  readonly addresses: WebhookAddresses;
  /** The same, where nobody could reach us. */
  readonly unreachable: WebhookAddresses;
};

const queryOf = (address: string): string => address.slice(address.indexOf('?'));

export const webhookAddressesContract = (suite: Suite<WebhookAddressesContext>): void => {
  const test = casesOf(suite);
  const aTry = (tryNumber = 1) => ({ runId: freshId<RunId>(), tryNumber });

  test('an address names its run and try, with and without the question mark', async ({
    addresses,
  }) => {
    for (const run of [aTry(), aTry(2), aTry(12)]) {
      const query = queryOf(present(addresses.issue(run)));
      deepEqual(addresses.read(query), run);
      deepEqual(addresses.read(query.slice(1)), run);
    }
  });

  test('the same run has the same address, another run and try have others', async ({
    addresses,
  }) => {
    const run = aTry();
    equal(addresses.issue(run), addresses.issue(run));
    ok(addresses.issue(run) !== addresses.issue({ ...run, tryNumber: 2 }), 'another try');
    ok(addresses.issue(run) !== addresses.issue(aTry()), 'another run');
  });

  test('an address that was changed anywhere names nothing', async ({ addresses }) => {
    const run = aTry();
    const query = queryOf(present(addresses.issue(run)));
    const other = aTry().runId;
    equal(addresses.read(query.replace(run.runId, other)), undefined, 'another run');
    equal(addresses.read(query.replace('try=1', 'try=2')), undefined, 'another try');
    for (const changed of ['', '?', query.slice(0, -8), `?run=${run.runId}&try=1`]) {
      equal(addresses.read(changed), undefined, 'a part of it');
    }
  });

  test('there is no address where nobody could reach us', async ({ unreachable }) => {
    equal(unreachable.issue(aTry()), undefined);
  });
};
