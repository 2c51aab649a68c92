import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { openPressAnswer } from './press-answer.ts';

describe('a pressed button', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  const opened = (pressId?: string) => {
    const answers: unknown[] = [];
    const answer = openPressAnswer(
      {
        answerPress: async (id, said) => {
          answers.push([id, said]);
        },
      },
      pressId,
    );
    return { answer, answers };
  };

  it('is answered with a word where there is one, and once', async () => {
    const { answer, answers } = opened('7');
    expect(await answer.say('Done.', { alert: true })).toBe(true);
    await answer.close();
    await vi.advanceTimersByTimeAsync(10_000);
    expect(answers).toEqual([['7', { text: 'Done.', alert: true }]]);
  });

  it('is answered at the end where nothing was said', async () => {
    const { answer, answers } = opened('7');
    await answer.close();
    await vi.advanceTimersByTimeAsync(10_000);
    expect(answers).toEqual([['7', undefined]]);
  });

  it('is answered within a second while its work goes on; a word comes too late then', async () => {
    const { answer, answers } = opened('7');
    await vi.advanceTimersByTimeAsync(900);
    expect(answers).toEqual([['7', undefined]]);
    expect(await answer.say('Done.', { alert: false })).toBe(false);
    await answer.close();
    expect(answers).toHaveLength(1);
  });

  it('that nobody pressed has no answer', async () => {
    const { answer, answers } = opened();
    expect(await answer.say('Done.', { alert: false })).toBe(false);
    await answer.close();
    await vi.advanceTimersByTimeAsync(10_000);
    expect(answers).toEqual([]);
  });
});
