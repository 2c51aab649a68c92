import { describe, expect, it } from 'vitest';
import { PortError, type JobListing, type RunId } from '@aisha/core';
import { freshId, handleAll } from '@aisha/core/testing';
import { aCli, type Cli, type OwnParts } from '../../cli.fixture.ts';
import { widthOf } from '../../text-width.ts';

const unknown = '01998c1e-7b3a-7c11-9d55-2f3a4b5c6d7e';

/** A job that was given up, and one that waits for its time. */
const aSetting = async (own: OwnParts = {}) => {
  const cli = aCli({ columns: 150, ...own });
  const { ports, aisha } = cli;
  const gone = new PortError('provider.rejected', 'no \u001B[31mface', { retryable: false });
  await ports.jobs.work(handleAll(() => Promise.reject(gone)));
  await enqueue(cli);
  await ports.jobs.drain();
  await enqueue(cli, new Date(ports.clock.now().getTime() + 60_000));
  const [waiting, parked] = await aisha.inspectJobs.list({ limit: 10 });
  return { ...cli, waiting: waiting!, parked: parked! };
};

const enqueue = ({ ports }: Cli, startAt = ports.clock.now()) =>
  ports.unitOfWork.run(({ jobs }) =>
    jobs.enqueue({ name: 'run.check', data: { runId: freshId<RunId>() } }, { startAt }),
  );

const stateOf = async ({ aisha }: Cli, { id }: JobListing) =>
  (await aisha.inspectJobs.show(id))?.state;

describe('aisha jobs list', () => {
  it('tells what waits and what was given up, and why', async () => {
    const { run, parked, waiting } = await aSetting();
    const { printed } = await run('jobs', 'list');
    expect(printed).toMatch(/^ID +NAME +STATE +TRIES +ENQUEUED +WHY\n/u);
    expect(printed).toMatch(new RegExp(`${parked.id}  run.check  parked   1 .+ no face\n`, 'u'));
    expect(printed).not.toMatch(/[^\P{C}\n]/u);
    const { printed: json } = await run('jobs', 'list', '--state', 'waiting', '--json');
    const only: unknown = JSON.parse(json);
    expect(only).toMatchObject([{ id: waiting.id }]);
    expect((await run('jobs', 'list', '--name', 'photo.judge')).printed).toBe('No jobs.\n');
  });
});

describe('aisha jobs show', () => {
  it('explains how one stands and what to do, within the terminal', async () => {
    const { run, parked } = await aSetting({ columns: 60 });
    const { printed } = await run('jobs', 'show', parked.id);
    expect(printed).toContain('run.check: parked\n');
    expect(printed).toContain('  failed    no face\n');
    expect(printed).toMatch(/ {2}next {6}mend what it failed of/u);
    expect(printed).toContain(`\n    aisha jobs retry ${parked.id}\n`);
    expect(printed).not.toContain('…');
    for (const line of printed.split('\n')) expect(widthOf(line)).toBeLessThanOrEqual(60);
  });

  it('ends with 4 for one that nobody knows', async () => {
    const { run } = await aSetting();
    expect(await run('jobs', 'show', unknown)).toMatchObject({ code: 4 });
    expect(await run('jobs', 'show', unknown, '--json')).toMatchObject({ printed: 'null\n' });
  });
});

describe('aisha jobs retry', () => {
  it('has all that were given up done again, and writes down who said so', async () => {
    const cli = await aSetting({ answers: ['y', 'fal is back'] });
    const { printed, code } = await cli.run('jobs', 'retry', '--all');
    expect(cli.questions[0]).toBe('Retry 1 job? (y/N) ');
    expect({ printed, code }).toEqual({ printed: `${cli.parked.id} run.check retried\n`, code: 0 });
    expect(await stateOf(cli, cli.parked)).toBe('waiting');
    expect(await cli.aisha.inspectAudit({ limit: 5 })).toMatchObject([
      { who: 'ada', why: 'fal is back', action: 'jobs.retry' },
    ]);
  });

  it('changes nothing where nobody says yes', async () => {
    const cli = await aSetting();
    const { told, code } = await cli.run('jobs', 'retry', '--all');
    expect(code).toBe(6);
    expect(told[0]).toContain('Retry 1 job? Nobody is here to say so');
    expect(await stateOf(cli, cli.parked)).toBe('parked');
  });

  it('says of each named one what became of it, and ends with 4 where one is unknown', async () => {
    const cli = await aSetting();
    const ids = [cli.waiting.id, unknown];
    const { printed, code } = await cli.run('jobs', 'retry', ...ids, '--yes', '--json');
    expect(code).toBe(4);
    expect(JSON.parse(printed)).toEqual([
      { id: cli.waiting.id, outcome: 'retried' },
      { id: unknown, outcome: 'job.not-found' },
    ]);
  });

  it('says so where there is nothing to do', async () => {
    const { run, questions } = await aSetting({ answers: [] });
    const { printed } = await run('jobs', 'retry', '--all', '--name', 'photo.judge');
    expect([printed, questions]).toEqual(['No jobs were given up, and none is named.\n', []]);
  });
});

describe('aisha jobs cancel', () => {
  it('has one never done, and refuses a second time', async () => {
    const cli = await aSetting();
    await cli.run('jobs', 'cancel', cli.waiting.id, '--yes', '--who', 'bo');
    expect(await stateOf(cli, cli.waiting)).toBe('cancelled');
    const again = await cli.run('jobs', 'cancel', cli.waiting.id, '--yes');
    expect(again).toMatchObject({ code: 5, printed: `${cli.waiting.id} The job is over.\n` });
    expect(await cli.aisha.inspectAudit({ limit: 5 })).toMatchObject([{ who: 'bo' }]);
  });
});
