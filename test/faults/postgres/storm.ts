import { setTimeout as pause } from 'node:timers/promises';
import { until, type BreakableServer } from './breakable-server.ts';

type StormOptions = {
  readonly rounds: number;
  /** Rejects while the database cannot be used. */
  readonly works: () => Promise<unknown>;
};

/**
 * Breaks a server in every way there is, time after time. Answers, for each outage, how many
 * milliseconds after the server was back all went on: the use cases, and the jobs.
 */
export const storm = async (
  server: BreakableServer,
  { rounds, works }: StormOptions,
): Promise<number[]> => {
  const recoveries: number[] = [];
  const jobsDone = async (): Promise<number> => {
    const [row] = await server.ask(
      `select count(*) from pgboss.job where state = 'completed' and name not like 'task.%'`,
    );
    return Number(row?.['count']);
  };
  const outage = async (happen: () => Promise<void>): Promise<void> => {
    await happen();
    const start = performance.now();
    const before = await jobsDone();
    await until(() =>
      works().then(
        () => true,
        () => false,
      ),
    );
    await until(async () => (await jobsDone()) > before);
    recoveries.push(Math.round(performance.now() - start));
    await pause(500);
  };
  for (let round = 0; round < rounds; round += 1) {
    await terminations(server);
    await outage(() => server.restartImmediately());
    await strangersInTheWay(server);
    await outage(() => server.crash());
    await outage(() => readOnly(server));
    await outage(() => server.restartImmediately());
    await outage(async () => server.proxy.reset({ next: 3 }));
    await outage(() => server.restartImmediately());
  }
  return recoveries;
};

const terminations = async (server: BreakableServer): Promise<void> => {
  for (let time = 0; time < 10; time += 1) {
    await server.terminateSome(3);
    await pause(100);
  }
};

/** As on a server that has just been made a replica of another. */
const readOnly = async (server: BreakableServer): Promise<void> => {
  await server.ask('alter system set default_transaction_read_only = on');
  await server.ask('select pg_reload_conf()');
  await pause(1_500);
  await server.ask('alter system reset default_transaction_read_only');
  await server.ask('select pg_reload_conf()');
};

/** Locks that are taken in another order than ours, and not let go at once. */
const strangersInTheWay = async (server: BreakableServer): Promise<void> => {
  const tables = ['ledger_accounts', 'holds', 'generations'];
  const strangers = await Promise.all(tables.map(() => server.stranger()));
  for (let time = 0; time < 3; time += 1) {
    await Promise.all(
      strangers.map(async (client, at) => {
        const inOrder = [...tables.slice(at), ...tables.slice(0, at)];
        await client.query('begin');
        for (const table of inOrder) {
          const lock = `select from ${table} order by random() limit 20 for update`;
          // One of them is the victim of the deadlock now and then, as we are.
          await client.query(lock).catch(() => undefined);
          await pause(100);
        }
        await client.query('rollback');
      }),
    );
  }
  for (const client of strangers) await client.end();
};
