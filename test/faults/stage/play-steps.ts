import type { Flow, Scene, Step } from './flow.ts';
import type { Worker } from './worker.ts';

export type Played = {
  /** Which step is to be played next. */
  readonly step: number;
  /** Set where a call hangs: settles when what the worker was at has ended after all. */
  readonly stuck?: Promise<unknown>;
};

const mostTries = 5;

/** Plays step by step until all are played or the worker is stuck in one. */
export const playSteps = async (
  { steps }: Pick<Flow, 'steps'>,
  worker: Worker,
  scene: Scene,
): Promise<Played> => {
  for (const [at, step] of steps.entries()) {
    const playing = repeated(step, worker, scene);
    const hangs = await Promise.race([playing.then(() => false), worker.hanging.then(() => true)]);
    if (hangs) return { step: at, stuck: playing.catch(() => undefined) };
  }
  return { step: steps.length };
};

/** The channel and the provider deliver again what was not taken. */
const repeated = async (step: Step, worker: Worker, scene: Scene): Promise<void> => {
  for (let tries = 1; ; tries += 1) {
    try {
      return await step(worker, scene);
    } catch (error) {
      if (tries === mostTries) throw error;
    }
  }
};
