import type { Aisha } from '@aisha/core';
import { changing, type Changing } from '../../about.ts';
import { agreed } from '../../agreed.ts';
import type { Fill } from '../../fill.ts';
import { asJson } from '../../json.ts';
import type { CreateProgramOptions } from '../../program-options.ts';
import { refused } from '../../refusals.ts';
import { knownQueue } from './known-queue.ts';

type Flags = Changing & { readonly scope?: string };

export const addResume: Fill = (group, options) => {
  changing(
    group
      .command('resume')
      .argument('<queue>', 'a queue that was paused, or “provider” for what fal has refused'),
    {
      description:
        'Has the jobs of a paused queue begun again, or what waits for the provider submitted now',
      example: 'queue resume provider --why "topped up" --yes',
      notes:
        'The provider is tried again by itself too, within two minutes. Where it refuses, it is paused again.',
    },
  )
    .option('--scope <scope>', 'with “provider”: only this, as queue list names it')
    .action(async (name: string, flags: Flags) => {
      const aisha = await options.open();
      if (name === 'provider') return resumeProvider(options, aisha, flags);
      return resumeQueue(options, aisha, { name, flags });
    });
};

const resumeProvider = async (
  options: CreateProgramOptions,
  { resumeProvider: resume }: Aisha,
  { scope, ...flags }: Flags,
): Promise<void> => {
  const by = await agreed(options, flags, 'Submit to the provider what waits for it?');
  if (!by) return;
  const resumed = await resume({ scope, by });
  if (!resumed.ok) return refused(options, resumed.refusal, flags);
  const { scopes, hurried } = resumed.value;
  const sentence = `Resumed: ${scopes.join(', ')}. ${hurried} that waited are submitted now.\n`;
  options.output.write(flags.json ? asJson(resumed.value) : sentence);
};

const resumeQueue = async (
  options: CreateProgramOptions,
  { resumeQueue: resume, jobs }: Aisha,
  { name, flags }: { readonly name: string; readonly flags: Changing },
): Promise<void> => {
  if (!knownQueue(options, jobs, name)) return;
  const by = await agreed(options, flags, `Resume ${name}?`);
  if (!by) return;
  const resumed = await resume({ name, by });
  if (!resumed.ok) return refused(options, resumed.refusal, flags);
  options.output.write(flags.json ? asJson({ resumed: name }) : `${name} goes on.\n`);
};
