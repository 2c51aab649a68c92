import type { Address, UserId } from '../../shared/ids.ts';
import type { Traces } from '../../ports/traces.ts';
import { deepEqual, equal } from '../assert.ts';
import { casesOf, type Suite } from './suite.ts';

export type TracesContext = {
  readonly traces: Traces;
  /** Two people, each with a conversation, a finished update, a live message and a waiting job. */
  readonly people: readonly { readonly userId: UserId; readonly address: Address }[];
  /** How much of a person's there is, of each kind. */
  readonly tracesOf: (person: { readonly userId: UserId; readonly address: Address }) => Promise<{
    readonly updates: number;
    readonly lanes: number;
    readonly liveMessages: number;
    readonly jobs: number;
  }>;
};

const all = { updates: 1, lanes: 1, liveMessages: 1, jobs: 1 };
const none = { updates: 0, lanes: 0, liveMessages: 0, jobs: 0 };

export const tracesContract = (suite: Suite<TracesContext>): void => {
  const test = casesOf(suite);

  test('all of one person goes, again too, and nothing of another', async ({
    traces,
    people,
    tracesOf,
  }) => {
    const [one, other] = people;
    if (!one || !other) throw new Error('two people are needed');
    deepEqual(await tracesOf(one), all);
    await traces.erase(one);
    deepEqual(await tracesOf(one), none);
    await traces.erase(one);
    deepEqual(await tracesOf(other), all);
  });

  test('of whom nothing is kept nothing is missed', async ({ traces, people }) => {
    const nobody = { userId: '00000000-0000-7000-8000-000000000404', address: 'telegram:404' };
    equal(await traces.erase(nobody as never), undefined);
    equal(people.length, 2);
  });
};
