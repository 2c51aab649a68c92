import type { Clock, DurationFigures, RunDurations } from '@aisha/core';

export type KeptDurationsOptions = {
  readonly durations: RunDurations;
  readonly clock: Clock;
  /** How long figures are believed without asking again. */
  readonly keptMs: number;
};

/** Asks once in a while, however many want to know; where that fails the old figures are good enough. */
export const keptDurations = ({ durations, clock, keptMs }: KeptDurationsOptions): RunDurations => {
  let known: readonly DurationFigures[] = [];
  let askAgainAt = -Infinity;
  let asking: Promise<void> | undefined;

  const ask = async (): Promise<void> => {
    try {
      known = await durations.list();
    } catch {
      // Asked again at the next turn like any other: nothing depends on figures.
    }
    askAgainAt = clock.now().getTime() + keptMs;
  };

  return {
    list: async () => {
      if (clock.now().getTime() >= askAgainAt) {
        asking ??= ask().finally(() => {
          asking = undefined;
        });
        await asking;
      }
      return known;
    },
  };
};
