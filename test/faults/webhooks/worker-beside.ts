import {
  createAisha,
  defaultPolicy,
  type Address,
  type AvatarId,
  type FileRef,
  type Result,
} from '@aisha/core';
import { inMemoryPorts, plainPicture, recordingLogger } from '@aisha/core/testing';
import { systemClock, systemIds } from '@aisha/adapters/in-process';
import { createOrm, mikroOrmUnitOfWork } from '@aisha/adapters/mikro-orm';
import { pgBossJobQueue } from '@aisha/adapters/pg-boss';
import { until } from '../until.ts';
import { reportOf, type FalSender } from './fal-sender.ts';

/** Runs the jobs of a database, with a provider that does what a test says. */
const startWorkerBeside = async (url: string, sender: FalSender) => {
  const logger = recordingLogger();
  const ids = systemIds();
  const orm = await createOrm({ url, poolSize: 4 });
  const queue = pgBossJobQueue({ url, logger, poolSize: 4 });
  await queue.open();
  const ports = inMemoryPorts({
    unitOfWork: mikroOrmUnitOfWork({
      orm,
      enqueue: (em, ...job) => queue.enqueueIn(em.getKysely(), ...job),
    }),
    webhookAddresses: sender.addresses,
    clock: systemClock,
    ids,
    logger,
    policy: { ...defaultPolicy, previews: { count: 0 } },
  });
  const aisha = createAisha(ports);

  /** Somebody's training that the provider took. */
  const submitted = async () => {
    const address = `test:${ids.next()}` as Address;
    const { user } = await aisha.registerUser({ address, firstName: 'Ada', locale: 'en' });
    const owned = { userId: user.id, avatarId: ids.next<AvatarId>() };
    const order = { kind: 'portrait', subject: 'woman', name: 'Ada' } as const;
    granted(await aisha.createAvatar({ ...order, id: owned.avatarId, userId: user.id }));
    for (let at = 0; at < 10; at += 1) {
      const source = `test:${owned.avatarId}-${at}` as FileRef;
      ports.files.offer(source, plainPicture({ looks: `face ${at} of ${owned.avatarId}` }));
      granted(await aisha.receivePhoto({ ...owned, source, deliveryKey: source }));
    }
    const before = ports.trainer.accepted().length;
    await until(async () => (await aisha.requestTraining({ ...owned, preset: 'fast' })).ok);
    await until(() => ports.trainer.accepted().length > before);
    return owned;
  };

  return {
    aisha,
    submitted,
    work: () => queue.work(aisha.jobs),
    /** The provider finishes what it took last; answers what it has to tell of it, and where to. */
    finish: (): { requestId: string; query: string; body: Buffer } => {
      const { requestId, order } = ports.trainer.latest();
      const { payload } = ports.trainer.succeed(requestId);
      const query = new URL(order.webhookUrl ?? '').search;
      return { requestId, query, body: reportOf(requestId, payload) };
    },
    told: () => ports.notifier.told.map(({ notification }) => notification.type),
    errors: () => logger.lines.filter(({ level }) => level === 'error'),
    stop: async (): Promise<void> => {
      await queue.stop({ timeoutMs: 5_000 });
      await queue.close();
      await orm.close();
    },
  };
};

/** What happens while a worker runs the jobs. */
export const besideWorker = async (
  { databaseUrl, sender }: { readonly databaseUrl: string; readonly sender: FalSender },
  work: (worker: WorkerBeside) => Promise<void>,
): Promise<void> => {
  const worker = await startWorkerBeside(databaseUrl, sender);
  try {
    await worker.work();
    await work(worker);
  } finally {
    await worker.stop();
  }
};

type WorkerBeside = Awaited<ReturnType<typeof startWorkerBeside>>;

export const granted = <T>(result: Result<T, { readonly code: string }>): T => {
  if (result.ok) return result.value;
  throw new Error(`refused: ${result.refusal.code}`);
};
