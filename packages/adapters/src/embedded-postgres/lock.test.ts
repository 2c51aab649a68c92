import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { exclusively, isShared, share } from './lock.ts';

let folder: string;
let file: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'aisha-lock-'));
  file = join(folder, 'a.lock');
});

afterEach(() => rm(folder, { recursive: true, force: true }));

describe('an exclusive lock', () => {
  it('lets one piece of work in at a time', async () => {
    const order: string[] = [];
    const first = Promise.withResolvers<void>();
    const firstDone = exclusively(file, 5_000, async () => {
      await first.promise;
      order.push('first');
    });
    const secondDone = exclusively(file, 5_000, async () => {
      order.push('second');
    });
    first.resolve();
    await Promise.all([firstDone, secondDone]);
    expect(order).toEqual(['first', 'second']);
  });

  it('is free again when the work fails', async () => {
    const failing = exclusively(file, 5_000, () => Promise.reject(new Error('broken')));
    await expect(failing).rejects.toThrow('broken');
    expect(await exclusively(file, 0, () => Promise.resolve('in'))).toBe('in');
  });

  it('gives up at its deadline', async () => {
    await exclusively(file, 5_000, async () => {
      await expect(exclusively(file, 30, () => Promise.resolve())).rejects.toThrow(
        `Another process has held ${file} for more than 30 ms.`,
      );
    });
  });
});

describe('a share', () => {
  it('stands beside other shares until each is given up', () => {
    const giveUp = [share(file), share(file)];
    expect(isShared(file)).toBe(true);
    giveUp[0]?.();
    expect(isShared(file)).toBe(true);
    giveUp[1]?.();
    expect(isShared(file)).toBe(false);
  });

  it('ends with the process that holds it, however that ends', async () => {
    const script = join(folder, 'holder.ts');
    await writeFile(
      script,
      `import { share } from ${JSON.stringify(new URL('./lock.ts', import.meta.url).href)};
       share(${JSON.stringify(file)});
       process.on('message', () => undefined);
       process.send('held');`,
    );
    const holder = fork(script, { execArgv: [] });
    await once(holder, 'message');
    expect(isShared(file)).toBe(true);
    holder.kill('SIGKILL');
    await once(holder, 'exit');
    expect(isShared(file)).toBe(false);
  });
});
