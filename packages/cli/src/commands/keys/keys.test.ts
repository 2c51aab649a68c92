import { describe, expect, it } from 'vitest';
import { aCli } from '../../cli.fixture.ts';

const unknown = '01998c1e-7b3a-7c11-9d55-2f3a4b5c6d7e';
const scopes = ['--scopes', 'avatars:read,avatars:write'];

describe('aisha keys', () => {
  it('makes a key that lets in until it is revoked', async () => {
    const { run, aisha } = aCli();
    const made = await run('keys', 'create', 'shop', ...scopes, '--user-credits', '40', '--yes');
    expect(made).toMatchObject({ code: 0 });
    const secret = made.printed.trim();
    expect(made.told.join('')).toContain('nobody can tell it again');
    const known = await aisha.authenticateApiKey(secret);
    expect(known).toMatchObject({
      key: { scopes: ['avatars:read', 'avatars:write'] },
      client: { name: 'shop', userCredits: 40 },
    });
    const id = known!.key.id;
    expect(await run('keys', 'revoke', id, '--yes')).toMatchObject({ printed: 'Revoked.\n' });
    expect(await aisha.authenticateApiKey(secret)).toBeUndefined();
    expect(await run('keys', 'revoke', id, '--yes')).toMatchObject({ code: 4 });
    expect(await run('keys', 'revoke', unknown, '--yes')).toMatchObject({ code: 4 });
  });

  it('lists keys without anything that opens', async () => {
    const { run } = aCli({ columns: 160 });
    expect((await run('keys', 'list')).printed).toBe('No keys.\n');
    const { printed: one } = await run('keys', 'create', 'shop', ...scopes, '--yes', '--json');
    const { secret, id } = JSON.parse(one) as { secret: string; id: string };
    await run('keys', 'create', 'app', '--scopes', 'all', '--yes');
    const { printed } = await run('keys', 'list');
    expect(printed).toMatch(/ app .* all$/mu);
    expect(printed).toMatch(/ shop .* avatars:/mu);
    expect(printed).not.toContain(secret);
    const { printed: json } = await run('keys', 'list', '--client', 'shop', '--json');
    expect(JSON.parse(json)).toMatchObject([{ id, client: 'shop' }]);
    expect(json).not.toMatch(/hash|[0-9a-f]{64}/u);
  });

  it('makes none for a service or scopes that are none', async () => {
    const { run, aisha } = aCli();
    for (const asked of [
      ['keys', 'create', 'Shop', ...scopes, '--yes'],
      ['keys', 'create', 'shop', '--scopes', 'everything', '--yes'],
      ['keys', 'create', 'shop', '--yes'],
      ['keys', 'create', 'shop', ...scopes, '--user-credits', '-1', '--yes'],
    ]) {
      // It ends the process, which a test does not let it.
      await expect(run(...asked), asked.join(' ')).rejects.toThrow('"1"');
    }
    expect(await aisha.listApiKeys({ limit: 10 })).toEqual([]);
  });
});
