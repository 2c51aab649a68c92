import { X509Certificate } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { connect } from 'node:tls';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import Koa from 'koa';
import { recordingLogger } from '@aisha/core/testing';
import { selfSigned } from '../../../test/support/self-signed.ts';
import { listen, startHttp, type Running } from './index.ts';

/** By its key a certificate is told from another: how it is written down is the library's to choose. */
const keyOf = (certificate: X509Certificate | undefined): string =>
  String(certificate?.publicKey.export({ type: 'spki', format: 'pem' }));

/** What a new connection is shown. */
const shown = (port: number): Promise<string> =>
  new Promise((resolve, reject) => {
    const socket = connect({ port, host: '127.0.0.1', rejectUnauthorized: false }, () => {
      resolve(keyOf(socket.getPeerX509Certificate()));
      socket.destroy();
    });
    socket.once('error', reject);
  });

const until = async (condition: () => boolean | Promise<boolean>): Promise<void> => {
  const deadline = Date.now() + 10_000;
  while (!(await condition())) {
    if (Date.now() > deadline) throw new Error('it did not happen in time');
    await pause(10);
  }
};

describe('a server with a certificate', () => {
  let directory: string;
  let first: Awaited<ReturnType<typeof selfSigned>>;
  let running: Running;
  const logger = recordingLogger();

  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'aisha-tls-'));
    first = await selfSigned(directory);
    const koa = new Koa();
    koa.use((context) => void (context.body = 'here'));
    const tls = { certFile: first.certFile, keyFile: first.keyFile };
    running = startHttp(koa, await listen({ apiPort: 0, tls }, { logger, checkEveryMs: 10 }));
  });
  afterEach(async () => {
    await running.stop();
    await rm(directory, { recursive: true });
  });

  it('shows a new one to new connections, while those before go on', async () => {
    const before = connect({ port: running.port, host: '127.0.0.1', rejectUnauthorized: false });
    await new Promise((resolve) => before.once('secureConnect', resolve));
    expect(await shown(running.port)).toBe(keyOf(new X509Certificate(first.cert)));

    const second = await selfSigned(directory);
    await until(
      async () => (await shown(running.port)) === keyOf(new X509Certificate(second.cert)),
    );

    const answer = new Promise<string>((resolve) => {
      before.once('data', (chunk: Buffer) => resolve(chunk.toString()));
    });
    before.write('GET / HTTP/1.1\r\nhost: a\r\n\r\n');
    expect(await answer).toMatch(/^HTTP\/1\.1 200/u);
    expect(keyOf(before.getPeerX509Certificate())).toBe(keyOf(new X509Certificate(first.cert)));
    before.destroy();
  });

  it('keeps the one it has where the new one is broken, and says so once', async () => {
    const errors = () => logger.lines.filter(({ level }) => level === 'error').length;
    const so = errors();
    await writeFile(first.certFile, 'not a certificate');
    await until(() => errors() > so);
    expect(await shown(running.port)).toBe(keyOf(new X509Certificate(first.cert)));
    await pause(100);
    expect(errors()).toBe(so + 1);
    await rm(first.keyFile);
    await until(() => errors() > so + 1);
    expect(await shown(running.port)).toBe(keyOf(new X509Certificate(first.cert)));

    const second = await selfSigned(directory);
    await until(
      async () => (await shown(running.port)) === keyOf(new X509Certificate(second.cert)),
    );
  });
});
