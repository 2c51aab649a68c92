import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { plainPicture } from '@aisha/core/testing';
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
  expect((await stat(join(directory, 'picture'))).size).toBeGreaterThan(0);
}, 30_000);
