import type { ServerResponse } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import { collect } from '@aisha/core/testing';
import type { PortError } from '@aisha/core';
import { scriptedServer, type Script } from '../../../../test/support/scripted-server.ts';
import { safeFetcher, type SafeFetcher, type SafeFetcherOptions } from './safe-fetcher.ts';

const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  await Promise.all(closing.splice(0).map((close) => close()));
});

const serve = async (script: Script) => {
  const server = await scriptedServer(script);
  closing.push(() => server.close());
  return server;
};

const fetcherFor = (origins: readonly string[], options: SafeFetcherOptions = {}): SafeFetcher => {
  const fetcher = safeFetcher({ extraOrigins: origins, ...options });
  closing.push(() => fetcher.close());
  return fetcher;
};

const errorOf = async (promise: Promise<unknown>): Promise<PortError> =>
  promise.then(
    () => expect.fail('it succeeded'),
    (error: unknown) => error as PortError,
  );

const read = async (fetcher: SafeFetcher, url: string, maxBytes = 1_000): Promise<string> =>
  Buffer.from(await collect(await fetcher.fetch(url, { maxBytes }))).toString();

const redirectTo = (response: ServerResponse, location: string, status = 302): void => {
  response.writeHead(status, { location });
  response.end();
};

describe('fetching', () => {
  it('brings the content of a configured origin', async () => {
    const { origin, received } = await serve((_, response) => void response.end('weights'));
    expect(await read(fetcherFor([origin]), `${origin}/files/lora`)).toBe('weights');
    expect(received).toHaveLength(1);
  });

  it('sends nothing that tells who asks', async () => {
    const { origin, received } = await serve((_, response) => void response.end('x'));
    await read(fetcherFor([origin]), `${origin}/file#secret`);
    expect(Object.keys(received[0]?.headers ?? {}).toSorted()).toEqual([
      'accept',
      'accept-encoding',
      'connection',
      'host',
    ]);
    expect(received[0]?.url).toBe('/file');
  });

  it('follows three redirects and no fourth', async () => {
    const { origin, received } = await serve(({ url }, response) => {
      const left = Number(url.slice(1));
      if (left === 0) response.end('found');
      else redirectTo(response, `/${left - 1}`);
    });
    const fetcher = fetcherFor([origin]);
    expect(await read(fetcher, `${origin}/3`)).toBe('found');
    expect((await errorOf(read(fetcher, `${origin}/4`))).code).toBe('fetch.forbidden');
    expect(received).toHaveLength(8);
  });

  it.each([301, 302, 303, 307, 308])('checks where a %i leads', async (status) => {
    const other = await serve((_, response) => void response.end('secret'));
    const { origin } = await serve((_, response) => redirectTo(response, other.origin, status));
    expect((await errorOf(read(fetcherFor([origin]), origin))).code).toBe('fetch.forbidden');
    expect(other.received).toHaveLength(0);
  });

  it('refuses a redirect that names no address', async () => {
    const { origin } = await serve((_, response) => {
      response.writeHead(302);
      response.end();
    });
    expect((await errorOf(read(fetcherFor([origin]), origin))).code).toBe('fetch.forbidden');
  });
});

describe('size', () => {
  it('is refused by what is announced, before anything is read', async () => {
    const { origin } = await serve((_, response) => {
      response.writeHead(200, { 'content-length': '1001' });
      response.write('x');
    });
    const error = await errorOf(fetcherFor([origin]).fetch(origin, { maxBytes: 1_000 }));
    expect(error).toMatchObject({ code: 'fetch.too-large', retryable: false });
  });

  it('is refused by what comes, where nothing was announced', async () => {
    const { origin } = await serve((_, response) => void response.write('x'.repeat(100_000)));
    const error = await errorOf(read(fetcherFor([origin]), origin, 99_999));
    expect(error.code).toBe('fetch.too-large');
  });

  it('may be exactly what is allowed', async () => {
    const { origin } = await serve((_, response) => void response.end('x'.repeat(1_000)));
    expect(await read(fetcherFor([origin]), origin, 1_000)).toHaveLength(1_000);
  });

  it('cannot hide in an encoding', async () => {
    const { origin } = await serve((_, response) => {
      response.writeHead(200, { 'content-encoding': 'gzip' });
      response.end('bomb');
    });
    const error = await errorOf(read(fetcherFor([origin]), origin));
    expect(error).toMatchObject({ code: 'fetch.failed', retryable: false });
  });
});

describe('failing', () => {
  it.each([
    [404, false],
    [403, false],
    [410, false],
    [206, false],
    [304, false],
    [408, true],
    [429, true],
    [500, true],
    [503, true],
  ])('with HTTP %i is retryable: %s', async (status, retryable) => {
    const { origin } = await serve((_, response) => {
      response.writeHead(status, { 'retry-after': '7' });
      response.end();
    });
    const error = await errorOf(read(fetcherFor([origin]), origin));
    expect(error).toMatchObject({ code: 'fetch.failed', retryable, retryAfterMs: 7_000 });
  });

  it('says so when the content breaks off', async () => {
    const { origin } = await serve((_, response) => {
      response.writeHead(200, { 'content-length': '100' });
      response.write('half', () => response.destroy());
    });
    const error = await errorOf(read(fetcherFor([origin]), origin));
    expect(error).toMatchObject({ code: 'fetch.failed', retryable: true });
  });

  it.each<[string, Script]>([
    ['the headers', () => {}],
    ['more content', (_, response) => void response.write('first')],
  ])('does not wait for %s for ever', async (_, script) => {
    const { origin } = await serve(script);
    const fetcher = fetcherFor([origin], { timeouts: { headers: 100, idle: 100, total: 300 } });
    const error = await errorOf(read(fetcher, origin));
    expect(error).toMatchObject({ code: 'fetch.failed', retryable: true });
  });

  it('ends at its deadline, however steadily a little comes', async () => {
    const { origin } = await serve((_, response) => {
      const drip = setInterval(() => response.write('x'), 20);
      response.on('close', () => clearInterval(drip));
    });
    const fetcher = fetcherFor([origin], { timeouts: { total: 200 } });
    expect((await errorOf(read(fetcher, origin, 1e9))).code).toBe('fetch.failed');
  });

  it('never tells the address', async () => {
    const { origin } = await serve((_, response) => {
      response.writeHead(404);
      response.end();
    });
    const error = await errorOf(read(fetcherFor([origin]), `${origin}/f?signature=abc`));
    expect(JSON.stringify([error.message, String(error.cause)])).not.toMatch(/signature|127\.0/);
  });
});

describe('asking whether a file is there', () => {
  it.each([
    [200, true],
    [404, false],
    [500, false],
  ])('takes HTTP %i for %s', async (status, there) => {
    const { origin, received } = await serve((_, response) => {
      response.writeHead(status);
      response.end();
    });
    expect(await fetcherFor([origin]).isThere(`${origin}/lora`)).toBe(there);
    expect(received[0]?.method).toBe('HEAD');
  });

  it('finds nothing where nobody answers', async () => {
    const server = await scriptedServer(() => {});
    await server.close();
    expect(await fetcherFor([server.origin]).isThere(server.origin)).toBe(false);
  });
});
