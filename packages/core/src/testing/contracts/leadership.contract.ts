import type { Leadership, StopSignal } from '../../ports/leadership.ts';
import { deepEqual, equal, ok } from '../assert.ts';
import { casesOf, type Suite, type Until } from './suite.ts';

/** `one` and `two` are two processes; `cutOff` takes the shared store away from the first. */
export type LeadershipContext = {
  readonly one: Leadership;
  readonly two: Leadership;
  readonly until: Until;
  readonly cutOff: (role: string) => Promise<void>;
};

export const leadershipContract = (suite: Suite<LeadershipContext>): void => {
  const test = casesOf(suite);

  test('one of all leads, and only one at any time', async ({ one, two, until }) => {
    const { lead, leading, most } = ledger();
    const campaigns = [
      one.campaign('poll', lead('1')),
      two.campaign('poll', lead('2')),
      one.campaign('poll', lead('3')),
    ];
    await until(() => leading().length === 1);
    for (let stopped = 0; stopped < 2; stopped += 1) {
      const before = leading()[0];
      await campaigns[Number(before) - 1]?.stop();
      await until(() => leading().length === 1 && leading()[0] !== before);
    }
    await Promise.all(campaigns.map((campaign) => campaign.stop()));
    deepEqual(leading(), []);
    equal(most(), 1);
  });

  test('roles are led apart', async ({ one, two, until }) => {
    const { lead, leading } = ledger();
    const campaigns = [one.campaign('poll', lead('poll')), two.campaign('sweep', lead('sweep'))];
    await until(() => leading().length === 2);
    await Promise.all(campaigns.map((campaign) => campaign.stop()));
  });

  test('stopping tells the leader and waits until it has ended', async ({ one, until }) => {
    let ended = false;
    let told: StopSignal | undefined;
    const campaign = one.campaign('poll', async (signal) => {
      told = signal;
      await aborted(signal);
      for (let turns = 0; turns < 10; turns += 1) await Promise.resolve();
      ended = true;
    });
    await until(() => told !== undefined);
    equal(told?.aborted, false);
    await campaign.stop();
    equal(told?.aborted, true);
    ok(ended, 'stopped before the leader had ended');
  });

  test('who never led can stop, and stopping twice is fine', async ({ one, two, until }) => {
    const { lead, leading } = ledger();
    const leader = one.campaign('poll', lead('1'));
    await until(() => leading().length === 1);
    const other = two.campaign('poll', lead('2'));
    await other.stop();
    await other.stop();
    deepEqual(leading(), ['1']);
    await leader.stop();
    await leader.stop();
    deepEqual(leading(), []);
  });

  test('a leader that is cut off is told so, and another follows', async ({
    one,
    two,
    until,
    cutOff,
  }) => {
    const { lead, leading } = ledger();
    const first = one.campaign('poll', lead('1'));
    await until(() => leading()[0] === '1');
    const second = two.campaign('poll', lead('2'));
    await cutOff('poll');
    await until(() => leading().length === 1 && leading()[0] === '2');
    await Promise.all([first.stop(), second.stop()]);
  });

  test('a task that breaks is followed by another try', async ({ one, until }) => {
    let tries = 0;
    const campaign = one.campaign('poll', async (signal) => {
      tries += 1;
      if (tries < 3) throw new Error('broken');
      await aborted(signal);
    });
    await until(() => tries === 3);
    await campaign.stop();
    equal(tries, 3);
  });
};

const aborted = (signal: StopSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });

/** Who leads now, and how many ever did at the same time. */
const ledger = () => {
  const now = new Set<string>();
  let most = 0;
  return {
    leading: () => [...now],
    most: () => most,
    lead: (name: string) => async (signal: StopSignal) => {
      now.add(name);
      most = Math.max(most, now.size);
      await aborted(signal);
      now.delete(name);
    },
  };
};
