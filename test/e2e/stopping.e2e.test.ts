import { existsSync } from 'node:fs';
import { join as joinPath } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openChat } from '../support/chat.ts';
import { playgroundMain, temporaryDataDir } from '../support/playground.ts';
import { startProcess, type RunningProcess } from '../support/process.ts';
import { processesOf } from '../support/processes-of.ts';
import { join, nameAvatar, smallPhotographs } from '../support/walk.ts';

let dataDir: Awaited<ReturnType<typeof temporaryDataDir>>;
let product: RunningProcess | undefined;

beforeEach(async () => {
  dataDir = await temporaryDataDir();
});

afterEach(async () => {
  // Not SIGKILL: npm could not pass that on, and would leave its child behind.
  await product?.end('SIGTERM');
  await dataDir.remove();
});

const variables = () => ({ DATA_DIR: dataDir.path, BOT_PORT: '0', API_PORT: '0' });

/** In a directory without a `.env` of a developer's own. */
const startProduct = (): RunningProcess =>
  startProcess({ args: [playgroundMain], cwd: dataDir.path, env: variables() });

const ready = /Aisha is ready: (\S+)\n/u;

describe('SIGTERM to `npm start`', () => {
  it('finishes what is under way, ends well within ten seconds and leaves no process behind', async () => {
    product = startProcess({
      command: 'npm',
      // What the script before it sees to has been seen to by the one before the tests.
      args: ['start', '--ignore-scripts'],
      env: { ...variables(), NPM_CONFIG_UPDATE_NOTIFIER: 'false' },
    });
    const [, address = ''] = await product.hear(ready);
    const chat = await openChat(address);
    await join(chat);
    await nameAvatar(chat);
    // An open chat page, and photos that are being looked at.
    const page = new AbortController();
    await fetch(`${address}/chat/api/events?user=${chat.user}`, { signal: page.signal });
    await chat.send(await smallPhotographs(4));
    expect((await processesOf(dataDir.path)).join('\n')).toMatch(
      /npm[^]*postgres|postgres[^]*npm/u,
    );

    const toldAt = performance.now();
    expect(await product.end('SIGTERM')).toBe(0);
    expect(performance.now() - toldAt).toBeLessThan(10_000);
    expect(await processesOf(dataDir.path)).toEqual([]);
    page.abort();
  });
});

describe('a signal', () => {
  it('that arrives twice, as Ctrl-C does under npm, is one', async () => {
    product = startProduct();
    await product.hear(ready);
    product.signal('SIGINT');
    await product.hear(/Stopping/u);
    product.signal('SIGINT');
    expect(await product.ended).toBe(0);
    expect(await processesOf(dataDir.path)).toEqual([]);
  });

  it('in the middle of the start leaves no process behind', async () => {
    product = startProduct();
    const database = joinPath(dataDir.path, 'postgres', 'cluster', 'postmaster.pid');
    await expect.poll(() => existsSync(database), { timeout: 30_000, interval: 5 }).toBe(true);
    expect(product.said()).not.toMatch(ready);
    expect(await product.end('SIGTERM')).toBe(0);
    expect(await processesOf(dataDir.path)).toEqual([]);
  });
});
