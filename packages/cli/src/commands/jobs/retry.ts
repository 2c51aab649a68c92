import type { Aisha, JobId } from '@aisha/core';
import { changing, type Changing } from '../../about.ts';
import { agreed } from '../../agreed.ts';
import { parseUuids } from '../../arguments.ts';
import type { Fill } from '../../fill.ts';
import { decideEach } from './decide-each.ts';

type Flags = Changing & { readonly all?: true; readonly name?: string };

/** So many are looked at in one go; where more were given up, run it again. */
const most = 200;

export const addRetry: Fill = (group, options) => {
  changing(
    group.command('retry').argument('[ids...]', 'jobs that were given up or wait', parseUuids),
    {
      description: 'Has jobs that were given up done again, and those that wait done now',
      example: 'jobs retry --all --why "fal is back" --yes',
      notes: `With --all at most ${most} in one go, the newest first.`,
    },
  )
    .option('--all', 'every job that was given up')
    .option('--name <name>', 'with --all: only those of this name, as in run.check')
    .action(async (ids: readonly JobId[] = [], flags: Flags) => {
      const aisha = await options.open();
      const wanted = flags.all ? await parked(aisha, flags.name) : ids;
      if (wanted.length === 0) {
        options.output.write(flags.json ? '[]\n' : 'No jobs were given up, and none is named.\n');
        return;
      }
      const by = await agreed(options, flags, `Retry ${counted(wanted.length)}?`);
      if (by)
        await decideEach(
          options,
          { ids: wanted, by, decide: aisha.retryJob, done: 'retried' },
          flags,
        );
    });
};

const parked = async ({ inspectJobs }: Aisha, name: string | undefined): Promise<JobId[]> => {
  const jobs = await inspectJobs.list({ limit: most, state: 'parked', name });
  return jobs.map(({ id }) => id);
};

export const counted = (count: number): string => (count === 1 ? '1 job' : `${count} jobs`);
