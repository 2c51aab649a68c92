import type { GenerationId } from '@aisha/core';
import { changing, type Changing } from '../../about.ts';
import { agreed } from '../../agreed.ts';
import { parseUuid } from '../../arguments.ts';
import type { Fill } from '../../fill.ts';
import { asJson } from '../../json.ts';
import { offerOfPictures } from '../../offers.ts';
import { refused } from '../../refusals.ts';

export const addRetry: Fill = (group, options) => {
  changing(group.command('retry').argument('<id>', 'one that brought no picture', parseUuid), {
    description: 'Orders the same pictures anew, for their owner’s credits',
    example: 'generations retry 01998c1e-7b3a-7c11-9d55-2f3a4b5c6d7e --why "fal was down" --yes',
  }).action(async (generationId: GenerationId, flags: Changing) => {
    const aisha = await options.open();
    const found = await aisha.inspectGenerations.show(generationId);
    const offer = found && (await offerOfPictures(aisha, found.generation));
    const by = await agreed(options, flags, `Order ${generationId} anew${offer?.words ?? ''}?`);
    if (!by) return;
    const wanted = { generationId, agreedPrice: offer?.price, by };
    const ordered = await aisha.retryGeneration(wanted);
    if (!ordered.ok) return refused(options, ordered.refusal, flags);
    const { generation } = ordered.value;
    options.output.write(
      flags.json
        ? asJson(generation)
        : `Ordered as ${generation.id}, ${generation.price} credits.\n`,
    );
  });
};
