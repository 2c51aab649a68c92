import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { isPortError } from '@aisha/core';
import { pacingLimits, type PacingLimits } from './limits.ts';
import type { PacedCall } from './paced-call.ts';
import { createPacer, type PacerOptions } from './pacer.ts';

/** What the other side says when it has had enough. */
class TooMany extends Error {
  readonly waitMs: number;
  constructor(waitMs: number) {
    super('too many requests');
    this.waitMs = waitMs;
  }
}

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance', 'Date'] });
});
afterEach(() => {
  vi.useRealTimers();
});

const aPacer = (limits: Partial<PacingLimits> = {}, own: Partial<PacerOptions> = {}) => {
  const startedAt = performance.now();
  const pacer = createPacer({
    limits: { ...pacingLimits(), ...limits },
    waitAskedBy: (error) => (error instanceof TooMany ? error.waitMs : undefined),
    ...own,
  });
  /** What was made, and when. */
  const made: [name: string, atMs: number][] = [];
  const refused: [name: string, code: string, retryAfterMs?: number | undefined][] = [];
  const time = (): number => Math.round(performance.now() - startedAt);
  const call = (
    name: string,
    own: Partial<PacedCall> = {},
    answers: readonly (Error | number)[] = [],
  ) => {
    const script = [...answers];
    const paced: PacedCall = {
      chat: '1',
      weight: 1,
      priority: 'news',
      patienceMs: 90_000,
      isRepeatable: () => true,
      ...own,
    };
    const perform = async (): Promise<string> => {
      made.push([name, time()]);
      const answer = script.shift() ?? 0;
      if (typeof answer !== 'number') throw answer;
      if (answer > 0) await new Promise((resolve) => setTimeout(resolve, answer));
      return name;
    };
    const result = pacer.run(paced, perform);
    void result.catch((error: unknown) => {
      if (isPortError(error)) refused.push([name, error.code, error.retryAfterMs]);
      else refused.push([name, (error as Error).message]);
    });
    return result;
  };
  return { pacer, call, made, refused, names: () => made.map(([name]) => name) };
};

const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);

describe('what is said in one chat', () => {
  it('begins with a burst and goes on once a second, in order', async () => {
    const { call, made } = aPacer({ chatBurst: 2 });
    for (const name of ['a', 'b', 'c', 'd']) void call(name, { priority: 'interactive' });
    await pass(5_000);
    expect(made).toEqual([
      ['a', 0],
      ['b', 0],
      ['c', 1_000],
      ['d', 2_000],
    ]);
  });

  it('does not hold up another chat', async () => {
    const { call, made } = aPacer({ chatBurst: 1 });
    for (const name of ['a', 'b']) void call(name);
    void call('other', { chat: '2' });
    await pass(0);
    expect(made).toEqual([
      ['a', 0],
      ['other', 0],
    ]);
  });

  it('is never two messages of one priority at a time, but an answer does not wait for an upload', async () => {
    const { call, made } = aPacer();
    void call('upload', {}, [4_000]);
    void call('news');
    void call('answer', { priority: 'interactive' });
    await pass(5_000);
    expect(made).toEqual([
      ['upload', 0],
      ['answer', 0],
      ['news', 4_000],
    ]);
  });

  it('goes answers first, then news, then progress', async () => {
    const { call, names } = aPacer({ chatBurst: 3 });
    for (const name of ['a', 'b', 'c']) void call(name, { priority: 'interactive' });
    await pass(0);
    void call('progress', { priority: 'progress' });
    void call('news 1');
    void call('news 2');
    void call('answer', { priority: 'interactive' });
    await pass(20_000);
    expect(names().slice(3)).toEqual(['answer', 'news 1', 'news 2', 'progress']);
  });

  it('leaves some of the burst to what matters more', async () => {
    const { call, made } = aPacer({ chatBurst: 3 });
    for (let at = 0; at < 9; at += 1) void call('progress', { priority: 'progress' });
    await pass(0);
    expect(made).toHaveLength(1);
    void call('news');
    void call('answer', { priority: 'interactive' });
    await pass(0);
    expect(made.slice(1)).toEqual([
      ['news', 0],
      ['answer', 0],
    ]);
  });

  it('counts an album as many messages, and lets nothing slip past one that waits', async () => {
    const { call, made } = aPacer({ chatBurst: 4 });
    void call('first', { priority: 'interactive' });
    void call('album', { priority: 'interactive', weight: 4 });
    void call('after', { priority: 'interactive' });
    await pass(10_000);
    expect(made).toEqual([
      ['first', 0],
      ['album', 1_000],
      ['after', 2_000],
    ]);
  });

  it('is at most twenty a minute in a group', async () => {
    const { call, made } = aPacer({ chatBurst: 30 });
    for (let at = 0; at < 25; at += 1) void call('x', { chat: '-100', priority: 'interactive' });
    await pass(59_999);
    expect(made).toHaveLength(20);
    await pass(10);
    expect(made).toHaveLength(25);
  });
});

describe('what is said in all chats', () => {
  it('is never more than the limit in any second, and all of it is said', async () => {
    const { call, made } = aPacer();
    for (let at = 0; at < 300; at += 1) {
      void call('x', { chat: String(at % 100), priority: at % 7 === 0 ? 'interactive' : 'news' }, [
        at % 40,
      ]);
    }
    await pass(60_000);
    expect(made).toHaveLength(300);
    for (const [, end] of made) {
      expect(made.filter(([, at]) => at <= end && at > end - 1_000).length).toBeLessThanOrEqual(30);
    }
    expect(made.at(-1)![1]).toBeLessThan(14_000);
  });

  it('leaves room for answers at once, while any amount of news waits', async () => {
    const { call, made } = aPacer();
    for (let at = 0; at < 200; at += 1) void call('news', { chat: `n${at}` });
    await pass(100);
    expect(made).toHaveLength(25);
    for (let at = 0; at < 5; at += 1)
      void call('answer', { chat: `a${at}`, priority: 'interactive' });
    await pass(0);
    expect(made.filter(([name]) => name === 'answer').map(([, at]) => at)).toEqual(
      Array(5).fill(100),
    );
  });

  it('is refused at once when too many wait', async () => {
    const { call, refused } = aPacer({ chatBurst: 1 }, { maxWaiting: 2 });
    for (const name of ['a', 'b', 'c', 'd']) void call(name).catch(() => undefined);
    await pass(0);
    expect(refused).toEqual([['d', 'messenger.rate-limited', 1_000]]);
  });
});

describe('a call that Telegram refuses because there are too many', () => {
  it('is made again after exactly the wait it named, before whatever came later', async () => {
    const { call, made } = aPacer();
    const refused = call('a', {}, [new TooMany(30_000)]);
    void call('b');
    await pass(29_999);
    expect(made).toEqual([['a', 0]]);
    await pass(1);
    expect(made).toEqual([
      ['a', 0],
      ['a', 30_000],
      ['b', 30_000],
    ]);
    expect(await refused).toBe('a');
  });

  it('holds back its own chat only, gestures included', async () => {
    const { call, made } = aPacer();
    void call('a', {}, [new TooMany(5_000)]);
    await pass(0);
    void call('gesture', { weight: 0, priority: 'interactive' });
    void call('elsewhere', { chat: '2' });
    void call('press', { chat: '', weight: 0, priority: 'interactive' });
    await pass(0);
    expect(made.slice(1).map(([name]) => name)).toEqual(['elsewhere', 'press']);
    await pass(5_000);
    expect(made.slice(3)).toEqual([
      ['gesture', 5_000],
      ['a', 5_000],
    ]);
  });

  it('fails with that wait when it is beyond its patience, and so does whatever waits there', async () => {
    const { call, made, refused } = aPacer();
    const patient = { patienceMs: 5_000 };
    void call('a', patient, [new TooMany(30_000)]);
    void call('b', patient);
    await pass(10);
    void call('c', patient);
    await pass(0);
    expect(refused).toEqual([
      ['a', 'too many requests'],
      ['b', 'messenger.rate-limited', 30_000],
      ['c', 'messenger.rate-limited', 29_990],
    ]);
    await pass(29_990);
    void call('d', patient);
    await pass(0);
    expect(made).toEqual([
      ['a', 0],
      ['d', 30_000],
    ]);
  });

  it('holds back everything when it meets one chat after the other', async () => {
    const { call, made } = aPacer();
    for (const chat of ['1', '2', '3']) void call(chat, { chat }, [new TooMany(4_000)]);
    await pass(0);
    void call('elsewhere', { chat: '9', priority: 'interactive' });
    await pass(3_999);
    expect(made).toHaveLength(3);
    await pass(1);
    expect(made[3]).toEqual(['elsewhere', 4_000]);
    expect(new Map(made.slice(4))).toEqual(
      new Map([
        ['1', 4_000],
        ['2', 4_000],
        ['3', 4_000],
      ]),
    );
  });

  it('does not hold back everything when others are heard in between', async () => {
    const { call, made } = aPacer();
    for (const chat of ['1', '2', '3']) {
      void call(chat, { chat }, [new TooMany(4_000)]);
      await pass(1);
      void call('heard', { chat: `8${chat}` });
      await pass(1);
    }
    void call('elsewhere', { chat: '9' });
    await pass(0);
    expect(made.at(-1)).toEqual(['elsewhere', 6]);
  });

  it('is not made again where it cannot be, as a stream that was read', async () => {
    const { call, made, refused } = aPacer();
    void call('stream', { isRepeatable: () => false }, [new TooMany(1_000)]);
    await pass(5_000);
    expect(made).toHaveLength(1);
    expect(refused).toEqual([['stream', 'too many requests']]);
  });
});

describe('waiting', () => {
  it('ends with its patience, without the call having been made', async () => {
    const { call, made, refused } = aPacer();
    void call('slow', {}, [9_000]);
    void call('b', { patienceMs: 2_000 });
    await pass(2_000);
    expect(refused).toEqual([['b', 'messenger.rate-limited', 1_000]]);
    await pass(20_000);
    expect(made.map(([name]) => name)).toEqual(['slow']);
  });

  it('ends when we close; what can begin at once still does', async () => {
    const { pacer, call, made, refused } = aPacer({ chatBurst: 1 });
    void call('a');
    void call('b');
    await pass(0);
    pacer.close();
    void call('c', { chat: '2', priority: 'interactive' });
    void call('d', { chat: '2', priority: 'interactive' });
    await pass(0);
    expect(refused.map(([name, code]) => [name, code])).toEqual([
      ['b', 'messenger.unavailable'],
      ['d', 'messenger.unavailable'],
    ]);
    await pass(60_000);
    expect(made.map(([name]) => name)).toEqual(['a', 'c']);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('passes on whatever else a call fails with', async () => {
    const { call, refused } = aPacer();
    void call('a', {}, [new Error('no such thing')]);
    await pass(0);
    expect(refused).toEqual([['a', 'no such thing']]);
  });
});
