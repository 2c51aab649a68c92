import { describe, expect, it } from 'vitest';
import { percentFromLogs } from './log-progress.ts';

const percent = (lines: readonly string[], steps = 1_000) =>
  percentFromLogs(
    lines.map((message) => ({ message })),
    steps,
  );

describe('progress read off a training log', () => {
  it.each([
    [' 12%|█▏        | 120/1000 [00:31<03:51,  3.80it/s]', 12],
    ['step 120/1000, loss 0.31', 12],
    ['Step 120 of 1000', 12],
    ['steps: 0/1000', 0],
    ['1000/1000', 100],
    ['progress: 37%', 37],
    ['progress: 37.5% done', 37],
  ])('%s', (line, expected) => expect(percent([line])).toBe(expected));

  it.each([
    'Loading pipeline components...',
    'epoch 1/2',
    'lr 9e-05/1000',
    'done 1200/1000',
    '2026/11/22 10:00',
    '1200%',
    '',
  ])('is not found in %s', (line) => expect(percent([line])).toBeUndefined());

  it('never goes back', () => {
    const lines = ['400/1000', '120/1000'];
    expect(percent(lines)).toBe(40);
    expect(percent([...lines, '410/1000'])).toBe(41);
  });

  it('believes the count of its own steps before any other bar', () => {
    expect(percent(['Processing images: 100%|██| 12/12', ' 3%| | 30/1000'])).toBe(3);
  });

  it('does not take a download for the training', () => {
    expect(percent(['Downloading shards: 100%|██████| 3/3'])).toBeUndefined();
  });

  it('is nothing where there is no log', () => expect(percent([])).toBeUndefined());

  it('stays quick on a log that was made to be slow', () => {
    const startedAt = performance.now();
    percent(Array.from({ length: 5_000 }, () => '9'.repeat(50_000)));
    expect(performance.now() - startedAt).toBeLessThan(3_000);
  });
});
