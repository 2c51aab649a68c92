import type { PgBossJobQueue } from '../pg-boss/index.ts';

/**
 * A queue that is loaded by whoever asks for anything, and opened by the first who enqueues, or has a
 * job tried again: who only looks at something else pays nothing for it.
 */
export const queueWhenUsed = (load: () => Promise<PgBossJobQueue>): PgBossJobQueue => {
  let loading: Promise<PgBossJobQueue> | undefined;
  let opening: Promise<PgBossJobQueue> | undefined;
  let queue: PgBossJobQueue | undefined;
  const loaded = (): Promise<PgBossJobQueue> => (loading ??= load().then((made) => (queue = made)));
  const opened = (): Promise<PgBossJobQueue> =>
    (opening ??= loaded().then(async (queue) => {
      await queue.open();
      return queue;
    }));
  return {
    open: async () => void (await opened()),
    close: async () => {
      if (!opening) return;
      await opening.catch(() => undefined);
      await (await loaded()).close();
    },
    enqueueIn: async (...given) => (await opened()).enqueueIn(...given),
    // Whoever runs jobs has loaded it.
    placeFor: (name) => queue?.placeFor(name),
    insertStatementOf: async (name) => (await opened()).insertStatementOf(name),
    deskOn: (kysely) => {
      const desk = async () => (await loaded()).deskOn(kysely);
      return {
        list: async (filter) => (await desk()).list(filter),
        find: async (id) => (await desk()).find(id),
        listDepths: async () => (await desk()).listDepths(),
        retry: async (id) => (await opened()).deskOn(kysely).retry(id),
        cancel: async (id) => (await desk()).cancel(id),
        hurry: async (name) => (await desk()).hurry(name),
      };
    },
    work: async (handlers) => (await loaded()).work(handlers),
    schedule: async (...given) => (await loaded()).schedule(...given),
    stop: async (options) => (await loading)?.stop(options),
    parked: async (options) => (await loaded()).parked(options),
    retryParked: async (ids) => (await loaded()).retryParked(ids),
    forgetPerson: async (userId) => (await loaded()).forgetPerson(userId),
    depths: async () => (await loaded()).depths(),
  };
};
