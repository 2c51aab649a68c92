import type { Logger } from '@aisha/core';
import { createBoss, openBoss } from './boss.ts';

const silent: Logger = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
  with: () => silent,
  about: () => undefined,
};

/** Creates or updates what the queue keeps in a database, for those who prepare one without using it. */
export const installJobSchema = async (
  url: string,
  { schema = 'pgboss', logger = silent }: { schema?: string; logger?: Logger } = {},
): Promise<void> => {
  const boss = createBoss({ url, schema, logger, poolSize: 2 });
  try {
    await openBoss(boss);
  } finally {
    await boss.stop({ graceful: false, close: true });
  }
};
