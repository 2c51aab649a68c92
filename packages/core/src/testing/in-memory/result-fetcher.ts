import { PortError } from '../../shared/port-error.ts';
import type { ResultFetcher } from '../../ports/result-fetcher.ts';
import { plainPicture } from '../plain-picture.ts';
import { streamOf, utf8 } from '../streams.ts';

export type FakeFetcher = ResultFetcher & {
  serve(url: string, content: Uint8Array): void;
  /** The next fetch fails with this. */
  failNext(error: PortError): void;
  /** Nothing is at this address any more. */
  lose(url: string): void;
  /** Every address asked for. */
  readonly fetched: readonly string[];
};

const host = 'https://results.fake.test/';

/**
 * Serves what it is given, and below `https://results.fake.test/` a picture of its own for every
 * address that ends in `.png`, the address itself for every other.
 */
export const fakeFetcher = (): FakeFetcher => {
  const served = new Map<string, Uint8Array>();
  const failures: PortError[] = [];
  const fetched: string[] = [];
  const lost = new Set<string>();
  return {
    fetched,
    serve: (url, content) => void served.set(url, content),
    failNext: (error) => void failures.push(error),
    lose: (url) => void lost.add(url),
    fetch: async (url, { maxBytes }) => {
      fetched.push(url);
      const failure = failures.shift();
      if (failure) throw failure;
      if (lost.has(url)) throw refused('fetch.failed');
      const content = served.get(url) ?? ownContent(url);
      if (!content) throw refused('fetch.forbidden');
      if (content.length > maxBytes) throw refused('fetch.too-large');
      return streamOf(content.slice());
    },
  };
};

const ownContent = (url: string): Uint8Array | undefined => {
  if (!url.startsWith(host)) return undefined;
  return url.endsWith('.png') ? plainPicture({ format: 'png', looks: url }) : utf8(url);
};

const refused = (code: 'fetch.forbidden' | 'fetch.too-large' | 'fetch.failed'): PortError =>
  new PortError(code, 'fetch a result', { retryable: false });
