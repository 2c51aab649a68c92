import type { ResultFetcher } from '../../ports/result-fetcher.ts';
import { deepEqual, equal, rejects } from '../assert.ts';
import { collect, utf8 } from '../streams.ts';
import { casesOf, type Suite } from './suite.ts';

export type ResultFetcherContext = {
  readonly fetcher: ResultFetcher;
  /** Lays out content and answers an address of it that is allowed. */
  readonly serve: (content: Uint8Array) => Promise<string>;
  /** An allowed address that cannot answer now. */
  readonly unavailable: () => Promise<string>;
};

const forbidden = [
  'http://169.254.169.254/latest/meta-data/',
  'https://elsewhere.example/file',
  'file:///etc/passwd',
  'data:text/plain,hello',
  'not an address',
];

export const resultFetcherContract = (suite: Suite<ResultFetcherContext>): void => {
  const test = casesOf(suite);

  test('the content is brought, byte for byte', async ({ fetcher, serve }) => {
    const content = Uint8Array.from({ length: 200_000 }, (_, at) => (at * 31) % 256);
    const url = await serve(content);
    deepEqual(await collect(await fetcher.fetch(url, { maxBytes: 200_000 })), content);
  });

  test('it may be fetched again', async ({ fetcher, serve }) => {
    const url = await serve(utf8('weights'));
    for (let time = 0; time < 2; time += 1) {
      deepEqual(await collect(await fetcher.fetch(url, { maxBytes: 7 })), utf8('weights'));
    }
  });

  test('more than is allowed is refused', async ({ fetcher, serve }) => {
    const url = await serve(utf8('weights'));
    const fetching = async () => collect(await fetcher.fetch(url, { maxBytes: 6 }));
    const error = await rejects(fetching(), 'fetch.too-large');
    equal((error as { retryable?: unknown }).retryable, false, 'retryable');
  });

  for (const url of forbidden) {
    test(`nothing is fetched from ${url}`, async ({ fetcher }) => {
      const error = await rejects(fetcher.fetch(url, { maxBytes: 1_000 }), 'fetch.forbidden');
      equal((error as { retryable?: unknown }).retryable, false, 'retryable');
    });
  }

  test('what cannot answer now may be fetched later', async ({ fetcher, unavailable }) => {
    const url = await unavailable();
    const fetching = async () => collect(await fetcher.fetch(url, { maxBytes: 1_000 }));
    const error = await rejects(fetching(), 'fetch.failed');
    equal((error as { retryable?: unknown }).retryable, true, 'retryable');
  });
};
