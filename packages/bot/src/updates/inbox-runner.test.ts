import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import { PortError, type ClaimedUpdate } from '@aisha/core';
import { inMemoryUpdateInbox, recordingLogger } from '@aisha/core/testing';
import { startInboxRunner, type HandleUpdate, type InboxRunner } from './inbox-runner.ts';

/** Real time: the runner waits by the clock of the machine. */
const clock = { now: () => new Date() };

const until = async (condition: () => boolean): Promise<void> => {
  const deadline = Date.now() + 5000;
  while (!condition()) {
    if (Date.now() > deadline) throw new Error('it never came to be so');
    await pause(5);
  }
};

const aGate = () => {
  let open = (): void => undefined;
  const opened = new Promise<void>((resolve) => (open = resolve));
  return { open: () => open(), opened };
};

describe('the inbox runner', () => {
  const runners: InboxRunner[] = [];
  afterEach(async () => {
    await Promise.all(runners.splice(0).map((runner) => runner.stop()));
  });

  const inboxOf = () =>
    inMemoryUpdateInbox({ clock, users: { findByAddress: async () => undefined } });

  const start = (handle: HandleUpdate, own: { lanes?: number; renewEachMs?: number } = {}) => {
    const inbox = inboxOf();
    const logger = recordingLogger();
    const apologies: number[] = [];
    const runner = startInboxRunner({
      inbox,
      handle,
      logger,
      owner: 'me',
      apologize: async ({ id }) => void apologies.push(id),
      ...own,
    });
    runners.push(runner);
    const land = async (...updates: readonly [id: number, lane: string][]): Promise<void> => {
      await inbox.land(updates.map(([id, lane]) => ({ id, lane, payload: {} })));
      runner.wake();
    };
    return { inbox, logger, apologies, runner, land };
  };

  it('handles a chat in order, one after the other, and hands on its conversation', async () => {
    const seen: unknown[] = [];
    let underWay = 0;
    const { land, inbox } = start(async ({ id, conversation }) => {
      underWay += 1;
      expect(underWay).toBe(1);
      await pause(2);
      underWay -= 1;
      seen.push([id, conversation]);
      return { conversation: `after ${id}` };
    });
    await land([2, 'a'], [1, 'a'], [3, 'a']);
    await until(() => inbox.unfinished().length === 0);
    expect(seen).toEqual([
      [1, undefined],
      [2, 'after 1'],
      [3, 'after 2'],
    ]);
  });

  it('holds on to what it is at, and only to that', async () => {
    const gate = aGate();
    const handle = async () => {
      await gate.opened;
      return { conversation: null };
    };
    const { land, inbox } = start(handle, { renewEachMs: 5 });
    const renewed: number[] = [];
    const renew = inbox.renew.bind(inbox);
    inbox.renew = async (updates, options) => {
      renewed.push(...updates.map(({ id }) => id));
      await renew(updates, options);
    };
    await land([1, 'a']);
    await until(() => renewed.length > 2);
    gate.open();
    await until(() => inbox.unfinished().length === 0);
    await pause(10);
    const before = renewed.length;
    await pause(20);
    expect(renewed.length).toBe(before);
    expect(new Set(renewed)).toEqual(new Set([1]));
  });

  it('handles chats side by side, no more than it has lanes', async () => {
    const gate = aGate();
    let underWay = 0;
    let most = 0;
    const handle = async () => {
      underWay += 1;
      most = Math.max(most, underWay);
      await gate.opened;
      underWay -= 1;
      return { conversation: null };
    };
    const { land, inbox } = start(handle, { lanes: 3 });
    await land([1, 'a'], [2, 'b'], [3, 'c'], [4, 'd'], [5, 'e']);
    await until(() => underWay === 3);
    gate.open();
    await until(() => inbox.unfinished().length === 0);
    expect(most).toBe(3);
  });

  it('is not held up in one chat by what another waits for', async () => {
    const gate = aGate();
    const done: number[] = [];
    const { land } = start(async ({ id, lane }) => {
      if (lane === 'slow') await gate.opened;
      done.push(id);
      return { conversation: null };
    });
    await land([1, 'slow'], [2, 'quick'], [3, 'slow'], [4, 'quick']);
    await until(() => done.length === 2);
    expect(done).toEqual([2, 4]);
    gate.open();
    await until(() => done.length === 4);
    expect(done).toEqual([2, 4, 1, 3]);
  });

  it('begins with others while it is being stored what was done, and with the same chat not before', async () => {
    const inbox = inboxOf();
    const gate = aGate();
    const slow = {
      ...inbox,
      complete: async (...all: Parameters<typeof inbox.complete>) => {
        await gate.opened;
        return inbox.complete(...all);
      },
    };
    const begun: number[] = [];
    const handle = async ({ id }: ClaimedUpdate) => {
      begun.push(id);
      return { conversation: null };
    };
    const logger = recordingLogger();
    await inbox.land([1, 2, 3, 4, 5].map((id) => ({ id, lane: `chat:${id % 4}`, payload: {} })));
    const runner = startInboxRunner({ inbox: slow, handle, logger, owner: 'me', lanes: 2 });
    runners.push(runner);
    await until(() => begun.length === 4);
    await pause(30);
    expect(begun).toEqual([1, 2, 3, 4]);
    gate.open();
    await until(() => inbox.unfinished().length === 0);
    expect(begun).toEqual([1, 2, 3, 4, 5]);
  });

  it('tries again what may work later, when it was told to', async () => {
    const tries: number[] = [];
    const { land, inbox, apologies } = start(async () => {
      tries.push(Date.now());
      if (tries.length === 1) {
        const options = { retryable: true, retryAfterMs: 60 };
        throw new PortError('messenger.rate-limited', 'slow down', options);
      }
      return { conversation: null };
    });
    await land([1, 'a']);
    await until(() => inbox.unfinished().length === 0);
    expect(tries).toHaveLength(2);
    expect(tries[1]! - tries[0]!).toBeGreaterThanOrEqual(60);
    expect(apologies).toEqual([]);
  });

  it('gives up what nothing helps, says so, and goes on with the chat', async () => {
    const handled: number[] = [];
    const { land, inbox, apologies, logger } = start(async ({ id }) => {
      if (id === 1) throw new PortError('messenger.rejected', 'no', { retryable: false });
      handled.push(id);
      return { conversation: null };
    });
    await land([1, 'a'], [2, 'a']);
    await until(() => handled.length === 1);
    await until(() => apologies.length === 1);
    expect(inbox.unfinished().map(({ id }) => id)).toEqual([1]);
    expect(logger.lines[0]).toMatchObject({ level: 'error', fields: { updateId: 1, lane: 'a' } });
  });

  it('gives up without a word what is said to somebody who blocks us', async () => {
    const { land, apologies, logger, inbox } = start(async () => {
      throw new PortError('messenger.blocked', 'gone', { retryable: false });
    });
    await land([1, 'a']);
    await until(() => logger.lines.length === 1);
    await until(() => inbox.unfinished().length === 1);
    expect(apologies).toEqual([]);
  });

  it('does not take being asked to wait for a failure', async () => {
    const inbox = inboxOf();
    const worn = {
      ...inbox,
      claim: async (options: Parameters<typeof inbox.claim>[0]) =>
        (await inbox.claim(options)).map((update) => ({
          ...update,
          attempts: update.attempts + 20,
        })),
    };
    let tries = 0;
    const handle = async () => {
      tries += 1;
      if (tries > 2) return { conversation: null };
      const wait = { retryable: true, retryAfterMs: 10 };
      throw new PortError('messenger.rate-limited', 'slow down', wait);
    };
    const logger = recordingLogger();
    const runner = startInboxRunner({ inbox: worn, handle, logger, owner: 'me' });
    runners.push(runner);
    await inbox.land([{ id: 1, lane: 'a', payload: {} }]);
    runner.wake();
    await until(() => inbox.unfinished().length === 0);
    expect(tries).toBe(3);
  });

  it('gives up a defect after its last try', async () => {
    const inbox = inboxOf();
    await inbox.land([{ id: 1, lane: 'a', payload: {} }]);
    // Four tries have failed before this process began.
    const worn = {
      ...inbox,
      claim: async (options: Parameters<typeof inbox.claim>[0]) =>
        (await inbox.claim(options)).map((update) => ({ ...update, attempts: 5 })),
    };
    const givenUp: ClaimedUpdate[] = [];
    const handle = async () => Promise.reject(new Error('we are wrong'));
    const apologize = async (update: ClaimedUpdate) => {
      givenUp.push(update);
      throw new Error('and cannot even say so');
    };
    const logger = recordingLogger();
    const runner = startInboxRunner({ inbox: worn, handle, logger, owner: 'me', apologize });
    runners.push(runner);
    await until(() => givenUp.length === 1);
    runner.wake();
    await pause(30);
    expect(givenUp).toHaveLength(1);
    expect(logger.lines).toHaveLength(1);
  });

  it('goes on when the inbox could not be read', async () => {
    const inbox = inboxOf();
    let failures = 1;
    const shaky = {
      ...inbox,
      claim: async (options: Parameters<typeof inbox.claim>[0]) => {
        failures -= 1;
        if (failures >= 0) throw new PortError('database.unavailable', 'x', { retryable: true });
        return inbox.claim(options);
      },
    };
    const handled: number[] = [];
    const handle = async ({ id }: ClaimedUpdate) => {
      handled.push(id);
      return { conversation: null };
    };
    const logger = recordingLogger();
    const runner = startInboxRunner({ inbox: shaky, handle, logger, owner: 'me' });
    runners.push(runner);
    await inbox.land([{ id: 1, lane: 'a', payload: {} }]);
    await until(() => logger.lines.length > 0);
    runner.wake();
    await until(() => handled.length === 1);
  });

  it('finishes what is under way when it stops, and takes nothing more', async () => {
    const gate = aGate();
    const begun: number[] = [];
    const { land, inbox, runner } = start(async ({ id }) => {
      begun.push(id);
      await gate.opened;
      return { conversation: null };
    });
    await land([1, 'a'], [2, 'a']);
    await until(() => begun.length === 1);
    const stopped = runner.stop();
    gate.open();
    await stopped;
    expect(begun).toEqual([1]);
    expect(inbox.unfinished().map(({ id }) => id)).toEqual([2]);
  });
});
