import type { MikroORM } from '@mikro-orm/postgresql';
import { translated } from './database-errors.ts';
import type { Tables } from './entities/index.ts';
import { queuePausesIn } from './repositories/queue-pauses.ts';

/** Names of the queues that operators have stopped, for those who run jobs; throws a port's error. */
export const listPausedQueues = async ({
  orm,
}: {
  readonly orm: MikroORM;
}): Promise<readonly string[]> => {
  try {
    const pauses = await queuePausesIn(orm.em.fork().getKysely<Tables>()).list();
    return pauses.map(({ name }) => name);
  } catch (error) {
    throw translated(error);
  }
};
