import diagnostics from 'node:diagnostics_channel';
import { createServer, type AddressInfo, type LookupFunction, type Server } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { safeFetcher, type SafeFetcher } from './safe-fetcher.ts';

/**
 * Stands for everything that must not be reached. A connection anywhere at all fails the test; the
 * configured origin is another server, which none of these may reach either.
 */
let listener: Server;
let configured: Server;
let port: number;
let configuredPort: number;
let connections: string[] = [];
let fetcher: SafeFetcher;

const listen = async (): Promise<Server> => {
  const server = createServer((socket) => {
    connections.push('accepted');
    socket.destroy();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
};
const portOf = (server: Server): number => (server.address() as AddressInfo).port;
const noteConnected = () => void connections.push('connected');

/** Names of the provider's that somebody else answers for. */
const rebound: Readonly<Record<string, readonly string[]>> = {
  'loopback.fal.media': ['127.0.0.1'],
  'cloud.fal.media': ['169.254.169.254'],
  'mapped.fal.media': ['::ffff:127.0.0.1'],
  'mixed.fal.media': ['8.8.8.8', '10.0.0.1'],
  'six.fal.media': ['::1'],
  'nat64.fal.media': ['64:ff9b::7f00:1'],
  'nobody.fal.media': [],
};
const lookup: LookupFunction = (hostname, _options, callback) =>
  callback(
    null,
    (rebound[hostname] ?? []).map((address) => ({
      address,
      family: address.includes(':') ? 6 : 4,
    })),
  );

beforeAll(async () => {
  [listener, configured] = await Promise.all([listen(), listen()]);
  port = portOf(listener);
  configuredPort = portOf(configured);
  fetcher = safeFetcher({ extraOrigins: [`http://127.0.0.1:${configuredPort}`], lookup });
  diagnostics.subscribe('undici:client:connected', noteConnected);
});
afterAll(async () => {
  diagnostics.unsubscribe('undici:client:connected', noteConnected);
  await fetcher.close();
  listener.close();
  configured.close();
});

const hostile = (): string[] => [
  // Loopback in every spelling, at a port that listens.
  `http://127.0.0.1:${port}/`,
  `https://127.0.0.1:${port}/`,
  `http://localhost:${port}/`,
  `https://localhost:${port}/`,
  `http://127.1:${port}/`,
  `http://0x7f.1:${port}/`,
  `http://0x7f000001:${port}/`,
  `http://2130706433:${port}/`,
  `http://017700000001:${port}/`,
  `http://0177.0.0.1:${port}/`,
  `http://127.0.0.1.:${port}/`,
  `http://0:${port}/`,
  `http://0.0.0.0:${port}/`,
  `http://[::1]:${port}/`,
  `http://[::]:${port}/`,
  `http://[::ffff:7f00:1]:${port}/`,
  `http://[::ffff:127.0.0.1]:${port}/`,
  `http://[0:0:0:0:0:ffff:127.0.0.1]:${port}/`,
  `http://[64:ff9b::7f00:1]:${port}/`,
  `http://[2002:7f00:1::]:${port}/`,
  `http://①②⑦.⓪.⓪.①:${port}/`,
  `http://127。0。0。1:${port}/`,
  `http://LOCALHOST:${port}/`,
  `http://localhost.localdomain:${port}/`,
  // The configured origin, but not exactly.
  `https://127.0.0.1:${configuredPort}/`,
  `http://127.0.0.1:${configuredPort}0/`,
  `http://localhost:${configuredPort}/`,
  `http://127.1.1.1:${configuredPort}/`,
  `http://user@127.0.0.1:${configuredPort}/`,
  `http://user:password@127.0.0.1:${configuredPort}/`,
  `http://127.0.0.1:${configuredPort}@127.0.0.1:${port}/`,
  // Clouds and private networks.
  'http://169.254.169.254/latest/meta-data/',
  'https://169.254.169.254/latest/meta-data/',
  'http://metadata.google.internal/computeMetadata/v1/',
  'http://[fd00:ec2::254]/latest/',
  'http://100.100.100.200/latest/',
  'https://10.0.0.1/',
  'https://192.168.0.1/',
  'https://[fe80::1]/',
  'https://[fc00::1]/',
  // Hosts that only look like the provider's.
  'https://fal.media.example/',
  'https://evilfal.media/',
  'https://example/?https://v3.fal.media/',
  'https://v3.fal.media@127.0.0.1/',
  `https://v3.fal.media:pass@127.0.0.1:${port}/`,
  'https://fal.media%2eexample/',
  'https://fal.media\\@example/',
  'https://v3.fal.media./',
  'https://example#.fal.media/',
  // The provider's host, but not its door.
  'http://v3.fal.media/',
  'https://v3.fal.media:8443/',
  'https://v3.fal.media:80/',
  `https://v3.fal.media:${port}/`,
  'https://user@v3.fal.media/',
  'https://user:password@v3.fal.media/',
  'https://:password@v3.fal.media/',
  // Names of the provider's that lead home.
  'https://loopback.fal.media/',
  'https://cloud.fal.media/',
  'https://mapped.fal.media/',
  'https://mixed.fal.media/',
  'https://six.fal.media/',
  'https://nat64.fal.media/',
  'https://nobody.fal.media/',
  // Other schemes.
  'file:///etc/passwd',
  'data:image/png;base64,iVBORw0KGgo=',
  `data:application/octet-stream,${'x'.repeat(21 * 1024 * 1024)}`,
  'ftp://v3.fal.media/',
  'gopher://127.0.0.1:25/',
  'blob:https://v3.fal.media/1',
  'javascript:alert(1)',
  'ws://v3.fal.media/',
  `unix:/tmp/socket:/`,
  // Not addresses.
  '',
  ' ',
  '/etc/passwd',
  '//127.0.0.1/',
  'https://',
  'https:///v3.fal.media:x/',
  `https://v3.fal.media/${'a'.repeat(5_000)}`,
  'https://v3.fal.media\u0000.example/',
];

describe('a hostile address', () => {
  it('is refused without a single connection', async () => {
    connections = [];
    const urls = hostile();
    expect(urls.length).toBeGreaterThan(60);
    const answers = await Promise.all(
      urls.map((url) =>
        fetcher.fetch(url, { maxBytes: 1_000 }).then(
          () => 'fetched',
          (error: unknown) => (error as { code?: unknown }).code,
        ),
      ),
    );
    const allowed = urls.filter((_, index) => answers[index] !== 'fetch.forbidden');
    expect(allowed.map((url) => url.slice(0, 100))).toEqual([]);
    expect(connections).toEqual([]);
  });

  it('is not there, when asked for that alone', async () => {
    connections = [];
    const answers = await Promise.all(hostile().map((url) => fetcher.isThere(url)));
    expect(answers).not.toContain(true);
    expect(connections).toEqual([]);
  });
});
