import { setImmediate as turn } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { factsNow, learn, withFacts } from './facts.ts';

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

  it('that is learnt on the way is known from then on, and to who began it not', async () => {
    const seen = await withFacts({ runId: 'r' }, async () => {
      await Promise.all(
        ['a', 'b'].map((jobId) =>
          withFacts({ jobId }, async () => {
            await turn();
            learn({ trainingId: `of ${jobId}` });
            await turn();
            expect(factsNow()).toEqual({ runId: 'r', jobId, trainingId: `of ${jobId}` });
          }),
        ),
      );
      return factsNow();
    });
    expect(seen).toEqual({ runId: 'r' });
    learn({ trainingId: 'nobody’s' });
    expect(factsNow()).toEqual({});
  });
});
