import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import type { Server } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import { fakeHealthCheck } from '@aisha/core/testing';
import { createHealthServer } from './health-server.ts';

describe('the health of the bot', () => {
  let server: Server | undefined;
  afterEach(() => server?.close());

  const start = async (options: Parameters<typeof createHealthServer>[0]): Promise<string> => {
    server = createHealthServer(options).listen(0, '127.0.0.1');
    await once(server, 'listening');
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  };

  it('is ok while everything answers, and names what does not', async () => {
    const database = fakeHealthCheck('database');
    const redis = fakeHealthCheck('redis', { optional: true });
    const origin = await start({ checks: [database, redis] });
    const healthy = await fetch(`${origin}/health?verbose`);
    expect([healthy.status, await healthy.json()]).toEqual([200, { status: 'ok' }]);
    redis.setHealthy(false);
    const less = await fetch(`${origin}/health`);
    expect([less.status, await less.json()]).toEqual([200, { status: 'ok', degraded: ['redis'] }]);
    database.setHealthy(false);
    const failing = await fetch(`${origin}/health`);
    expect(failing.status).toBe(503);
    expect(await failing.json()).toEqual({
      status: 'failing',
      failing: ['database'],
      degraded: ['redis'],
    });
  });

  it('knows one path and two methods', async () => {
    const origin = await start({ checks: [] });
    expect((await fetch(`${origin}/`)).status).toBe(404);
    expect((await fetch(`${origin}/health`, { method: 'HEAD' })).status).toBe(200);
    const posted = await fetch(`${origin}/health`, { method: 'POST' });
    expect([posted.status, posted.headers.get('allow')]).toEqual([405, 'GET, HEAD']);
  });

  it('says that the process lives whatever is away', async () => {
    const database = fakeHealthCheck('database');
    database.setHealthy(false);
    const origin = await start({ checks: [database] });
    expect((await fetch(`${origin}/live`)).status).toBe(200);
    expect((await fetch(`${origin}/live`, { method: 'POST' })).status).toBe(405);
  });

  it('tells Prometheus what is counted, and that it cannot where it fails', async () => {
    const told = { contentType: 'text/plain; version=0.0.4', body: 'aisha_one 1\n' };
    let fails = false;
    const origin = await start({
      checks: [],
      scrape: async () => {
        if (fails) throw new Error('nobody knows');
        return told;
      },
    });
    const answer = await fetch(`${origin}/metrics`);
    expect(answer.headers.get('content-type')).toBe(told.contentType);
    expect(await answer.text()).toBe(told.body);
    fails = true;
    expect((await fetch(`${origin}/metrics`)).status).toBe(500);
  });

  it('leaves what is not health to whoever has the rest of the port', async () => {
    const origin = await start({
      checks: [],
      fallback: (request, response) => response.end(request.url),
    });
    expect(await (await fetch(`${origin}/chat`)).text()).toBe('/chat');
    expect((await fetch(`${origin}/health`)).status).toBe(200);
  });
});
