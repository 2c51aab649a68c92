import type { ApiClientId, Sha256 } from '../../shared/ids.ts';
import type { IdempotentRequests } from '../../ports/idempotent-requests.ts';
import { deepEqual, equal } from '../assert.ts';
import { freshId } from '../builders/fresh.ts';
import { atOnce, casesOf, type Suite } from './suite.ts';

export type IdempotentRequestsContext = {
  readonly requests: IdempotentRequests;
  readonly clientId: ApiClientId;
  /** Lets time pass for the store. */
  elapse(ms: number): Promise<void>;
};

const leaseMs = 60_000;
const fingerprint = 'a'.repeat(64) as Sha256;

export const idempotentRequestsContract = (suite: Suite<IdempotentRequestsContext>): void => {
  const test = casesOf(suite);
  const begin = ({ requests, clientId }: IdempotentRequestsContext, key = 'one', own = {}) =>
    requests.begin({ clientId, key, fingerprint, id: freshId(), leaseMs, ...own });

  test('of many at once one has begun, and the others are told so', async (context) => {
    const begun = await atOnce(10, () => begin(context));
    const states = begun.map(({ state }) => state).toSorted();
    deepEqual(states, ['begun', ...Array.from({ length: 9 }, () => 'under-way')]);
  });

  test('what it was answered is answered again, word for word', async (context) => {
    const { requests, clientId } = context;
    await begin(context);
    const answer = { status: 201, body: '{"name":"Ада"}', location: '/api/v1/avatars/1' };
    await requests.finish({ clientId, key: 'one' }, answer);
    deepEqual(await begin(context), { state: 'answered', answer });
    const plain = { status: 422, body: '{}' };
    await begin(context, 'two');
    await requests.finish({ clientId, key: 'two' }, plain);
    deepEqual(await begin(context, 'two'), { state: 'answered', answer: plain });
  });

  test('the same name for something else is a mistake', async (context) => {
    await begin(context);
    const other = { fingerprint: 'b'.repeat(64) as Sha256 };
    deepEqual(await begin(context, 'one', other), { state: 'mismatch' });
    equal((await begin(context, 'another', other)).state, 'begun');
  });

  test('one of whom nothing is heard is done again under the same id', async (context) => {
    const first = await begin(context);
    await context.elapse(leaseMs - 5_000);
    deepEqual(await begin(context), { state: 'under-way' });
    await context.elapse(10_000);
    deepEqual(await begin(context), first);
    deepEqual(await begin(context), { state: 'under-way' });
  });

  test('one that came to nothing may begin again at once, under the same id', async (context) => {
    const { requests, clientId } = context;
    const first = await begin(context);
    await requests.release({ clientId, key: 'one' });
    deepEqual(await begin(context), first);
  });

  test('old ones are forgotten, answered or not', async (context) => {
    const { requests, clientId } = context;
    await begin(context);
    await requests.finish({ clientId, key: 'one' }, { status: 200, body: '{}' });
    await context.elapse(100_000);
    await begin(context, 'two');
    equal(await requests.forget({ olderThanMs: 200_000, limit: 9 }), 0);
    equal(await requests.forget({ olderThanMs: 50_000, limit: 9 }), 1);
    equal((await begin(context)).state, 'begun');
    equal((await begin(context, 'two')).state, 'under-way');
  });
};
