import { describe, expect, it } from 'vitest';
import { progressOf } from './progress.ts';

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
  return { lines, progress, pass: (ms: number) => void (now += ms) };
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
});
