import { once } from 'node:events';
import { createServer, Socket, type AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { gatheringSocket } from './gathering-socket.ts';

const closers: (() => void)[] = [];
afterEach(() => {
  for (const close of closers.splice(0)) close();
});

/** A socket that is connected, its other end, and how often it sent something. */
const connected = async (socket: Socket) => {
  const server = createServer().listen(0, '127.0.0.1');
  closers.push(
    () => socket.destroy(),
    () => server.close(),
  );
  await once(server, 'listening');
  const accepted = once(server, 'connection') as Promise<[Socket]>;
  socket.connect((server.address() as AddressInfo).port, '127.0.0.1');
  await once(socket, 'connect');
  const [other] = await accepted;
  const sent = [vi.spyOn(socket, '_write'), vi.spyOn(socket, '_writev' as '_write')];
  const times = (): number => sent.reduce((sum, { mock }) => sum + mock.calls.length, 0);
  return { socket, other, times };
};

/** What arrives, and how often it was sent, of three statements asked in one turn with promises between them. */
const askThrice = async (own: Socket) => {
  const { socket, other, times } = await connected(own);
  const arrived = text(other);
  for (const statement of ['begin;', 'select 1;', 'select 2;']) {
    socket.write(statement);
    await Promise.resolve();
    await Promise.resolve();
  }
  socket.end();
  return { arrived: await arrived, times: times() };
};

describe('what is written to PostgreSQL in one turn', () => {
  it('is sent at once, whole and in its order', async () => {
    expect(await askThrice(gatheringSocket())).toEqual({
      arrived: 'begin;select 1;select 2;',
      times: 1,
    });
  });

  it('would else be sent piece by piece', async () => {
    expect((await askThrice(new Socket())).times).toBeGreaterThan(1);
  });

  it('does not wait for what is written in another turn', async () => {
    const { socket, other } = await connected(gatheringSocket());
    socket.write('begin;');
    expect(String((await once(other, 'data'))[0])).toBe('begin;');
    socket.write('commit;');
    expect(String((await once(other, 'data'))[0])).toBe('commit;');
  });
});
