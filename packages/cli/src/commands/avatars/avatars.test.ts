import { describe, expect, it } from 'vitest';
import type { AvatarId, User } from '@aisha/core';
import { aTraining, aRun, aUser, anAvatar, type InMemoryPorts } from '@aisha/core/testing';
import { aCli } from '../../cli.fixture.ts';
import { widthOf } from '../../text-width.ts';

const unknownId = '01998c1e-7b3a-7c11-9d55-2f3a4b5c6d7e';

const store = (ports: InMemoryPorts, user: User, ...avatars: ReturnType<typeof anAvatar>[]) =>
  ports.unitOfWork.run(async (tx) => {
    await tx.users.add(user);
    for (const avatar of avatars) await tx.avatars.add(avatar);
  });

describe('aisha avatars list', () => {
  it('lists all people’s avatars, newest first, filtered as asked', async () => {
    const { ports, run } = aCli();
    const user = aUser();
    const one = anAvatar({ userId: user.id, name: 'One' });
    const other = anAvatar({ userId: user.id, name: 'Other', status: 'failed' });
    await store(ports, user, one, other);
    const all = await run('avatars', 'list');
    expect(all.printed.indexOf('Other')).toBeLessThan(all.printed.indexOf('One'));
    const failed = await run('avatars', 'list', '--status', 'failed');
    expect(failed.printed).toContain(other.id);
    expect(failed.printed).not.toContain(one.id);
    const older = await run('avatars', 'list', '--before', other.id.toUpperCase());
    expect(older.printed).toContain(one.id);
    expect(older.printed).not.toContain(other.id);
  });

  it('gives JSON that a program reads back, with nothing in it that a terminal obeys', async () => {
    const { ports, run } = aCli();
    const user = aUser({ firstName: 'a\u001B[2J\u009B31m\u202E\u2028\u{E0041}b' });
    await store(ports, user, anAvatar({ userId: user.id }));
    const { printed } = await run('avatars', 'list', '--json');
    expect(printed).not.toMatch(/[^\P{C}\n]|[\p{Zl}\p{Zp}]/u);
    const [listing] = JSON.parse(printed) as { owner: User }[];
    expect(listing?.owner.firstName).toBe(user.firstName);
  });

  it('gives an empty array where there is nothing', async () => {
    const { run } = aCli();
    expect(await run('avatars', 'list', '--json')).toMatchObject({ printed: '[]\n', code: 0 });
  });
});

describe('aisha avatars show', () => {
  it('tells one avatar’s story within 80 columns', async () => {
    const { ports, run } = aCli();
    const user = aUser({ firstName: 'A name \u001B[31mof a person '.repeat(5) });
    const avatar = anAvatar({ userId: user.id, name: '日'.repeat(50), status: 'failed' });
    const training = aTraining({
      userId: user.id,
      avatarId: avatar.id,
      status: 'failed',
      failure: { code: 'photos.no-face', providerType: 'no_\u009B2Jface', retryable: false },
    });
    const subject = { type: 'training', id: training.id } as const;
    await store(ports, user, avatar);
    await ports.unitOfWork.run(async (tx) => {
      await tx.trainings.add(training);
      await tx.runs.add(aRun({ userId: user.id, subject, status: 'ended' }));
    });
    const { printed, code } = await run('avatars', 'show', avatar.id);
    expect(code).toBe(0);
    for (const line of printed.split('\n')) expect(widthOf(line)).toBeLessThanOrEqual(80);
    expect(printed).not.toMatch(/[^\P{C}\n]/u);
    expect(printed).toContain('version 1 failed; its owner may retry');
    expect(printed).toContain('photos.no-face no_face');
    expect(printed).toMatch(/try 1 {5}ended, 2026-11-22 12:00:00/u);
  });

  it('ends with code 4 for an id that nobody has', async () => {
    const { run } = aCli();
    const sentence = `There is no avatar ${unknownId as AvatarId}.\n`;
    expect(await run('avatars', 'show', unknownId)).toMatchObject({ printed: sentence, code: 4 });
    expect(await run('avatars', 'show', unknownId, '--json')).toMatchObject({
      printed: 'null\n',
      code: 4,
    });
  });
});
