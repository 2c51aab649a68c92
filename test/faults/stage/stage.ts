import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { installJobSchema } from '@aisha/adapters/pg-boss';
import type { Address, AvatarId, UserId } from '@aisha/core';
import { systemIds } from '@aisha/adapters/in-process';
import { createTestDatabase, testServerUrl, type TestDatabase } from '../../support/database.ts';
import { runSql, withDatabase } from '../../support/postgres/admin.ts';
import type { BilledRun } from '../invariants.ts';
import { photosNeeded, portsOf, type Outside } from './outside.ts';
import { shiftedClock } from './shifted-clock.ts';
import { openStores } from './stores.ts';
import { createWorker, type Worker } from './worker.ts';

/** Somebody with an avatar, and credits enough for what a flow orders. */
export type Person = { readonly userId: UserId; readonly avatarId: AvatarId };

/** Where a flow begins: photos are in, or the avatar is trained. */
export type Beginning = 'draft' | 'ready';

export type Stage = {
  readonly url: string;
  readonly directory: string;
  readonly people: readonly Person[];
  /** Of a whole bill, what was ordered from here. */
  readonly billOf: (bill: readonly BilledRun[]) => readonly BilledRun[];
  readonly drop: () => Promise<void>;
};

export type Prepared = Stage & {
  readonly outside: Outside;
  /** A copy of everything that is stored. */
  copy(): Promise<Stage>;
};

const ids = systemIds();

/** A database and a folder of files with so many people in them, to be copied for each test. */
export const prepareStage = async (
  outside: Outside,
  beginning: Beginning,
  count: number,
): Promise<Prepared> => {
  const database = await createTestDatabase();
  await installJobSchema(database.url);
  const directory = await mkdtemp(join(tmpdir(), 'aisha-faults-'));
  const people = await settleIn(outside, { url: database.url, directory }, { beginning, count });
  const own = new Set((await outside.bill()).map(({ requestId }) => requestId));
  return {
    url: database.url,
    directory,
    people,
    outside,
    billOf: (bill) => bill,
    copy: async () => {
      const billed = new Set((await outside.bill()).map(({ requestId }) => requestId));
      const others = new Set([...billed].filter((id) => !own.has(id)));
      const billOf: Stage['billOf'] = (bill) =>
        bill.filter(({ requestId }) => !others.has(requestId));
      return { ...(await copyOf(database, directory)), people, billOf };
    },
    drop: async () => {
      await database.drop();
      await rm(directory, { recursive: true });
    },
  };
};

const copyOf = async (
  { url }: TestDatabase,
  files: string,
): Promise<Pick<Stage, 'url' | 'directory' | 'drop'>> => {
  const template = new URL(url).pathname.slice(1);
  const name = `${template}_${ids.next().slice(-6)}`;
  const admin = testServerUrl();
  await runSql(admin, `create database "${name}" template "${template}" strategy file_copy`);
  const directory = await mkdtemp(join(tmpdir(), 'aisha-faults-'));
  await cp(files, directory, { recursive: true });
  return {
    url: withDatabase(admin, name),
    directory,
    drop: async () => {
      await runSql(admin, `drop database if exists "${name}" with (force)`);
      await rm(directory, { recursive: true });
    },
  };
};

const settleIn = async (
  outside: Outside,
  place: { url: string; directory: string },
  { beginning, count }: { beginning: Beginning; count: number },
): Promise<Person[]> => {
  const clock = shiftedClock();
  const stores = await openStores(place.url, clock);
  const ports = portsOf(outside, { stores, directory: place.directory, clock });
  const worker = createWorker({ ports, stores, clock });
  const people: Person[] = [];
  for (let at = 0; at < count; at += 1) people.push(await personWithDraft(worker, outside));
  await workFor(worker, 2_000);
  if (beginning === 'ready') await trainAll(worker, outside, people);
  await stores.close();
  return people;
};

const personWithDraft = async ({ aisha }: Worker, outside: Outside): Promise<Person> => {
  const address = `telegram:${ids.next()}` as Address;
  const { user } = await aisha.registerUser({ address, firstName: 'Ada', locale: 'en' });
  const avatarId = ids.next<AvatarId>();
  await aisha.createAvatar({
    id: avatarId,
    userId: user.id,
    kind: 'portrait',
    subject: 'woman',
    name: 'Ada',
  });
  const person = { userId: user.id, avatarId };
  for (let at = 1; at <= photosNeeded; at += 1) {
    await aisha.receivePhoto({ ...person, source: outside.photo(at), deliveryKey: ids.next() });
  }
  return person;
};

const trainAll = async (
  worker: Worker,
  outside: Outside,
  people: readonly Person[],
): Promise<void> => {
  for (const { avatarId, userId } of people) {
    const requested = await worker.aisha.requestTraining({ avatarId, userId, preset: 'fast' });
    if (!requested.ok) throw new Error(`refused: ${requested.refusal.code}`);
  }
  await worker.work();
  await outside.endRuns('succeed');
  await outside.report(worker.aisha.receiveWebhook);
  await workFor(worker, 60_000);
};

/** Lets so much time pass, job by job. */
const workFor = async (worker: Worker, forMs: number): Promise<void> => {
  const end = new Date(worker.clock.now().getTime() + forMs);
  for (;;) {
    await worker.work();
    const next = await worker.stores.jobs.nextAt();
    if (!next || next > end) return;
    worker.clock.reach(next);
  }
};
