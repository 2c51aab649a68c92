import type { DatabaseFacts } from '@aisha/adapters/mikro-orm';
import type { Machine } from '../../machine.ts';
import { fail, ok, warn, type Check, type Finding } from './finding.ts';

const oldestMajor = 15;
const skewWarnMs = 1_000;
const skewFailMs = 30_000;

/** PostgreSQL: its version, the migrations, its clock, its connections and what our user may do. */
export const checkDatabase =
  ({ database }: Machine): Check =>
  async () => {
    const { inspectDatabase } = await import('@aisha/adapters/mikro-orm');
    let opened: Awaited<ReturnType<Machine['database']>>;
    try {
      opened = await database();
      return findingsOf(await inspectDatabase(opened.url), opened.embedded);
    } catch (error) {
      const what = error instanceof Error ? error.message : 'it cannot be used';
      return [fail({ name: 'database', what, todo: 'start it, or mend DATABASE_URL' })];
    }
  };

export const findingsOf = (facts: DatabaseFacts, embedded: boolean): readonly Finding[] => [
  versionOf(facts, embedded),
  migrationsOf(facts),
  clockOf(facts),
  connectionsOf(facts),
  facts.mayMigrate
    ? ok('database role', `${facts.user} may migrate`)
    : warn({
        name: 'database role',
        what: `${facts.user} may not change the schema`,
        todo: 'migrate as its owner: aisha db migrate',
      }),
];

const versionOf = ({ version, bytes }: DatabaseFacts, embedded: boolean): Finding => {
  const kind = embedded ? 'embedded' : 'configured';
  const what = `PostgreSQL ${version}, ${kind}, ${(bytes / 1_000_000).toFixed(0)} MB`;
  return Number.parseInt(version, 10) >= oldestMajor
    ? ok('database', what)
    : fail({ name: 'database', what, todo: `use PostgreSQL ${oldestMajor} or newer` });
};

const migrationsOf = ({ applied, pending, unknown }: DatabaseFacts): Finding => {
  const name = 'migrations';
  if (unknown.length > 0) {
    const what = `a newer version has done ${unknown.join(', ')}`;
    return warn({ name, what, todo: 'use that version here too' });
  }
  if (pending.length === 0) return ok(name, `all ${applied.length} are done`);
  return fail({ name, what: `${pending.length} are to be done`, todo: 'aisha db migrate' });
};

const clockOf = ({ skewMs }: DatabaseFacts): Finding => {
  const off = Math.abs(skewMs);
  const what = `this machine is ${off} ms ${skewMs < 0 ? 'behind' : 'ahead of'} the database`;
  const said = { name: 'clock', what, todo: 'set both by NTP' };
  if (off >= skewFailMs) return fail(said);
  return off >= skewWarnMs ? warn(said) : ok('clock', what);
};

const connectionsOf = ({ connections, maxConnections }: DatabaseFacts): Finding => {
  const what = `${connections} of ${maxConnections} are taken`;
  return connections < maxConnections * 0.8
    ? ok('connections', what)
    : warn({ name: 'connections', what, todo: 'raise max_connections, or run fewer processes' });
};
