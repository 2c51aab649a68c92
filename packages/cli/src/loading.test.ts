import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { groups } from './groups.ts';
import { loadedBy } from './loaded.fixture.ts';

describe('help', { timeout: 120_000 }, () => {
  it('of everything loads what reads the command line, and nothing else', async () => {
    expect(await loadedBy(['--help'])).toEqual({ code: 0, packages: ['cli', 'commander'] });
  });

  it('of a command loads at most the words of the domain beside, and no vendor', async () => {
    const needless: Record<string, readonly string[]> = {};
    for (const level of [...groups.map(({ name }) => [name]), ['avatars', 'list']]) {
      const { code, packages } = await loadedBy([...level, '--help']);
      expect([code, packages]).toEqual([0, expect.arrayContaining(['cli', 'commander'])]);
      const others = packages.filter((name) => !['cli', 'commander', 'core'].includes(name));
      if (others.length > 0) needless[level.join(' ')] = others;
    }
    expect(needless).toEqual({});
  });
});

describe('looking at styles', { timeout: 60_000 }, () => {
  it('loads what reads them, and no database', async () => {
    const styles = fileURLToPath(new URL('../../adapters/styles', import.meta.url));
    const { code, packages } = await loadedBy(['styles', 'lint', styles]);
    expect([code, packages]).toEqual([0, expect.arrayContaining(['adapters', 'core', 'yaml'])]);
    expect(packages).not.toContain('pg');
  });
});
