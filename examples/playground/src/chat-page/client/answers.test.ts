import { describe, expect, it } from 'vitest';
import { answers } from './answers.ts';

describe('answers', () => {
  it('hands over an answer that comes after the question, or before it', async () => {
    const { wait, arrived } = answers<string>();
    const later = wait('a');
    arrived('a', 'first');
    arrived('b', 'second');
    expect(await later).toBe('first');
    expect(await wait('b')).toBe('second');
  });

  it('gives up after its patience', async () => {
    expect(await answers<string>(5).wait('never')).toBeUndefined();
  });
});
