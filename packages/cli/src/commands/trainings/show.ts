import type { InspectedTraining, TrainingId } from '@aisha/core';
import { looking, type Looking } from '../../about.ts';
import { parseUuid } from '../../arguments.ts';
import type { Fill } from '../../fill.ts';
import { asJson } from '../../json.ts';
import { notThere } from '../../not-there.ts';
import { printable } from '../../text-width.ts';
import { report, workLines } from '../../work-report.ts';

export const addShow: Fill = (group, options) => {
  looking(group.command('show').argument('<id>', 'the training', parseUuid), {
    description: 'Shows how a training came to be as it is, what it waits for and what to do',
    example: 'trainings show 01998c1e-7b3a-7c11-9d55-2f3a4b5c6d7e',
  }).action(async (id: TrainingId, flags: Looking) => {
    const { inspectTrainings } = await options.open();
    const found = await inspectTrainings.show(id);
    if (!found) return notThere(options, `training ${id}`, flags);
    const { output } = options;
    output.write(flags.json ? asJson(found) : report(linesOf(found), output.columns));
  });
};

const linesOf = (found: InspectedTraining): readonly string[] => {
  const { training, avatar, owner } = found;
  const { id, version, status, recipe, photoIds } = training;
  return [
    `Version ${version} of ${printable(avatar.name)}: ${status}`,
    `  id        ${id}`,
    `  avatar    ${avatar.id} (${avatar.kind}, ${avatar.status})`,
    `  owner     ${owner.address} ${printable(owner.firstName)}`,
    `  recipe    ${recipe.trainer}, ${recipe.preset}, ${photoIds.length} photos, ${printable(recipe.triggerPhrase)}`,
    ...workLines(found, { group: 'trainings', id }),
  ];
};
