import { get } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'pg';
import { createTestDatabase } from '../../support/database.ts';
import { startTcpFaultProxy } from '../../support/tcp-fault-proxy.ts';
import { brokenInvariants, queryWith } from '../invariants.ts';
import { falSender, wireOf } from './fal-sender.ts';
import { flood, percentiles } from './flood.ts';
import { startHttpProcess } from './http-process.ts';

/** The http app in a process, on a database of its own that can be taken away, with fal before it. */
export const openWebhookStage = async () => {
  const sender = await falSender();
  const database = await createTestDatabase();
  const proxy = await startTcpFaultProxy({ port: Number(new URL(database.url).port) });
  const app = await startHttpProcess(proxy.via(database.url), sender.keys.origin);
  const sql = new Client({ connectionString: database.url });
  await sql.connect();
  const count = async (from: string): Promise<number> => {
    const { rows } = await sql.query<{ count: string }>(`select count(*) from ${from}`);
    return Number(rows[0]?.count);
  };

  return {
    ...app,
    sender,
    proxy,
    databaseUrl: database.url,
    sql,
    count,
    events: () => count('provider_events'),
    eventJobs: () => count(`pgboss.job where name = 'provider.event'`),
    /** The status of one true message, of a run that nobody knows where none is named. */
    deliver: async (requestId: string, query = sender.queryOf()): Promise<number> => {
      const make = () => wireOf(sender, query, { requestId });
      const { statuses } = await flood(app.port, { connections: 1, count: 1, make });
      return Number(Object.keys(statuses)[0]);
    },
    broken: () => brokenInvariants(queryWith(sql)),
    close: async (): Promise<void> => {
      await app.stop();
      await sql.end();
      await proxy.close();
      await sender.keys.close();
      await database.drop();
    },
  };
};

export type WebhookStage = Awaited<ReturnType<typeof openWebhookStage>>;

/** How long ordinary requests take while `work` is done, asked one after the other. */
export const meanwhile = async <T>(
  port: number,
  work: () => Promise<T>,
): Promise<{ result: T; p50Ms: number; p99Ms: number }> => {
  const times: number[] = [];
  const done = new AbortController();
  const ask = async (): Promise<void> => {
    while (!done.signal.aborted || times.length < 20) {
      const startedAt = performance.now();
      if ((await statusOf(port, '/health')) !== 200) throw new Error('it is not well');
      times.push(performance.now() - startedAt);
      await pause(5);
    }
  };
  const asking = ask();
  const result = await work().finally(() => done.abort());
  await asking;
  return { result, ...percentiles(times) };
};

export const statusOf = (port: number, path: string): Promise<number> =>
  new Promise((resolve, reject) => {
    get({ port, path, host: '127.0.0.1' }, (response) => {
      response.resume().once('end', () => resolve(response.statusCode ?? 0));
    }).once('error', reject);
  });
