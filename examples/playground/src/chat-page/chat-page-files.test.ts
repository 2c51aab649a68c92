import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chatPageFiles } from './index.ts';

let server: Server;
let base: string;

beforeAll(async () => {
  const page = chatPageFiles();
  server = createServer((request, response) => {
    if (!page(request, response)) response.writeHead(418).end();
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => server.close());

const get = (path: string, init?: RequestInit) => fetch(`${base}${path}`, init);

/** Everything the page loads: what index.html names, and what modules import. */
const everything = async (): Promise<Map<string, string>> => {
  const loaded = new Map<string, string>();
  const load = async (path: string): Promise<void> => {
    if (loaded.has(path)) return;
    const response = await get(path);
    if (!response.ok) throw new Error(`${path} answered ${response.status}`);
    const text = await response.text();
    loaded.set(path, text);
    const names = text.matchAll(/(?:src|href)="(\/[^"]+)"|from '\.\/([^']+)'|url\('([^']+)'\)/g);
    for (const [, linked, imported, styled] of names) {
      await load(linked ?? styled ?? `/chat/${imported ?? ''}`);
    }
  };
  await load('/');
  return loaded;
};

describe('chatPageFiles', () => {
  it('serves the page and all it needs, under 100 KB', async () => {
    const loaded = await everything();
    expect(loaded.size).toBeGreaterThan(20);
    let sent = 0;
    for (const path of loaded.keys()) {
      const { headers } = await get(path, { method: 'HEAD' });
      sent += Number(headers.get('content-length'));
    }
    expect(sent).toBeLessThan(100_000);
  });

  it('sends modules without types, as JavaScript', async () => {
    const response = await get('/chat/main.ts');
    expect(response.headers.get('content-type')).toBe('text/javascript; charset=utf-8');
    expect(await response.text()).not.toContain('import type');
  });

  it('allows no script, style or frame but its own', async () => {
    const policy = (await get('/')).headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toContain('unsafe');
  });

  it('answers 304 for what has not changed', async () => {
    const etag = (await get('/chat/page.css')).headers.get('etag') ?? '';
    const again = await get('/chat/page.css', { headers: { 'if-none-match': etag } });
    expect(again.status).toBe(304);
    expect(await again.text()).toBe('');
  });

  it.each([
    '/chat/api/state?user=1',
    '/health',
    '/chat/../index.ts',
    '/chat/format.test.ts',
    '/chat/',
  ])('leaves %s to others', async (path) => expect((await get(path)).status).toBe(418));

  it('takes no writes', async () => {
    const response = await get('/', { method: 'POST' });
    expect([response.status, response.headers.get('allow')]).toEqual([405, 'GET, HEAD']);
  });
});
