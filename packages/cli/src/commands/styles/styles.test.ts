import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createAisha, planGrant, streamOf, type Avatar, type TrainingId } from '@aisha/core';
import {
  aFinishedTraining,
  aUser,
  anAvatar,
  freshId,
  inMemoryPorts,
  plainPicture,
} from '@aisha/core/testing';
import { lintStyles } from '@aisha/adapters/yaml';
import { aCli } from '../../cli.fixture.ts';

const aSetting = async () => {
  const ports = inMemoryPorts();
  const fetcher = { fetch: async () => streamOf(plainPicture({ format: 'png' })) };
  const aisha = createAisha({ ...ports, fetcher });
  await ports.jobs.work(aisha.jobs);
  const cli = aCli({ open: async () => aisha, lintStyles, columns: 120 });
  const run = (...args: string[]) => cli.run('styles', ...args);
  return { ports, aisha, run };
};

type Setting = Awaited<ReturnType<typeof aSetting>>;

const anAble = async ({ ports }: Setting): Promise<Avatar> => {
  const user = aUser();
  const trainingId = freshId<TrainingId>();
  const avatar = anAvatar({ userId: user.id, status: 'ready', activeTrainingId: trainingId });
  const owned = { userId: user.id, avatarId: avatar.id };
  const grant = { userId: user.id, amount: 100, idempotencyKey: freshId(), reason: 'test' };
  await ports.unitOfWork.run(async (tx) => {
    await tx.users.add(user);
    await tx.avatars.add(avatar);
    await tx.trainings.add(aFinishedTraining({ id: trainingId, ...owned }));
    await tx.wallets.post(planGrant(grant));
  });
  return avatar;
};

describe('aisha styles lint', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'styles-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  it('finds nothing wrong with what comes along', async () => {
    const { run } = await aSetting();
    const { printed, code } = await run('lint');
    expect(printed).toMatch(/^10 packs in .+: \d+ styles in 10 categories, 0 faults\n$/u);
    expect(code).toBe(0);
  });

  it('names the file and the line of a fault, and ends with 3', async () => {
    const { run } = await aSetting();
    await writeFile(join(folder, 'city.yaml'), 'version: 1\ncategory: City\n');
    const { printed, code } = await run('lint', folder);
    expect(printed).toContain(`${join(folder, 'city.yaml')}:2: category must be lower-case`);
    expect(code).toBe(3);
    const json: unknown = JSON.parse((await run('lint', folder, '--json')).printed);
    expect(json).toMatchObject({ files: 1, styles: 0 });
  });
});

describe('aisha styles list', () => {
  it('tells of each style how often it was ordered, and what has no sample', async () => {
    const setting = await aSetting();
    const { id: avatarId, userId } = await anAble(setting);
    await setting.aisha.requestGeneration({
      id: freshId(),
      userId,
      avatarId,
      styleId: 'film-noir',
      prompt: 'in a dark street',
      aspectRatio: '16:9',
      count: 1,
    });
    const { printed } = await setting.run('list');
    expect(printed).toMatch(/^film-noir +film +Film noir +16:9 +1 +no$/mu);
    expect(printed).toContain('3 styles, version 1');
    expect((await setting.run('list', '-c', 'film')).printed).not.toContain('evening-city');
  });

  it('ends with 4 where there is no such category', async () => {
    const { run } = await aSetting();
    expect(await run('list', '--category', 'nowhere')).toMatchObject({
      printed: 'There are no such styles.\n',
      code: 4,
    });
  });
});

describe('aisha styles preview', () => {
  it('orders what is missing, and keeps it as the sample once it is made', async () => {
    const setting = await aSetting();
    const { run, ports, aisha } = setting;
    const { id } = await anAble(setting);
    const preview = async (...args: string[]) =>
      (await run('preview', '-a', id, 'film-noir', ...args)).printed;
    expect(await preview('--dry-run')).toBe('film-noir has no picture yet\n');
    expect(await preview('--yes', '--why', 'new styles')).toBe(
      'film-noir has been ordered (2 credits)\nRun it again when they are made.\n',
    );
    expect(await preview('--yes')).toBe('film-noir is being drawn\n');
    await ports.jobs.drain();
    ports.generator.succeed(ports.generator.latest().requestId);
    await ports.jobs.drainFor(60_000);
    expect(await preview('--dry-run')).toBe(
      'film-noir has a picture that would become its sample\n',
    );
    expect(await preview('--yes')).toBe('film-noir has a new sample\n');
    expect(await preview('--yes')).toBe('film-noir had a sample already\n');
    expect((await run('list', '-c', 'film')).printed).toMatch(/film-noir .+ yes$/mu);
    const written = { who: 'ada', action: 'styles.preview', subject: 'style film-noir' };
    expect(await aisha.inspectAudit({ limit: 5 })).toMatchObject([
      written,
      { ...written, why: 'new styles' },
    ]);
  });

  it('makes and orders nothing where nobody says so', async () => {
    const setting = await aSetting();
    const { id } = await anAble(setting);
    const { printed, told, code } = await setting.run('preview', '-a', id, 'film-noir');
    expect([printed, code]).toEqual(['', 6]);
    expect(told[0]).toMatch(/^Make samples of 1 styles, and order at most 10 pictures\? Nobody /u);
    expect(setting.ports.unitOfWork.committed().generations.size).toBe(0);
  });

  it('orders no more than it was told to, and says what it cannot', async () => {
    const setting = await aSetting();
    const { id } = await anAble(setting);
    const { printed } = await setting.run('preview', '--avatar', id, '--limit', '1', '--yes');
    expect(printed.match(/has been ordered/gu)).toHaveLength(1);
    expect(printed.match(/has no picture yet/gu)).toHaveLength(2);
    const wrong = ['-a', freshId(), 'film-noir', 'no-such-style', '--yes'];
    const unknown = await setting.run('preview', ...wrong);
    expect(unknown.printed).toBe(
      'film-noir has no picture: there is no such avatar\nno-such-style is no style\n',
    );
  });
});
