import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { isPortError, PortError } from '@aisha/core';
import { createChatTurns } from './chat-turns.ts';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance', 'Date'] });
});
afterEach(() => {
  vi.useRealTimers();
});

const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);

const aChat = () => {
  const turns = createChatTurns();
  const told: string[] = [];
  const ends: Record<string, unknown> = {};
  /** Tells for so many milliseconds, of `topic` as in `training:40`, or news where no version is named. */
  const tell = (what: string, takesMs = 100, chatId = 7, fails?: Error): void => {
    const [topic = '', version] = what.split(':');
    const telling = {
      chatId,
      topic,
      version: Number(version ?? Infinity),
      isPassing: version !== undefined,
    };
    const work = async (): Promise<string> => {
      told.push(what);
      await new Promise((resolve) => setTimeout(resolve, takesMs));
      if (fails) throw fails;
      return 'told';
    };
    void turns.take(telling, work).then(
      (end) => (ends[what] = end),
      (error: unknown) =>
        (ends[what] = isPortError(error) ? [error.code, error.retryAfterMs] : error),
    );
  };
  return { tell, told, ends };
};

describe('news for one chat', () => {
  it('is told one after the other, what passes last', async () => {
    const { tell, told } = aChat();
    for (const what of ['a', 'training:1', 'b', 'c']) tell(what);
    tell('elsewhere', 100, 8);
    await pass(0);
    expect(told).toEqual(['a', 'elsewhere']);
    await pass(1_000);
    expect(told).toEqual(['a', 'elsewhere', 'b', 'c', 'training:1']);
  });

  it('of one topic that passes is told once, the newest, whichever comes first', async () => {
    const { tell, told, ends } = aChat();
    for (const what of ['a', 'training:10', 'training:40', 'training:30', 'pictures:1']) tell(what);
    await pass(1_000);
    expect(told).toEqual(['a', 'training:40', 'pictures:1']);
    expect(ends['training:10']).toBeUndefined();
    expect('training:30' in ends).toBe(true);
  });

  it('that ends a topic makes its progress needless', async () => {
    const { tell, told, ends } = aChat();
    for (const what of ['a', 'training:99', 'training']) tell(what);
    tell('training:98');
    await pass(1_000);
    expect(told).toEqual(['a', 'training']);
    expect('training:99' in ends && 'training:98' in ends).toBe(true);
  });

  it('does not gather workers: beyond three it is to come back, each at a time of its own', async () => {
    const { tell, ends } = aChat();
    for (const what of ['a', 'b', 'c', 'd', 'e', 'f']) tell(what, 500);
    await pass(0);
    expect(ends).toEqual({
      e: ['messenger.rate-limited', 2_000],
      f: ['messenger.rate-limited', 3_000],
    });
  });

  it('takes the place of what passes', async () => {
    const { tell, told, ends } = aChat();
    for (const what of ['a', 'b', 'c', 'training:1', 'd', 'pictures:1']) tell(what);
    await pass(0);
    expect(Object.keys(ends).toSorted()).toEqual(['pictures:1', 'training:1']);
    await pass(1_000);
    expect(told).toEqual(['a', 'b', 'c', 'd']);
  });

  it('does not wait for long', async () => {
    const { tell, told, ends } = aChat();
    tell('a', 9_000);
    tell('b');
    await pass(2_000);
    expect(ends).toEqual({ b: ['messenger.rate-limited', 2_000] });
    await pass(8_000);
    tell('c');
    await pass(100);
    expect(told).toEqual(['a', 'c']);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('goes on after a failure', async () => {
    const { tell, told } = aChat();
    tell('a', 100, 7, new Error('broken'));
    tell('b');
    await pass(1_000);
    expect(told).toEqual(['a', 'b']);
  });

  it('is given up together when the person has gone, and may come again later', async () => {
    const { tell, told, ends } = aChat();
    tell('a', 100, 7, new PortError('messenger.blocked', 'gone', { retryable: false }));
    tell('b');
    tell('c');
    await pass(100);
    tell('on its way');
    await pass(0);
    expect(told).toEqual(['a']);
    for (const what of ['a', 'b', 'c', 'on its way']) {
      expect(ends[what]).toEqual(['messenger.blocked', undefined]);
    }
    await pass(1_000);
    tell('later');
    await pass(0);
    expect(told).toEqual(['a', 'later']);
  });
});
