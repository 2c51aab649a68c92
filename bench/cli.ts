import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { startEmbeddedPostgres } from '@aisha/adapters/embedded-postgres';
import { bundleCli } from '../scripts/bundle-cli.ts';
import { median, table, within, type Row } from './table.ts';
import { withTemporaryDirectory } from './temporary.ts';

const times = 15;
const limits = { helpMs: 100, databaseMs: 500 };

const cli = new URL('../packages/cli/', import.meta.url).pathname;
const scripts = new URL('../scripts/', import.meta.url).pathname;
const condition = '--conditions=@aisha/source';
/** As it is typed where it is installed. */
const aisha = (...args: string[]): string[] => [condition, `${cli}dist/aisha/main.js`, ...args];
/** As `npm run aisha` types it, without the time that npm takes. */
const workspace = (...args: string[]): string[] => [condition, `${scripts}aisha.ts`, ...args];
/** The modules one by one, as they lie there. */
const source = (...args: string[]): string[] => [condition, `${cli}src/main.ts`, ...args];

type Commands = Readonly<Record<string, readonly string[]>>;
type Variables = Readonly<Record<string, string>>;

const run = async (args: readonly string[], env: Variables): Promise<number> => {
  const startedAt = performance.now();
  const child = spawn(process.execPath, args, { env, stdio: 'ignore' });
  const [code] = (await once(child, 'close')) as [number | null];
  if (code !== 0) throw new Error(`${args.join(' ')} ended with ${String(code)}`);
  return performance.now() - startedAt;
};

/** In turns, so that a busy moment of the machine is everybody's. */
const measure = async (commands: Commands, env: Variables): Promise<Record<string, number[]>> => {
  const measured: Record<string, number[]> = {};
  for (let time = 0; time < times; time += 1) {
    for (const [name, args] of Object.entries(commands)) {
      (measured[name] ??= []).push(await run(args, env));
    }
  }
  return measured;
};

const commands: Commands = {
  'node -e 0': ['-e', '0'],
  'aisha --help': aisha('--help'),
  'aisha avatars list': aisha('avatars', 'list'),
  'aisha jobs list': aisha('jobs', 'list'),
  'aisha ledger verify': aisha('ledger', 'verify'),
  'npm run aisha: --help': workspace('--help'),
  'npm run aisha: avatars list': workspace('avatars', 'list'),
  'npm run aisha: ledger verify': workspace('ledger', 'verify'),
  'from source: --help': source('--help'),
  'from source: avatars list': source('avatars', 'list'),
};

const limitOf = (name: string): number | undefined => {
  if (!name.includes('aisha')) return undefined;
  return name.endsWith('--help') ? limits.helpMs : limits.databaseMs;
};

const rowOf = (name: string, taken: readonly number[], bareMs: number): Row => {
  const p50 = median(taken);
  const limit = limitOf(name);
  return [
    name,
    Math.round(p50),
    limit ?? '',
    limit === undefined ? '' : within(p50, limit),
    Math.round(Math.min(...taken)),
    Number((p50 / bareMs).toFixed(1)),
  ];
};

/** How long an operator waits for a command, with everything compiled before; the database is PostgreSQL, here. */
export const benchCli = (): Promise<string> =>
  withTemporaryDirectory(async (directory) => {
    const database = await startEmbeddedPostgres({ dataDir: `${directory}/postgres` });
    try {
      const env = {
        DATA_DIR: directory,
        DATABASE_URL: database.url,
        FAL_TRAINING_TEST_MODE: 'false',
        NODE_COMPILE_CACHE: `${directory}/compiled`,
      };
      await bundleCli();
      await run(aisha('db', 'migrate', '--yes'), env);
      for (const args of Object.values(commands)) await run(args, env);
      const measured = await measure(commands, env);
      const bareMs = median(measured['node -e 0'] ?? []);
      return table(
        `Commands, ${times} times each in turns`,
        ['what', 'p50 ms', 'limit', 'within', 'best ms', 'times bare Node'],
        Object.entries(measured).map(([name, taken]) => rowOf(name, taken, bareMs)),
      );
    } finally {
      await database.stop();
    }
  });
