import type { ProviderRequestId, TrainingId } from '@aisha/core';
import { changing, type Changing } from '../../about.ts';
import { agreed } from '../../agreed.ts';
import { parseRequestId, parseUuid } from '../../arguments.ts';
import type { Fill } from '../../fill.ts';
import { asJson } from '../../json.ts';
import { refused } from '../../refusals.ts';

export const addAttachRequest: Fill = (group, options) => {
  const command = group
    .command('attach-request')
    .argument('<id>', 'one whose submission was not answered', parseUuid)
    .argument('<request>', 'the provider’s own id, as its pages show it', parseRequestId);
  changing(command, {
    description: 'Tells a training which request at the provider is its own',
    example:
      'trainings attach-request 01998c1e-7b3a-7c11-9d55-2f3a4b5c6d7e 764cabcf-b745-4b3e --yes',
    notes: 'The provider is asked whether it knows the request. Nothing is submitted again.',
  }).action(async (trainingId: TrainingId, requestId: ProviderRequestId, flags: Changing) => {
    const { attachRequest } = await options.open();
    const by = await agreed(options, flags, `Is ${requestId} the request of ${trainingId}?`);
    if (!by) return;
    const attached = await attachRequest({ trainingId, requestId, by });
    if (!attached.ok) return refused(options, attached.refusal, flags);
    const { status } = attached.value;
    options.output.write(flags.json ? asJson(attached.value) : `Attached: it is ${status}.\n`);
  });
};
