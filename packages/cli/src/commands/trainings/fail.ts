import type { TrainingId } from '@aisha/core';
import { changing, type Changing } from '../../about.ts';
import { agreed } from '../../agreed.ts';
import { parseUuid } from '../../arguments.ts';
import type { Fill } from '../../fill.ts';
import { asJson } from '../../json.ts';
import { refused } from '../../refusals.ts';

export const addFail: Fill = (group, options) => {
  changing(group.command('fail').argument('<id>', 'one that goes on', parseUuid), {
    description: 'Ends a training without a result: its price goes back, its owner is told',
    example: 'trainings fail 01998c1e-7b3a-7c11-9d55-2f3a4b5c6d7e --why "stuck at fal" --yes',
  }).action(async (trainingId: TrainingId, flags: Changing) => {
    const { manageTrainings } = await options.open();
    const by = await agreed(options, flags, `End training ${trainingId}?`);
    if (!by) return;
    const ended = await manageTrainings.fail({ trainingId, by });
    if (!ended.ok) return refused(options, ended.refusal, flags);
    const { price } = ended.value;
    options.output.write(
      flags.json ? asJson(ended.value) : `It has failed, and ${price} credits went back.\n`,
    );
  });
};
