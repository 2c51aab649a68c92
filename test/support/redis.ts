import { randomBytes } from 'node:crypto';

export interface TestRedis {
  readonly url: string;
  /** Goes before every key of one test file, so that files can share a server. Ends in `:`. */
  readonly keyPrefix: string;
}

/** The Redis of `REDIS_URL`. Files named `*.redis.test.ts` run only where it is set. */
export const testRedis = (): TestRedis => {
  const url = process.env['REDIS_URL'];
  if (!url) throw new Error('REDIS_URL is not set; name the file *.redis.test.ts.');
  return { url, keyPrefix: `aisha-test:${randomBytes(6).toString('hex')}:` };
};
