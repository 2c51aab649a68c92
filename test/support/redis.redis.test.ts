import { createClient } from 'redis';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testRedis } from './redis.ts';

const first = testRedis();
const client = createClient({ url: first.url });

beforeAll(async () => {
  await client.connect();
});

afterAll(async () => {
  await client.close();
});

describe('the Redis of the tests', () => {
  it('gives every user a key prefix of its own', async () => {
    const second = testRedis();
    await client.set(`${first.keyPrefix}key`, 'first');
    expect(await client.get(`${second.keyPrefix}key`)).toBeNull();
    await client.del(`${first.keyPrefix}key`);
  });
});
