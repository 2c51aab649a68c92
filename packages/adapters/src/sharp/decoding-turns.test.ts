import { describe, expect, it } from 'vitest';
import { decodingTurns } from './decoding-turns.ts';

/** A task that runs until it is ended. */
const task = () => {
  const { promise, resolve } = Promise.withResolvers<void>();
  const state = { started: false, end: resolve };
  const run = async (): Promise<void> => {
    state.started = true;
    await promise;
  };
  return { state, run };
};

describe('turns of decoding', () => {
  it('let two begin, and the next when one has ended', async () => {
    const inTurn = decodingTurns(100);
    const tasks = [task(), task(), task()];
    const runs = tasks.map(({ run }) => inTurn(10, run));
    await Promise.resolve();
    expect(tasks.map(({ state }) => state.started)).toEqual([true, true, false]);
    tasks[0]!.state.end();
    await runs[0];
    expect(tasks[2]!.state.started).toBe(true);
  });

  it('keep the pixels under way within the limit, and let a larger picture go alone', async () => {
    const inTurn = decodingTurns(100);
    const tasks = [task(), task(), task()];
    const runs = tasks.map(({ run }, at) => inTurn([60, 200, 1][at]!, run));
    await Promise.resolve();
    expect(tasks.map(({ state }) => state.started)).toEqual([true, false, false]);
    tasks[0]!.state.end();
    await runs[0];
    expect(tasks.map(({ state }) => state.started)).toEqual([true, true, false]);
    tasks[1]!.state.end();
    await runs[1];
    expect(tasks[2]!.state.started).toBe(true);
  });

  it('go on after a failure', async () => {
    const inTurn = decodingTurns(100);
    const broken = () => Promise.reject(new Error('broken'));
    await Promise.allSettled([inTurn(1, broken), inTurn(1, broken), inTurn(1, broken)]);
    expect(await inTurn(1, async () => 'fine')).toBe('fine');
  });
});
