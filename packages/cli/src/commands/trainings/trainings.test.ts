import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aCli, type OwnParts } from '../../cli.fixture.ts';
import { somebody } from '../../somebody.fixture.ts';
import { widthOf } from '../../text-width.ts';

const unknown = '01998c1e-7b3a-7c11-9d55-2f3a4b5c6d7e';

const aSetting = async (own: OwnParts = {}) => {
  const cli = aCli({ columns: 140, ...own });
  const person = await somebody(cli);
  return { ...cli, ...person, training: await person.trains() };
};

describe('aisha trainings list and show', () => {
  it('lists them with their owners, filtered as asked', async () => {
    const { run, training } = await aSetting();
    const { printed } = await run('trainings', 'list');
    expect(printed).toMatch(/^ID +STATUS +AVATAR +V +REQUESTED +OWNER +WHY\n/u);
    expect(printed).toMatch(new RegExp(`${training.id}  queued  Vera    1 .+ telegram:77`, 'u'));
    const none = await run('trainings', 'list', '--status', 'failed');
    expect(none.printed).toBe('No trainings.\n');
    const json = await run('trainings', 'list', '--of', 'telegram:77', '--json');
    expect(JSON.parse(json.printed)).toMatchObject([{ training: { id: training.id } }]);
  });

  it('explains one: what happened line by line, what it waits for, what to do', async () => {
    const { run, training } = await aSetting({ columns: 90 });
    await run('trainings', 'refresh', training.id, '--yes', '--why', 'somebody waits');
    const { printed } = await run('trainings', 'show', training.id);
    expect(printed).toContain('Version 1 of Vera: queued\n');
    expect(printed).toContain('  waits for its turn at the provider\n');
    expect(printed).toContain(`  credits   ${training.price} held\n`);
    expect(printed).toMatch(/was requested for \d+ credits\n.+try 1 at fake\/portrait-lora/su);
    expect(printed).toContain('ada did trainings.refresh: somebody waits\n');
    expect(printed).toContain(
      `  ask the provider now:\n    aisha trainings refresh ${training.id}\n`,
    );
    for (const line of printed.split('\n')) expect(widthOf(line)).toBeLessThanOrEqual(90);
    expect(await run('trainings', 'show', unknown)).toMatchObject({ code: 4 });
  });
});

describe('aisha trainings refresh, fail and retry', () => {
  it('asks the provider, and says how it stands', async () => {
    const { ports, run, training } = await aSetting();
    ports.trainer.succeed(ports.trainer.latest().requestId);
    const { printed } = await run('trainings', 'refresh', training.id, '--yes');
    expect(printed).toBe('It is finishing.\n');
  });

  it('ends one with everything given back, and trains it anew for its owner’s credits', async () => {
    const { aisha, run, user, training } = await aSetting();
    const ended = await run('trainings', 'fail', training.id, '--yes', '--why', 'stuck');
    expect(ended.printed).toBe(`It has failed, and ${training.price} credits went back.\n`);
    expect((await aisha.getBalance(user.id)).held).toBe(0);
    const unasked = await run('trainings', 'retry', training.id);
    expect(unasked.told.join()).toMatch(
      /anew for \d+ of its owner’s \d+ credits\? Nobody is here/u,
    );
    const again = await run('trainings', 'retry', training.id, '--yes');
    expect(again.printed).toMatch(/^Training \S+ is version 2, \d+ credits\.\n$/u);
    expect(await run('trainings', 'fail', training.id, '--yes')).toMatchObject({
      code: 5,
      told: ['The training is over.'],
    });
    const log = await aisha.inspectAudit({ limit: 5 });
    expect(log.map(({ action, why }) => [action, why])).toEqual([
      ['trainings.retry', undefined],
      ['trainings.fail', 'stuck'],
    ]);
  });

  it('changes nothing where nobody says yes', async () => {
    const { aisha, run, training } = await aSetting();
    for (const verb of ['refresh', 'retry', 'fail']) {
      expect((await run('trainings', verb, training.id)).code).toBe(6);
    }
    expect(await aisha.inspectAudit({ limit: 5 })).toEqual([]);
  });
});

describe('aisha trainings attach-request and import-result', () => {
  let directory: string;
  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'aisha-import-'));
  });
  afterAll(() => rm(directory, { recursive: true }));

  it('gives a training the request whose answer was lost', async () => {
    const cli = aCli();
    const { draft, user } = await somebody(cli);
    const { id: avatarId } = await draft();
    cli.ports.trainer.loseNextReply();
    await cli.aisha.requestTraining({ avatarId, userId: user.id, preset: 'fast' });
    await cli.ports.jobs.drain();
    const [listed] = await cli.aisha.inspectTrainings.list({ limit: 1 });
    const id = listed?.training.id ?? '';
    const shown = await cli.run('trainings', 'show', id);
    expect(shown.printed).toContain(`aisha trainings attach-request ${id}`);
    const { requestId } = cli.ports.trainer.latest();
    const attached = await cli.run('trainings', 'attach-request', id, requestId, '--yes');
    expect(attached.printed).toBe('Attached: it is queued.\n');
    const wrong = await cli.run('trainings', 'attach-request', id, requestId, '--yes');
    expect(wrong).toMatchObject({ code: 5 });
  });

  it('finishes a training with a file, or with what lies at the provider', async () => {
    const { ports, run, training } = await aSetting();
    const { payload } = ports.trainer.succeed(ports.trainer.latest().requestId);
    const path = join(directory, 'result.json');
    await writeFile(path, JSON.stringify(payload));
    const taken = await run('trainings', 'import-result', training.id, path, '--yes');
    expect(taken.printed).toBe('Taken: a worker copies the weights now.\n');
    const away = 'https://results.fake.test/result.json';
    const none = await run('trainings', 'import-result', training.id, away, '--yes');
    expect(none).toMatchObject({ code: 5, told: ['It is no JSON, or more than 64 KB of it.'] });
    await expect(
      run('trainings', 'import-result', training.id, join(directory, 'none'), '--yes'),
    ).rejects.toThrow('There is no file');
  });
});
