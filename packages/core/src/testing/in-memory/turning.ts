import type { Until } from '../contracts/suite.ts';
import type { TestClock } from './clock.ts';

const stepMs = 100;
const maxSteps = 2000;

/**
 * Lets time pass for fakes that live in one process: the clock goes on in small steps, after each
 * of which `turn` is called and whatever awaits gets its chance.
 */
export const turningWheels = (
  clock: TestClock,
  turn: () => unknown = () => undefined,
): { readonly until: Until; readonly elapse: (ms: number) => Promise<void> } => {
  const step = async (ms: number): Promise<void> => {
    turn();
    for (let awaits = 0; awaits < 50; awaits += 1) await Promise.resolve();
    clock.advance(ms);
  };
  return {
    until: async (condition) => {
      for (let steps = 0; steps < maxSteps; steps += 1) {
        if (await condition()) return;
        await step(stepMs);
      }
      throw new Error('it never came to be so');
    },
    elapse: async (ms) => {
      for (let left = ms; left > 0; left -= stepMs) await step(Math.min(stepMs, left));
      await step(0);
    },
  };
};
