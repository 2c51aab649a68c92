import { IncomingMessage } from 'node:http';
import { Socket } from 'node:net';
import { describe, expect, it } from 'vitest';
import { readBodies } from './read-body.ts';

const limits = { maxBytes: 100, maxMs: 60_000, maxBytesTogether: 250 };

const arriving = (): IncomingMessage => new IncomingMessage(new Socket());

describe('bodies', () => {
  it('are read to their end', async () => {
    const request = arriving();
    const body = readBodies(limits).read(request);
    request.push('one ');
    request.push('two');
    request.push(null);
    expect(Buffer.from(await body).toString()).toBe('one two');
  });

  it('hold no more together than they may, until they are let go', async () => {
    const bodies = readBodies(limits);
    const slow = [arriving(), arriving()];
    const waiting = slow.map((request) => bodies.read(request));
    for (const request of slow) request.push(Buffer.alloc(100));
    await new Promise(setImmediate);

    const third = arriving();
    const refused = bodies.read(third);
    third.push(Buffer.alloc(51));
    await expect(refused).rejects.toMatchObject({ refusal: 'too-many' });
    bodies.release(third);

    for (const request of slow) request.push(null);
    for (const [at, body] of waiting.entries()) {
      expect(await body).toHaveLength(100);
      bodies.release(slow[at] ?? third);
    }
    const fourth = arriving();
    const taken = bodies.read(fourth);
    fourth.push(Buffer.alloc(100));
    fourth.push(null);
    expect(await taken).toHaveLength(100);
  });

  it('end where their sender does', async () => {
    const request = arriving();
    const body = readBodies(limits).read(request);
    request.push('half');
    request.destroy();
    await expect(body).rejects.toMatchObject({ refusal: 'broken' });
  });
});
