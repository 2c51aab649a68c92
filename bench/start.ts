import { execFile } from 'node:child_process';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import { startProduct } from './product.ts';
import { median, table, within } from './table.ts';
import { withTemporaryDirectory } from './temporary.ts';

const limits = { readyMs: 3000, idleMb: 200 };
const idleMs = 10_000;
const warmStarts = 3;

const residentMb = async (pid: number): Promise<number> => {
  const { stdout } = await promisify(execFile)('ps', ['-o', 'rss=', '-p', String(pid)]);
  return Number(stdout) / 1024;
};

const measure = async (dataDir: string, restMs: number) => {
  const product = await startProduct(dataDir);
  try {
    await pause(restMs);
    return { readyMs: product.readyMs, idleMb: await residentMb(product.pid) };
  } finally {
    await product.stop();
  }
};

/** How soon `npm start` is ready, and what it holds when nobody asks anything. PostgreSQL is a process of its own. */
export const benchStart = (): Promise<string> =>
  withTemporaryDirectory(async (dataDir) => {
    const cold = await measure(dataDir, idleMs);
    const warm = [];
    for (let at = 1; at < warmStarts; at += 1) warm.push(await measure(dataDir, 0));
    const last = await measure(dataDir, idleMs);
    const warmMs = median([...warm, last].map(({ readyMs }) => readyMs));
    const { readyMs, idleMb } = limits;
    return table(
      'Start',
      ['what', 'measured', 'limit', 'within'],
      [
        ['ready on an empty data directory, ms', Math.round(cold.readyMs), '', ''],
        [
          `ready again (median of ${warmStarts}), ms`,
          Math.round(warmMs),
          readyMs,
          within(warmMs, readyMs),
        ],
        [
          'resident after 10 s, first start, MB',
          Math.round(cold.idleMb),
          idleMb,
          within(cold.idleMb, idleMb),
        ],
        [
          'resident after 10 s, started again, MB',
          Math.round(last.idleMb),
          idleMb,
          within(last.idleMb, idleMb),
        ],
      ],
    );
  });
