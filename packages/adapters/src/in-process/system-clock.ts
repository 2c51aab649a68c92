import type { Clock } from '@aisha/core';

/** The machine's clock. */
export const systemClock: Clock = { now: () => new Date() };
