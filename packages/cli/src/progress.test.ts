import { describe, expect, it, vi } from 'vitest';
import { progressOf, whileWorking } from './progress.ts';

const watched = () => {
  const lines: string[] = [];
  let now = 0;
  const terminal = {
    interactive: true,
    ask: async () => '',
    note: () => undefined,
    status: (line: string) => void lines.push(line),
  };
  const progress = progressOf(terminal, 'copying', () => now);
  return { lines, progress, terminal, pass: (ms: number) => void (now += ms) };
};

describe('progress', () => {
  it('is told as a bar, at most ten times a second, and its end in any case', () => {
    const { lines, progress, pass } = watched();
    progress.step(0, 4);
    progress.step(1, 4);
    pass(100);
    progress.step(2, 4);
    progress.step(4, 4);
    progress.end();
    expect(lines).toEqual([
      `copying ${'░'.repeat(20)} 0 of 4`,
      `copying ${'█'.repeat(10)}${'░'.repeat(10)} 2 of 4`,
      `copying ${'█'.repeat(20)} 4 of 4`,
      '',
    ]);
  });

  it('is a count where nobody knows how much there is', () => {
    const { lines, progress } = watched();
    progress.step(7);
    expect(lines).toEqual(['copying 7']);
  });

  it('is the time that it takes where nobody knows how much is left, and ends with the work', async () => {
    vi.useFakeTimers();
    try {
      const { lines, terminal } = watched();
      const work = whileWorking(
        terminal,
        'reading the books',
        () => new Promise((_, reject) => void setTimeout(reject, 2_500, new Error('away'))),
        () => Date.now(),
      );
      const ended = work.catch((error: unknown) => error);
      await vi.advanceTimersByTimeAsync(10_000);
      expect(await ended).toEqual(new Error('away'));
      expect(lines).toEqual([
        'reading the books 0 s',
        'reading the books 1 s',
        'reading the books 2 s',
        '',
      ]);
    } finally {
      vi.useRealTimers();
    }
  });
});
