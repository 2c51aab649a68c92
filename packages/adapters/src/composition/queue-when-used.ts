import type { PgBossJobQueue } from '../pg-boss/index.ts';

/** A queue that is opened by the first who enqueues, or has a job tried again: who only looks pays nothing for it. */
export const queueWhenUsed = (queue: PgBossJobQueue): PgBossJobQueue => {
  let opening: Promise<void> | undefined;
  const open = (): Promise<void> => (opening ??= queue.open());
  return {
    ...queue,
    open,
    close: async () => {
      if (!opening) return;
      await opening.catch(() => undefined);
      await queue.close();
    },
    enqueueIn: async (...given) => {
      await open();
      return queue.enqueueIn(...given);
    },
    insertStatementOf: async (name) => {
      await open();
      return queue.insertStatementOf(name);
    },
    deskOn: (kysely) => {
      const desk = queue.deskOn(kysely);
      const retry: typeof desk.retry = async (id) => {
        await open();
        return desk.retry(id);
      };
      return { ...desk, retry };
    },
  };
};
