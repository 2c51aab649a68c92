import { setTimeout as pause } from 'node:timers/promises';
import { runApp } from '@aisha/adapters/composition';
import { pgBossJobQueue } from '@aisha/adapters/pg-boss';
import { pinoLogger } from '@aisha/adapters/pino';
import { handleAll } from '@aisha/core/testing';

// An app whose handlers do what must never happen, by the name of their job. It reports what it
// takes and what it finishes over IPC. Its database is DATABASE_URL.

const never = new Promise<never>(() => undefined);

const doings: Readonly<Record<string, () => Promise<unknown>>> = {
  'photo.judge': async () => {
    setTimeout(() => {
      throw new Error('thrown where nobody catches');
    });
    await never;
  },
  'photos.report': async () => {
    void Promise.reject(new Error('rejected where nobody looks'));
    await never;
  },
  'training.submit': async () => {
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5_000);
  },
  'generation.submit': () => pause(6_000),
  'run.check': () => never,
};

runApp(async (atEnd) => {
  const logger = pinoLogger({ level: 'info' });
  const queue = pgBossJobQueue({ url: process.env['DATABASE_URL'] ?? '', logger });
  await queue.open();
  atEnd(() => queue.close());
  await queue.work(
    handleAll(async ({ name }) => {
      process.send?.({ took: name });
      await doings[name]?.();
      process.send?.({ finished: name });
    }),
  );
  atEnd(() => queue.stop({ timeoutMs: 500 }));
  process.send?.({ ready: true });
});
