import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { clockContract, recordingLogger, silentLogger } from '@aisha/core/testing';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/database.ts';
import { createOrm, databaseClock, type DatabaseClock, type MikroORM } from './index.ts';

let database: TestDatabase;
let orm: MikroORM;

beforeAll(async () => {
  database = await createTestDatabase();
  orm = await createOrm({ url: database.url, poolSize: 2 });
});

afterAll(async () => {
  await orm.close();
  await database.drop();
});

const minute = 60_000;
const open = (own: Partial<Parameters<typeof databaseClock>[0]> = {}): Promise<DatabaseClock> =>
  databaseClock({ orm, logger: silentLogger, ...own });
/** The database runs on this machine, so its time is ours. */
const offBy = (clock: DatabaseClock): number => Math.abs(clock.now().getTime() - Date.now());

describe('the clock of the database', () => {
  clockContract({
    it,
    create: async () => {
      const clock = await open();
      return { clock, cleanup: async () => clock.close() };
    },
  });

  it.each([10 * minute, -10 * minute])(
    'is right on a machine whose own is %d ms ahead, and says so once',
    async (skewMs) => {
      const logger = recordingLogger();
      const clock = await open({ logger, wall: () => Date.now() + skewMs });
      expect(offBy(clock)).toBeLessThan(500);
      await clock.compare();
      clock.close();
      const warnings = logger.lines.filter(({ level }) => level === 'warn');
      expect(warnings).toHaveLength(1);
      expect(Math.abs(Number(warnings[0]?.fields['offMs']) - skewMs)).toBeLessThan(500);
    },
  );

  it('does not step with the machine’s own', async () => {
    let skewMs = 0;
    const clock = await open({ wall: () => Date.now() + skewMs });
    skewMs = -60 * minute;
    expect(offBy(clock)).toBeLessThan(500);
    await clock.compare();
    expect(offBy(clock)).toBeLessThan(500);
    clock.close();
  });

  it('goes on where the database is away, and begins with the machine’s own', async () => {
    const away = await createOrm({ url: 'postgresql://nobody@127.0.0.1:1/nothing' });
    const clock = await open({ orm: away });
    const before = clock.now().getTime();
    await clock.compare();
    expect(offBy(clock)).toBeLessThan(500);
    expect(clock.now().getTime()).toBeGreaterThanOrEqual(before);
    clock.close();
    await away.close();
  });
});
