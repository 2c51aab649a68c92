import { connect } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createAisha } from '@aisha/core';
import { fakeHealthCheck, inMemoryPorts, silentLogger } from '@aisha/core/testing';
import { createServer, listen, startHttp, type Running } from './index.ts';

describe('the http app', () => {
  let running: Running;
  let origin: string;
  const database = fakeHealthCheck('database');
  const redis = fakeHealthCheck('redis');

  beforeEach(async () => {
    const { receiveWebhook } = createAisha(inMemoryPorts());
    const koa = createServer({ receiveWebhook, checks: [database, redis], logger: silentLogger });
    running = startHttp(koa, await listen({ apiPort: 0, tls: undefined }));
    origin = `http://127.0.0.1:${running.port}`;
  });
  afterEach(async () => {
    database.setHealthy(true);
    await running.stop();
  });

  it('is alive whatever else is not', async () => {
    database.setHealthy(false);
    const response = await fetch(`${origin}/health`);
    expect(response.status).toBe(200);
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(await response.json()).toEqual({ status: 'ok' });
    expect((await fetch(`${origin}/health`, { method: 'HEAD' })).status).toBe(200);
  });

  it('is ready while everything it needs answers', async () => {
    const response = await fetch(`${origin}/ready`);
    expect(response.status).toBe(200);
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(await response.json()).toEqual({ status: 'ready' });
  });

  it('names what does not answer, and waits for nobody for long', async () => {
    database.setHealthy(false);
    const response = await fetch(`${origin}/ready`);
    expect(response.status).toBe(503);
    expect(await response.json()).toEqual({ status: 'failing', failing: ['database'] });
  });

  it('has nothing anywhere else', async () => {
    const status = '/api/v1/avatar/status_update';
    for (const path of ['/', '/healthz', '/health/', `${status}/`, '/api', '/__proto__']) {
      const heard = await fetch(origin + path);
      expect(heard.status, path).toBe(404);
      expect(heard.headers.get('content-type'), path).toContain('application/problem+json');
      expect(await heard.json(), path).toMatchObject({ status: 404, code: 'route.not-found' });
    }
    expect((await fetch(`${origin}/nowhere`, { method: 'POST', body: 'x' })).status).toBe(404);
  });

  it('takes a request that names no host for a broken one, as a problem', async () => {
    const line = connect(running.port, '127.0.0.1');
    line.write('GET /health HTTP/1.1\r\nconnection: close\r\n\r\n');
    const heard = (await line.setEncoding('utf8').toArray()).join('');
    expect(heard).toMatch(/^HTTP\/1\.1 400 [^]*application\/problem\+json[^]*"request\.broken"/u);
  });

  it('names the methods of a path that was asked with another', async () => {
    const posted = await fetch(`${origin}/health`, { method: 'POST', body: '{}' });
    expect([posted.status, posted.headers.get('allow')]).toEqual([405, 'GET, HEAD']);
    expect(await posted.json()).toMatchObject({ status: 405, code: 'method.not-allowed' });
    const read = await fetch(`${origin}/api/v1/avatar/status_update`);
    expect([read.status, read.headers.get('allow')]).toEqual([405, 'POST']);
  });

  it('stops while a connection is kept open', async () => {
    await (await fetch(`${origin}/health`)).text();
    await running.stop();
    await expect(fetch(`${origin}/health`)).rejects.toThrow('fetch failed');
  });

  it('says so when its port is taken', async () => {
    const taken = listen({ apiPort: running.port, tls: undefined });
    await expect(taken).rejects.toThrow(`Port ${running.port} is taken (API_PORT)`);
  });
});
