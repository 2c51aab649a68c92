import type { Logger } from '@aisha/core';
import type { Outcome } from './outcomes.ts';

/**
 * Runs a scheduled task. Its job comes back by itself one period after it began, on whatever machine
 * is free then, whether the task succeeded or not.
 */
export const runTask =
  ({
    name,
    everyMs,
    task,
    logger,
  }: {
    readonly name: string;
    readonly everyMs: number;
    readonly task: () => Promise<void>;
    readonly logger: Logger;
  }) =>
  async (): Promise<Outcome> => {
    const began = performance.now();
    try {
      await task();
    } catch (error) {
      logger.warn({ task: name, error }, 'a scheduled task failed');
    }
    return { type: 'again', afterMs: Math.max(0, everyMs - (performance.now() - began)) };
  };
