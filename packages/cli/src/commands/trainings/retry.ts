import type { Aisha, TrainingId } from '@aisha/core';
import { changing, type Changing } from '../../about.ts';
import { agreed } from '../../agreed.ts';
import { parseUuid } from '../../arguments.ts';
import type { Fill } from '../../fill.ts';
import { asJson } from '../../json.ts';
import { offerOfTraining, type Offer } from '../../offers.ts';
import { refused } from '../../refusals.ts';

export const addRetry: Fill = (group, options) => {
  changing(group.command('retry').argument('<id>', 'one that failed', parseUuid), {
    description: 'Trains a failed version anew, for its owner’s credits',
    example: 'trainings retry 01998c1e-7b3a-7c11-9d55-2f3a4b5c6d7e --why "fal was down" --yes',
    notes:
      'The failed one was given back already. Where the owner has too few credits, grant some first.',
  }).action(async (trainingId: TrainingId, flags: Changing) => {
    const aisha = await options.open();
    const offer = await offerOf(aisha, trainingId);
    const by = await agreed(options, flags, `Train ${trainingId} anew${offer?.words ?? ''}?`);
    if (!by) return;
    const wanted = { trainingId, agreedPrice: offer?.price, by };
    const next = await aisha.manageTrainings.retry(wanted);
    if (!next.ok) return refused(options, next.refusal, flags);
    const { id, version, price } = next.value;
    options.output.write(
      flags.json ? asJson(next.value) : `Training ${id} is version ${version}, ${price} credits.\n`,
    );
  });
};

const offerOf = async (aisha: Aisha, id: TrainingId): Promise<Offer | undefined> => {
  const found = await aisha.inspectTrainings.show(id);
  if (!found) return undefined;
  const { avatarId, userId, recipe } = found.training;
  return offerOfTraining(aisha, { avatarId, userId, preset: recipe.preset });
};
