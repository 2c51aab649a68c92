import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openLayout, type Layout } from './layout.ts';
import { share } from './lock.ts';
import { claimForThisMachine } from './machine.ts';

let layout: Layout;

beforeEach(async () => {
  layout = await openLayout(await mkdtemp(join(tmpdir(), 'aisha-machine-')));
});

afterEach(() => rm(layout.home, { recursive: true, force: true }));

describe('a data directory', () => {
  it('is claimed again and again on one machine, in use or not', async () => {
    await claimForThisMachine(layout);
    const giveUp = share(layout.useLock);
    await claimForThisMachine(layout);
    giveUp();
  });

  it('is refused while another container uses it', async () => {
    await writeFile(layout.machine, 'another boot, another container');
    const giveUp = share(layout.useLock);
    await expect(claimForThisMachine(layout)).rejects.toThrow('another container or machine');
    giveUp();
  });

  it('is taken over once the other container has ended', async () => {
    await writeFile(layout.machine, 'another boot, another container');
    await claimForThisMachine(layout);
    await claimForThisMachine(layout);
  });
});
