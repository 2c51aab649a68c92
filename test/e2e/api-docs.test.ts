import { spawn } from 'node:child_process';
import { createHmac } from 'node:crypto';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { plainPicture } from '@aisha/core/testing';
import { recipeOfDocs } from '../support/hook-receiver.ts';
import { anApi } from '../../packages/http/src/api/an-api.fixture.ts';

let api: Awaited<ReturnType<typeof anApi>>;
let directory: string;

beforeEach(async () => {
  api = await anApi();
  directory = await mkdtemp(join(tmpdir(), 'aisha-api-docs-'));
});
afterEach(async () => {
  await api.stop();
  await rm(directory, { recursive: true });
});

/** What stands in the blocks that are to be typed, one after the other. */
const examplesIn = (text: string): string =>
  [...text.matchAll(/^```sh\n(?<code>[\s\S]*?)^```$/gmu)]
    .map(({ groups }) => groups?.['code'])
    .join('\n');

const run = (script: string, environment: Readonly<Record<string, string>>) =>
  new Promise<{ code: number | null; out: string; told: string }>((resolve) => {
    const child = spawn('bash', ['--noprofile', '--norc', '-euo', 'pipefail', '-c', script], {
      stdio: ['ignore', 'pipe', 'pipe'],
      cwd: directory,
      env: { PATH: process.env['PATH'] ?? '', ...environment },
    });
    let out = '';
    let told = '';
    child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (told += chunk.toString()));
    child.once('close', (code) => resolve({ code, out, told }));
  });

/** Jobs are done and the provider delivers, until told to stop. */
const atWork = () => {
  const { jobs, unitOfWork, generator, clock } = api.ports;
  const ending = new AbortController();
  const work = async (): Promise<void> => {
    while (!ending.signal.aborted) {
      await jobs.drain();
      for (const { requestId, status } of unitOfWork.committed().runs.values()) {
        if (requestId && status === 'accepted') generator.succeed(requestId);
      }
      clock.advance(1_000);
      await pause(20);
    }
  };
  const working = work();
  return {
    stop: async () => {
      ending.abort();
      await working;
    },
  };
};

it('the recipe of docs/api.md tells a message from what is none', async () => {
  const { isFromAisha } = await recipeOfDocs();
  const key = Buffer.alloc(32, 7);
  const secret = `whsec_${key.toString('base64')}`;
  const now = String(Math.floor(Date.now() / 1000));
  const body = Buffer.from('{"type":"training.succeeded"}');
  const message = (timestamp: string) => {
    const signed = createHmac('sha256', key).update(`m1.${timestamp}.`).update(body);
    const signature = signed.digest('base64');
    return {
      'webhook-id': 'm1',
      'webhook-timestamp': timestamp,
      'webhook-signature': `v1a,x v1,${signature}`,
    };
  };
  const headers = message(now);
  expect(isFromAisha(secret, headers, body)).toBe(true);
  const another = `whsec_${Buffer.alloc(32, 8).toString('base64')}`;
  expect(isFromAisha(another, headers, body)).toBe(false);
  expect(isFromAisha(secret, headers, Buffer.from('{}'))).toBe(false);
  expect(isFromAisha(secret, { ...headers, 'webhook-id': 'm2' }, body)).toBe(false);
  expect(isFromAisha(secret, message('1700000000'), body)).toBe(false);
  expect(isFromAisha(secret, message('never'), body)).toBe(false);
  expect(isFromAisha(secret, {}, body)).toBe(false);
  expect(isFromAisha(secret, { ...headers, 'webhook-signature': 'v1,' }, body)).toBe(false);
});

it('the examples of docs/api.md do what they say', async () => {
  await writeFile(join(directory, 'photo.jpg'), plainPicture({ looks: 'a face' }));
  const script = examplesIn(await readFile('docs/api.md', 'utf8'));
  expect(script.match(/\bcurl\b/gu)?.length).toBeGreaterThan(10);
  const working = atWork();
  const { code, out, told } = await run(script, { AISHA: api.origin, KEY: api.everything });
  await working.stop();
  expect(told).toBe('');
  expect(code, out).toBe(0);
  expect(out).toContain('"firstName":"Ada"');
  expect(out).toContain('"secret":"whsec_');
  expect(out).toContain('"reason":"generation"');
  expect(out).toContain('"finishedAt"');
  expect((await stat(join(directory, 'picture'))).size).toBeGreaterThan(0);
}, 30_000);
