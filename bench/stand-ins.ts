import { EventEmitter, on } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { StubRun } from './fal-stub.ts';
import type { TelegramCall } from './telegram-stub.ts';

export type StandInsNeed = {
  readonly photos: readonly Uint8Array[];
  readonly picture: Uint8Array;
  readonly userId: string;
};

/** A call of Telegram, and when its last byte was there. */
export type HeardCall = TelegramCall & { readonly at: number };

type Ready = { readonly type: 'ready'; readonly apiRoot: string; readonly origin: string };

export type StandInNews =
  | Ready
  | { readonly type: 'call'; readonly call: HeardCall }
  | { readonly type: 'run'; readonly run: StubRun };

const patienceMs = 60_000;

/**
 * The provider and Telegram on a thread of their own. They are other people's machines: what they
 * compute must not stand in the way of what is measured.
 */
export const startStandIns = async (workerData: StandInsNeed) => {
  const worker = new Worker(new URL('stand-ins-worker.ts', import.meta.url), { workerData });
  const calls = new EventEmitter().setMaxListeners(100);
  let lastRun: StubRun | undefined;
  const { apiRoot, origin } = await new Promise<Ready>((resolve, reject) => {
    worker.once('error', reject);
    worker.on('message', (news: StandInNews) => {
      if (news.type === 'ready') resolve(news);
      else if (news.type === 'run') lastRun = news.run;
      else calls.emit('call', news.call);
    });
  });
  return {
    apiRoot,
    origin,
    /** The last run that was over. */
    lastRun: (): StubRun | undefined => lastRun,
    /** The next call of Telegram that fits. */
    heard: (fits: (call: TelegramCall) => boolean): Promise<HeardCall> => heardIn(calls, fits),
    stop: async (): Promise<void> => {
      await worker.terminate();
    },
  };
};

export type StandIns = Awaited<ReturnType<typeof startStandIns>>;

const heardIn = async (
  calls: EventEmitter,
  fits: (call: TelegramCall) => boolean,
): Promise<HeardCall> => {
  const signal = AbortSignal.timeout(patienceMs);
  for await (const [call] of on(calls, 'call', { signal }) as AsyncIterable<[HeardCall]>) {
    if (fits(call)) return call;
  }
  throw new Error('it was never heard');
};
