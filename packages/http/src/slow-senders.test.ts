import { connect, type Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { anApi } from './api/an-api.fixture.ts';

/** Shorter than what is usual, in the same proportion. */
const jsonMs = 300;
const webhookMs = 300;
const uploadMs = 1_500;
const lingerMs = 200;

type Cut = { readonly answer: string; readonly afterMs: number };

describe('a sender who is slow', () => {
  let api: Awaited<ReturnType<typeof anApi>>;
  let user: string;
  let photos: string;
  const sockets = new Set<Socket>();

  beforeAll(async () => {
    api = await anApi({
      lingerMs,
      limits: { maxMs: webhookMs },
      bodyLimits: { maxMs: jsonMs },
      uploadMs,
    });
    user = await api.bring('ada');
    photos = `${user}/avatars/${await api.avatarOf(user)}/photos`;
  });
  afterAll(async () => {
    for (const socket of sockets) socket.destroy();
    await api.stop();
  });

  /** A byte now and then, for ever; until the other side hangs up. */
  const drips = (line: string, ...headers: string[]): Promise<Cut> =>
    new Promise((resolve) => {
      const { port } = new URL(api.origin);
      const startedAt = performance.now();
      let dripping: NodeJS.Timeout | undefined;
      const socket = connect(Number(port), '127.0.0.1', () => {
        const head = [`${line} HTTP/1.1`, 'host: a', 'content-length: 1000', ...headers, '', '{'];
        socket.write(head.join('\r\n'));
        dripping = setInterval(() => void (socket.writable && socket.write(' ')), 25);
      });
      sockets.add(socket);
      let answer = '';
      socket.on('data', (chunk: Buffer) => (answer += chunk.toString()));
      socket.on('error', () => undefined);
      socket.once('close', () => {
        clearInterval(dripping);
        sockets.delete(socket);
        resolve({ answer, afterMs: performance.now() - startedAt });
      });
    });
  const json = 'content-type: application/json';
  const key = () => `authorization: Bearer ${api.everything}`;

  it('of JSON is told so in time, as a problem, and hung up on', async () => {
    const { answer, afterMs } = await drips(`POST ${user}/avatars`, json, key());
    expect(answer).toMatch(/^HTTP\/1\.1 408 /u);
    expect(answer).toContain('"code":"body.too-slow"');
    expect(answer).toMatch(/^connection: close\r$/imu);
    expect(afterMs).toBeGreaterThanOrEqual(jsonMs - 50);
    expect(afterMs).toBeLessThan(uploadMs);
  });

  it('who is answered unread is not waited for, whatever they sent it to', async () => {
    const asked: [string, string[], number][] = [
      [`POST ${user}/avatars`, [json], 401],
      [`POST ${photos}`, ['content-type: image/png'], 401],
      [`POST ${photos}`, ['content-type: text/plain', key()], 415],
      [`GET ${user}`, [key()], 200],
      ['POST /api/v1/avatar/status_update', [json], 401],
      ['POST /api/v1/nowhere', [json], 404],
      ['POST /health', [json], 405],
      ['GET /health', [], 200],
      ['POST /elsewhere', [], 404],
    ];
    const all = await Promise.all(asked.map(([line, headers]) => drips(line, ...headers)));
    for (const [at, { answer, afterMs }] of all.entries()) {
      const [line, , status] = asked[at] ?? ['', [], 0];
      expect(answer, line).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `, 'u'));
      expect(afterMs, line).toBeLessThan(uploadMs);
    }
  });

  it('of a photo has longer, and not for ever', async () => {
    const { answer, afterMs } = await drips(`POST ${photos}`, 'content-type: image/png', key());
    expect(answer).toMatch(/^HTTP\/1\.1 408 /u);
    expect(answer).toContain('"code":"body.too-slow"');
    expect(afterMs).toBeGreaterThanOrEqual(uploadMs - 50);
    const left: string[] = [];
    for await (const blob of api.ports.blobs.list('uploads/')) left.push(blob);
    expect(left).toEqual([]);
  });

  it('keeps nobody else waiting, and loses no line whose body came whole', async () => {
    const body = JSON.stringify({ name: 'Ada', subject: 'woman' });
    const refused = await api.ask(`POST ${user}/avatars`, { key: '', body });
    expect(refused.status).toBe(401);
    expect((await api.ask(`POST ${user}/avatars`, { body })).status).toBe(201);
  });
});
