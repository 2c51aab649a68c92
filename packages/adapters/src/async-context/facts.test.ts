import { setImmediate as turn } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { factsNow, withFacts } from './facts.ts';

describe('what is known of a piece of work', () => {
  it('is known to every step of it, and to nobody else', async () => {
    const seen = await Promise.all(
      [1, 2].map((chatId) =>
        withFacts({ chatId }, async () => {
          await turn();
          return withFacts({ trainingId: `t${chatId}` }, async () => {
            await turn();
            return factsNow();
          });
        }),
      ),
    );
    expect(seen).toEqual([
      { chatId: 1, trainingId: 't1' },
      { chatId: 2, trainingId: 't2' },
    ]);
    expect(factsNow()).toEqual({});
  });
});
