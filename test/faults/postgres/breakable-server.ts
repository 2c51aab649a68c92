import { readFile, rm, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbeddedPostgres, type EmbeddedPostgres } from '@aisha/adapters/embedded-postgres';
import { migrateDatabase } from '@aisha/adapters/mikro-orm';
import { installJobSchema } from '@aisha/adapters/pg-boss';
import { Client } from 'pg';
import { startTcpFaultProxy, type TcpFaultProxy } from '../../support/tcp-fault-proxy.ts';

/** A PostgreSQL of its own that a test may break, behind a line that it may break too. */
export type BreakableServer = {
  /** By way of the proxy: the same at all times. */
  readonly url: string;
  readonly proxy: TcpFaultProxy;
  /** Past the proxy; another one after a restart. */
  direct(): string;
  /** Past the proxy, on a connection of its own. */
  ask(sql: string, values?: readonly unknown[]): Promise<Record<string, unknown>[]>;
  /** A connection past the proxy, closed at the end. */
  stranger(): Promise<Client>;
  /** As `pg_ctl restart -m immediate`: nothing is said to anybody, and the log is replayed. */
  restartImmediately(): Promise<void>;
  /** One server process dies; PostgreSQL ends all others and recovers. Resolves when it is back. */
  crash(): Promise<void>;
  /** Ends so many connections that go by way of the proxy, whoever they belong to. */
  terminateSome(count: number): Promise<void>;
  close(): Promise<void>;
};

/**
 * Nothing is written through to the disk, which only a failure of the machine would show; but each
 * commit has left the process that made it before it is answered.
 */
const settings = { fsync: 'off', full_page_writes: 'off', synchronous_commit: 'on' };

export const startBreakableServer = async (): Promise<BreakableServer> => {
  const dataDir = await mkdtemp(join(tmpdir(), 'aisha-breakable-'));
  const servers: EmbeddedPostgres[] = [await startEmbeddedPostgres({ dataDir, settings })];
  const current = (): string => servers.at(-1)?.url ?? '';
  await migrateDatabase(current());
  await installJobSchema(current());
  const proxy = await startTcpFaultProxy({ port: Number(new URL(current()).port) });
  const strangers: Client[] = [];

  const connect = async (): Promise<Client> => {
    const client = new Client({ connectionString: current() });
    client.on('error', () => undefined);
    await client.connect();
    return client;
  };
  const ask: BreakableServer['ask'] = async (sql, values = []) => {
    const client = await connect();
    try {
      return (await client.query<Record<string, unknown>>(sql, [...values])).rows;
    } finally {
      await client.end();
    }
  };
  return {
    url: proxy.via(current()),
    proxy,
    direct: current,
    ask,
    stranger: async () => {
      const client = await connect();
      strangers.push(client);
      return client;
    },
    restartImmediately: async () => {
      const pid = await postmasterOf(dataDir);
      process.kill(pid, 'SIGQUIT');
      await until(() => !isAlive(pid));
      servers.push(await startEmbeddedPostgres({ dataDir, settings }));
      proxy.aim(servers.at(-1)?.port ?? 0);
    },
    crash: async () => {
      const victim = await connect();
      const { rows } = await victim.query<{ pid: number }>('select pg_backend_pid() as pid');
      const died = new Promise((resolve) => victim.once('end', resolve));
      process.kill(rows[0]?.pid ?? 0, 'SIGKILL');
      await died;
      await until(() => ask('select 1').then(Boolean, () => false));
    },
    terminateSome: async (count) => {
      await ask(
        `select pg_terminate_backend(pid) from (
           select pid from pg_stat_activity
           where application_name like 'aisha%' order by random() limit $1) chosen`,
        [count],
      );
    },
    close: async () => {
      for (const client of strangers) await client.end().catch(() => undefined);
      await proxy.close();
      for (const server of servers) await server.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
};

const postmasterOf = async (dataDir: string): Promise<number> =>
  parseInt(await readFile(join(dataDir, 'cluster', 'postmaster.pid'), 'utf8'), 10);

const isAlive = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

export const until = async (
  isSo: () => boolean | Promise<boolean>,
  patienceMs = 20_000,
): Promise<void> => {
  const deadline = performance.now() + patienceMs;
  while (!(await isSo())) {
    if (performance.now() > deadline) throw new Error(`it did not come to be: ${isSo.toString()}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
};
