import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Client } from 'pg';
import { commitSpotter } from './commit-spotter.ts';
import { createTestDatabase, type TestDatabase } from './database.ts';
import { selectTexts } from './postgres/admin.ts';
import { startTcpFaultProxy, type TcpFaultProxy } from './tcp-fault-proxy.ts';

let database: TestDatabase;
let proxy: TcpFaultProxy;
let clients: Client[];

beforeEach(async () => {
  database = await createTestDatabase();
  proxy = await startTcpFaultProxy({ port: Number(new URL(database.url).port) });
  clients = [];
});

afterEach(async () => {
  await proxy.close();
  for (const client of clients) await client.end().catch(() => undefined);
  await database.drop();
});

const newClient = (): Client => {
  const client = new Client({ connectionString: proxy.via(database.url) });
  client.on('error', () => undefined);
  clients.push(client);
  return client;
};

const connected = async (): Promise<Client> => {
  const client = newClient();
  await client.connect();
  return client;
};

const tables = (): Promise<string[]> =>
  selectTexts(
    database.url,
    `select relname from pg_class where relname like 'mine%' order by relname`,
    [],
  );

/** Whether an answer came within this time. */
const isAnswered = (query: Promise<unknown>, withinMs: number): Promise<boolean> =>
  Promise.race([
    query.then(() => true),
    new Promise<boolean>((resolve) => setTimeout(() => resolve(false), withinMs)),
  ]);

describe('a line through the fault proxy', () => {
  it('passes everything on', async () => {
    const client = await connected();
    const long = 'x'.repeat(1_000_000);
    const { rows } = await client.query('select $1::text as said', [long]);
    expect(rows).toEqual([{ said: long }]);
    expect(proxy.counts).toEqual({ opened: 1, commits: 0, cut: 0 });
  });

  it('is refused while nobody listens, and those that are open stay', async () => {
    const open = await connected();
    await proxy.refuse();
    await expect(newClient().connect()).rejects.toMatchObject({ code: 'ECONNREFUSED' });
    await open.query('select 1');
    await proxy.pass();
    await connected();
  });

  it('is reset, and so are the next ones', async () => {
    const open = await connected();
    proxy.reset({ next: 1 });
    await expect(open.query('select 1')).rejects.toThrow('ECONNRESET');
    await expect(newClient().connect()).rejects.toMatchObject({ code: 'ECONNRESET' });
    await connected();
  });

  it('is silent while half open, and goes on where it stopped', async () => {
    const client = await connected();
    proxy.halfOpen();
    const query = client.query('select 1');
    expect(await isAnswered(query, 200)).toBe(false);
    await proxy.pass();
    expect(await isAnswered(query, 2_000)).toBe(true);
  });

  it('is slow, and whole in the end', async () => {
    const client = await connected();
    proxy.slow({ delayMs: 1, chunkBytes: 7 });
    const before = performance.now();
    const { rows } = await client.query(`select repeat('ab', 300) as said`);
    expect(rows).toEqual([{ said: 'ab'.repeat(300) }]);
    expect(performance.now() - before).toBeGreaterThan(80);
  });
});

describe('a commit through the fault proxy', () => {
  it.each(['answered', 'sent'] as const)('is done, and its %s line is cut', async (when) => {
    const client = await connected();
    await client.query('begin');
    await client.query('create table mine (id int)');
    proxy.cutAfterCommit({ times: 1, when });
    await expect(client.query('commit')).rejects.toThrow('ECONNRESET');
    await expect.poll(tables).toEqual(['mine']);
    expect(proxy.counts).toMatchObject({ commits: 1, cut: 1 });

    const next = await connected();
    await next.query('begin; create table mine_too (id int); COMMIT;');
    expect(await tables()).toEqual(['mine', 'mine_too']);
  });
});

describe('the spotter of commits', () => {
  const message = (letter: string, text: string): Buffer => {
    const body = Buffer.from(text);
    const length = Buffer.alloc(4);
    length.writeInt32BE(body.length + 4);
    return Buffer.concat([Buffer.from(letter), length, body]);
  };
  const startUp = Buffer.from([0, 0, 0, 8, 0, 3, 0, 0]);

  it('finds them in both protocols, however the bytes arrive', () => {
    const said = Buffer.concat([
      startUp,
      message('Q', 'Commit\0'),
      message('P', 'name\0COMMIT;\0\0\0'),
      message('Q', 'select 1; commit\0'),
    ]);
    const spot = commitSpotter();
    const found = [...said].map((byte) => spot(Buffer.from([byte])));
    expect(found.reduce((sum, count) => sum + count, 0)).toBe(3);
    expect(commitSpotter()(said)).toBe(3);
  });

  it('takes no words of people for one', () => {
    const said = Buffer.concat([
      startUp,
      message('Q', `select 'commit'\0`),
      message('B', 'commit\0commit\0'),
      message('P', '\0select * from commits\0'),
    ]);
    expect(commitSpotter()(said)).toBe(0);
  });
});
