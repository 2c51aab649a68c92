import { createAlarms } from './alarms.ts';
import { createHands, type Hands, type HandsOptions } from './hands.ts';
import type { Claim, Outcome } from './outcomes.ts';
import { createPlaces, type JobPlace, type Places } from './places.ts';

/** Takes the jobs of one queue and runs so many of them at a time. */
export type Lane = {
  readonly queue: string;
  /** There may be work now. */
  wake(): void;
  wakeIn(ms: number): void;
  /** A place for a job that is about to be stored; undefined where none is free, or where others wait for one. */
  keepPlace(): JobPlace | undefined;
  /** Jobs in hand, whose claims must be kept alive. */
  claims(): readonly Claim[];
  /** Takes nothing more; resolves when nothing runs. */
  drain(): Promise<void>;
  /** Gives back what still runs. */
  abandon(): Promise<void>;
};

export type LaneOptions = HandsOptions & {
  readonly concurrency: number;
  /** Whether an operator has stopped the queue: then nothing is taken. */
  readonly isPaused: () => boolean;
};

export const createLane = (options: LaneOptions): Lane => {
  const { boss, planned, queue, logger, concurrency, isPaused } = options;
  const hands = createHands(options);
  let fetching: Promise<void> | undefined;
  let wanted = false;
  let closed = false;
  const free = (): number =>
    closed || isPaused() ? 0 : concurrency - hands.count() - places.count();

  const onEnd = (outcome: Outcome): void => {
    if (outcome.type === 'retry' || outcome.type === 'again') alarms.ringIn(outcome.afterMs);
    letGo();
  };

  const letGo = (): void => (wanted ? wake() : undefined);

  const take = async (): Promise<void> => {
    while (wanted && free() > 0) {
      const batchSize = free();
      wanted = false;
      const jobs = await boss.fetch<object>(queue, { batchSize, db: planned });
      // A full catch says that more may be there; whoever ends first looks.
      if (jobs.length === batchSize) wanted = true;
      for (const job of jobs) {
        if (closed) await hands.refuse(job);
        else hands.take(job, onEnd);
      }
    }
  };

  const wake = (): void => {
    wanted = true;
    if (fetching || free() <= 0) return;
    fetching = take()
      .catch((error: unknown) => logger.warn({ queue, error }, 'jobs could not be taken'))
      .finally(() => {
        fetching = undefined;
        if (wanted) wake();
      });
  };

  const alarms = createAlarms(wake);
  const places = createPlaces({ hands, onEnd, onLetGo: letGo });

  return {
    queue,
    wake,
    wakeIn: alarms.ringIn,
    // What is being fetched takes all places that are free; what it leaves behind was there before.
    keepPlace: () => (wanted || fetching || free() <= 0 ? undefined : places.keep()),
    claims: () => hands.claims(),
    ...ending({ hands, places, fetched: () => fetching }, () => {
      closed = true;
      alarms.clear();
    }),
  };
};

type InHand = {
  readonly hands: Hands;
  readonly places: Places;
  readonly fetched: () => Promise<void> | undefined;
};

const ending = (
  { hands, places, fetched }: InHand,
  close: () => void,
): Pick<Lane, 'drain' | 'abandon'> => ({
  drain: async () => {
    close();
    await fetched();
    await places.empty();
    await hands.empty();
  },
  abandon: () => {
    places.close();
    return hands.drop();
  },
});
