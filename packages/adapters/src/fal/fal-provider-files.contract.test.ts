import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { once } from 'node:events';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { providerFilesContract } from '@aisha/core/testing';
import type { ProviderRequestId, RunHandle } from '@aisha/core';
import { falProviderFiles } from './fal-provider-files.ts';

const adminKey = 'admin-id:admin-secret';
const run = (requestId: string): RunHandle => ({
  endpoint: 'fal-ai/flux-lora',
  requestId: requestId as ProviderRequestId,
});

/** The part of fal's platform that deletes, as its reference describes it. */
const platform = async () => {
  const kept = new Set(['0190-kept']);
  const seen: string[] = [];
  let failWith: { status: number; body: string } | undefined;
  const server: Server = createServer((request, response) => {
    const { method = '', url = '', headers } = request;
    const { authorization = '' } = headers;
    seen.push(`${method} ${url} ${authorization}`);
    const id = /^\/v1\/models\/requests\/([\w-]+)\/payloads$/u.exec(url)?.[1] ?? '';
    const answer = (status: number, body: string) => {
      response.writeHead(status, { 'content-type': 'application/json' }).end(body);
    };
    if (failWith) return answer(failWith.status, failWith.body);
    if (authorization !== `Key ${adminKey}`) return answer(403, '{}');
    if (!kept.delete(id)) return answer(404, '{"detail":"not found"}');
    return answer(200, '{"cdn_delete_results":[{"link":"https://x/y","exception":null}]}');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    kept,
    seen,
    failWith: (status: number, body = '{}') => void (failWith = { status, body }),
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
};

describe('what fal keeps', () => {
  providerFilesContract({
    it,
    create: async () => {
      const { url, kept, close } = await platform();
      return {
        files: falProviderFiles({ adminKey, platformUrl: url }),
        kept: run('0190-kept'),
        unknown: run('0190-other'),
        isKept: async ({ requestId }) => kept.has(requestId),
        cleanup: close,
      };
    },
  });
});

describe('deleting at fal', () => {
  let fal: Awaited<ReturnType<typeof platform>>;

  beforeEach(async () => {
    fal = await platform();
  });
  afterEach(() => fal.close());

  it('asks nobody without a key that may delete', async () => {
    const files = falProviderFiles({ platformUrl: fal.url });
    expect(await files.delete(run('0190-kept'))).toBe('kept');
    expect(fal.seen).toEqual([]);
  });

  it('sends the key to the one address, and never in it', async () => {
    const files = falProviderFiles({ adminKey, platformUrl: `${fal.url}/` });
    await files.delete(run('0190-kept'));
    expect(fal.seen).toEqual([`DELETE /v1/models/requests/0190-kept/payloads Key ${adminKey}`]);
    expect(await files.delete(run('../../billing'))).toBe('kept');
    expect(fal.seen).toHaveLength(1);
  });

  it.each([
    [403, '{"detail":"admin scope needed"}'],
    [200, '{"cdn_delete_results":[{"link":"https://x/y","exception":"busy"}]}'],
    [200, 'not json'],
  ])('counts as kept what %i %s leaves', async (status, body) => {
    fal.failWith(status, body);
    const files = falProviderFiles({ adminKey, platformUrl: fal.url });
    expect(await files.delete(run('0190-kept'))).toBe('kept');
  });

  it.each([
    [429, 'provider.rate-limited'],
    [503, 'provider.unavailable'],
  ])('is to be tried again after %i', async (status, code) => {
    fal.failWith(status);
    const files = falProviderFiles({ adminKey, platformUrl: fal.url });
    await expect(files.delete(run('0190-kept'))).rejects.toMatchObject({ code, retryable: true });
  });

  it('is to be tried again where nobody answers, and says no secret', async () => {
    const files = falProviderFiles({ adminKey, platformUrl: 'http://127.0.0.1:1' });
    const error: unknown = await files.delete(run('0190-kept')).catch((reason: unknown) => reason);
    expect(error).toMatchObject({ code: 'provider.unavailable', retryable: true });
    expect((error as Error).message).not.toContain('secret');
  });
});
