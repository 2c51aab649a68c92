import { randomUUID } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { size } from './size.ts';
import { headOf, reportOf, wireOf } from './webhooks/fal-sender.ts';
import { flood, rawExchange, tell } from './webhooks/flood.ts';
import { forgeries } from './webhooks/forgeries.ts';
import { meanwhile, openWebhookStage, type WebhookStage } from './webhooks/webhook-stage.ts';

let stage: WebhookStage;
beforeAll(async () => {
  stage = await openWebhookStage();
});
afterAll(() => stage.close());

describe('bodies that are made to do harm', () => {
  const trueHead = (...lines: string[]): string =>
    `${headOf(stage.sender.queryOf(), stage.sender.headersOf({}), ...lines).join('\r\n')}\r\n\r\n`;
  const forgedHead = (...lines: string[]): string =>
    `${headOf('?run=x&try=1', stage.sender.headersOf({}), ...lines).join('\r\n')}\r\n\r\n`;
  const status = (answer: string): number => Number(/^HTTP\/1\.1 (\d{3})/u.exec(answer)?.[1] ?? 0);
  const megabyte = Buffer.alloc(1024 * 1024, 'x');

  /** Sends pieces until the other side has had enough. */
  const pouring = (head: string, frame: (piece: Buffer) => Buffer, pieces: number) =>
    rawExchange(stage.port, (socket) => {
      socket.write(head);
      const piece = frame(megabyte);
      let left = pieces;
      const pour = (): void => {
        while (left > 0 && !socket.destroyed && socket.writable) {
          left -= 1;
          if (!socket.write(piece)) return void socket.once('drain', pour);
        }
      };
      pour();
    });
  const chunked = (piece: Buffer): Buffer =>
    Buffer.concat([Buffer.from(`${piece.length.toString(16)}\r\n`), piece, Buffer.from('\r\n')]);
  const signedBody = (body: Buffer) => {
    const query = stage.sender.queryOf();
    const make = () => wireOf(stage.sender, query, { body });
    return flood(stage.port, { connections: 1, count: 1, make }).then(({ statuses }) =>
      Number(Object.keys(statuses)[0]),
    );
  };

  it('are refused without growing memory, while others are served', async () => {
    // Warm, so that what grows is not what would have grown anyway.
    const warm = wireOf(stage.sender, stage.sender.queryOf());
    await flood(stage.port, { connections: 20, count: 1_000, make: () => warm });
    const idle = await meanwhile(stage.port, async () => undefined);
    const before = await stage.memoryMb();
    let most = before;
    const watching = setInterval(() => {
      void stage.memoryMb().then((now) => {
        most = Math.max(most, now);
      });
    }, 20);

    const same = (piece: Buffer): Buffer => piece;
    const hundredMegabytes = 'content-length: 104857600';
    const { result, p50Ms, p99Ms } = await meanwhile(stage.port, async () => {
      const large = await Promise.all([
        ...Array.from({ length: 10 }, () => pouring(trueHead(hundredMegabytes), same, 100)),
        ...Array.from({ length: 2 }, () =>
          pouring(trueHead('transfer-encoding: chunked'), chunked, 100),
        ),
        ...Array.from({ length: 8 }, () =>
          pouring(forgedHead('transfer-encoding: chunked'), chunked, 100),
        ),
      ]);
      const bomb = gzipSync(Buffer.alloc(50 * 1024 * 1024));
      const gzip = await rawExchange(stage.port, (socket) => {
        socket.write(trueHead('content-encoding: gzip', `content-length: ${bomb.length}`));
        socket.write(bomb);
      });
      return { large: large.map(status), gzip: status(gzip) };
    });
    clearInterval(watching);
    tell(
      `20 × 100 MB and a gzip bomb: memory ${before.toFixed(0)} → at most ${most.toFixed(0)} MB; ` +
        `/health p50 ${idle.p50Ms.toFixed(1)} → ${p50Ms.toFixed(1)} ms, p99 ${idle.p99Ms.toFixed(1)} → ${p99Ms.toFixed(1)} ms`,
    );
    // Who is hung up on in the middle of a body may miss what was said.
    expect(result.large.slice(0, 12)).toContain(413);
    for (const answer of result.large.slice(0, 12)) expect([0, 413, 503]).toContain(answer);
    for (const answer of result.large.slice(12)) expect([0, 401]).toContain(answer);
    expect(result.gzip).toBe(415);
    expect(most - before).toBeLessThan(20);
    expect(p99Ms).toBeLessThan(1_000);
  });

  it('of a true sender are refused for what they are', async () => {
    const deep = '['.repeat(10_000) + ']'.repeat(10_000);
    const payload = (json: string) =>
      Buffer.from(`{"request_id":"r-1","status":"OK","payload":${json}}`);
    const before = await stage.events();
    expect(await signedBody(Buffer.from(deep))).toBe(400);
    expect(await signedBody(payload(deep))).toBe(400);
    expect(await signedBody(payload('{"__proto__":{"bad":1}}'))).toBe(400);
    expect(await signedBody(payload('{"a":{"constructor":{"prototype":{"bad":1}}}}'))).toBe(400);
    expect(await signedBody(Buffer.from('{"request_id":"r-1","status":"O\xff"}', 'latin1'))).toBe(
      400,
    );
    expect(await signedBody(Buffer.alloc(0))).toBe(400);
    expect(await stage.events()).toBe(before);
  });

  it('are refused where their length is not one', async () => {
    const twice = [trueHead('content-length: 5', 'content-length: 7')];
    const both = [trueHead('content-length: 5', 'transfer-encoding: chunked')];
    const negative = [trueHead('content-length: -1')];
    const notAChunk = [trueHead('transfer-encoding: chunked'), 'xyz\r\n'];
    for (const parts of [twice, both, negative, notAChunk]) {
      const answer = await rawExchange(stage.port, (socket) =>
        parts.forEach((p) => socket.write(p)),
      );
      expect(status(answer)).toBe(400);
    }
  });

  it('that never end are cut off after 10 s, hundreds at once, while others are served', async () => {
    const lines = size(300, 900);
    const before = await stage.memoryMb();
    const timers: NodeJS.Timeout[] = [];
    const dripping = (head: string, drop: string): Promise<string> =>
      rawExchange(stage.port, (socket) => {
        socket.write(head);
        timers.push(setInterval(() => void (socket.writable && socket.write(drop)), 1_000));
      });
    const startedAt = performance.now();
    const { result, p99Ms } = await meanwhile(stage.port, async () => {
      const thirds = Array.from({ length: lines / 3 });
      const answers = await Promise.all([
        ...thirds.map(() => dripping(trueHead('content-length: 1000'), '{')),
        ...thirds.map(() => dripping(trueHead('transfer-encoding: chunked'), '1\r\n{\r\n')),
        ...thirds.map(() => dripping(`POST / HTTP/1.1\r\nhost: a\r\nx: `, 'x')),
      ]);
      return answers.map(status);
    });
    for (const timer of timers) clearInterval(timer);
    const tookMs = performance.now() - startedAt;
    const after = await stage.memoryMb();
    tell(
      `${lines} dripping lines ended after ${Math.round(tookMs)} ms, memory ${before.toFixed(0)} → ${after.toFixed(0)} MB, /health p99 ${p99Ms.toFixed(1)} ms`,
    );
    expect(new Set(result)).toEqual(new Set([408]));
    expect(tookMs).toBeLessThan(14_000);
    // What the kernel's and the parser's part of a line takes, and nothing that grows while it drips.
    expect((after - before) / lines).toBeLessThan(0.064);
    expect(p99Ms).toBeLessThan(1_000);
    expect(await stage.deliver(randomUUID())).toBe(200);
  });

  it('sent one behind the other on one line are answered in their order', async () => {
    const query = stage.sender.queryOf();
    const forged = Object.values(forgeries(stage.sender));
    const count = 300;
    const expected: number[] = [];
    const answer = await rawExchange(stage.port, (socket) => {
      for (let at = 0; at < count; at += 1) {
        const last = at === count - 1;
        const isTrue = last || at % 3 === 0;
        const wire = isTrue
          ? wireOf(stage.sender, query, { requestId: randomUUID() })
          : forged[at % forged.length]!;
        expected.push(isTrue ? 200 : 401);
        const close = last ? ['connection: close'] : [];
        const head = [...wire.head, `content-length: ${wire.body.length}`, ...close, '', ''];
        socket.write(Buffer.concat([Buffer.from(head.join('\r\n'), 'latin1'), wire.body]));
      }
    });
    const answered = [...answer.matchAll(/HTTP\/1\.1 (\d{3})/gu)].map(([, code]) => Number(code));
    expect(answered).toEqual(expected);
  });

  it('of 2 MB are accepted where they are true', async () => {
    const requestId = randomUUID();
    const images = Array.from({ length: 20_000 }, (_, at) => ({
      url: `https://v3.fal.media/files/${at}/${'x'.repeat(60)}.png`,
    }));
    const body = reportOf(requestId, { images });
    expect(body.length).toBeGreaterThan(2_000_000);
    const wire = wireOf(stage.sender, stage.sender.queryOf(), { requestId, body });
    const { statuses } = await flood(stage.port, { connections: 2, count: 4, make: () => wire });
    expect(statuses).toEqual({ 200: 4 });
    const kept = `provider_events where request_id = '${requestId}' and length(payload::text) > 1900000`;
    expect(await stage.count(kept)).toBe(1);
  });
});
