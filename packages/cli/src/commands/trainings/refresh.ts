import type { TrainingId } from '@aisha/core';
import { changing, type Changing } from '../../about.ts';
import { agreed } from '../../agreed.ts';
import { parseUuid } from '../../arguments.ts';
import type { Fill } from '../../fill.ts';
import { asJson } from '../../json.ts';
import { refused } from '../../refusals.ts';

export const addRefresh: Fill = (group, options) => {
  changing(group.command('refresh').argument('<id>', 'the training', parseUuid), {
    description: 'Asks the provider now how a training stands, and does what follows',
    example: 'trainings refresh 01998c1e-7b3a-7c11-9d55-2f3a4b5c6d7e --yes',
  }).action(async (trainingId: TrainingId, flags: Changing) => {
    const { refreshTraining } = await options.open();
    const by = await agreed(options, flags, `Ask the provider about training ${trainingId}?`);
    if (!by) return;
    const refreshed = await refreshTraining({ trainingId, by });
    if (!refreshed.ok) return refused(options, refreshed.refusal, flags);
    const { training, asked, unanswered } = refreshed.value;
    const about = asked === 0 ? 'There was nothing to ask the provider about yet.' : '';
    const silent = unanswered.map((code) => `The provider did not answer: ${code}.`);
    const lines = [`It is ${training.status}.`, about, ...silent].filter(Boolean);
    options.output.write(flags.json ? asJson(refreshed.value) : `${lines.join('\n')}\n`);
  });
};
