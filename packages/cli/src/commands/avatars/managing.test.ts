import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { aCli } from '../../cli.fixture.ts';
import { somebody } from '../../somebody.fixture.ts';

describe('what an operator does about avatars', () => {
  it('cancels, retrains, renames and deletes, each once it is agreed to', async () => {
    const cli = aCli();
    const { trains } = await somebody(cli);
    const { avatarId, price } = await trains();
    const said = async (verb: string, ...more: string[]) =>
      (await cli.run('avatars', verb, avatarId, ...more, '--yes', '--why', 'asked')).printed;
    expect((await cli.run('avatars', 'delete', avatarId)).code).toBe(6);
    expect(await said('cancel')).toBe(`Cancelled: ${price} credits went back.\n`);
    const unasked = await cli.run('avatars', 'retrain', avatarId, '--preset', 'fast');
    expect(unasked.told.join()).toMatch(
      /anew for \d+ of its owner’s \d+ credits\? Nobody is here/u,
    );
    expect(await said('retrain', '--preset', 'fast')).toMatch(/is version 2, \d+ credits\.\n$/u);
    expect(await said('rename', 'Lady Ada')).toBe('It is called Lady Ada.\n');
    expect(await said('delete')).toBe('Deleted: a worker removes its photos and weights.\n');
    expect((await cli.run('avatars', 'delete', avatarId, '--yes')).code).toBe(4);
    const log = await cli.aisha.inspectAudit({ limit: 10, subject: `avatar ${avatarId}` });
    expect(log.map(({ action }) => action)).toEqual([
      'avatars.delete',
      'avatars.rename',
      'avatars.retrain',
      'avatars.cancel',
    ]);
  });

  it('imports one that was trained elsewhere, from a file or by the id of a finetune', async () => {
    const cli = aCli();
    const { user } = await somebody(cli);
    const directory = await mkdtemp(join(tmpdir(), 'aisha-weights-'));
    const path = join(directory, 'lora.safetensors');
    await writeFile(path, Buffer.from([2, 0, 0, 0, 0, 0, 0, 0, 0x7b, 0x7d]));
    const give = (...own: string[]) =>
      cli.run('avatars', 'import', user.id, '--name', 'Vera', '--trigger', 'ohwx', ...own, '--yes');
    const given = await give('--weights', path);
    expect(given.printed).toMatch(/^Avatar \S+ is ready to draw with/u);
    expect(given.statuses).toEqual(['copying the weights 0 s', '']);
    const tuned = await give('--kind', 'artistic', '--finetune', 'ft-1', '--json');
    expect(JSON.parse(tuned.printed)).toMatchObject({
      training: { result: { type: 'finetune', finetuneId: 'ft-1' } },
    });
    await writeFile(path, '<html>');
    expect(await give('--weights', path)).toMatchObject({
      code: 5,
      told: ['It is no safetensors file.'],
    });
    await expect(give('--weights', join(directory, 'none'))).rejects.toThrow('There is no file');
    await expect(give()).rejects.toThrow('--weights or --finetune');
    await rm(directory, { recursive: true });
  });
});
