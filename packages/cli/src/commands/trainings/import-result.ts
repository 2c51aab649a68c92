import type { TrainingId } from '@aisha/core';
import { changing, type Changing } from '../../about.ts';
import { agreed } from '../../agreed.ts';
import { parseUuid } from '../../arguments.ts';
import type { Fill } from '../../fill.ts';
import { asJson } from '../../json.ts';
import { isAddress, readSmall } from '../../read-file.ts';
import { refused } from '../../refusals.ts';

const maxBytes = 64 * 1024;

export const addImportResult: Fill = (group, options) => {
  const command = group
    .command('import-result')
    .argument('<id>', 'one that goes on', parseUuid)
    .argument('<source>', 'a file of JSON, or its address at the provider');
  changing(command, {
    description: 'Finishes a training with the provider’s answer, brought by hand',
    example: 'trainings import-result 01998c1e-7b3a-7c11-9d55-2f3a4b5c6d7e result.json --yes',
    notes:
      'Takes what the provider answers for the request, or a saved webhook. Weights are fetched\nfrom the provider’s hosts only, and the price is taken once they are in our storage.',
  }).action(async (trainingId: TrainingId, source: string, flags: Changing) => {
    const { importResult } = await options.open();
    const by = await agreed(options, flags, `Finish training ${trainingId} with ${source}?`);
    if (!by) return;
    const given = isAddress(source)
      ? { url: source }
      : { text: (await readSmall(source, maxBytes)).toString('utf8') };
    const taken = await importResult({ trainingId, source: given, by });
    if (!taken.ok) return refused(options, taken.refusal, flags);
    options.output.write(
      flags.json ? asJson(taken.value) : 'Taken: a worker copies the weights now.\n',
    );
  });
};
