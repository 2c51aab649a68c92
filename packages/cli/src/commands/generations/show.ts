import type { GenerationId, InspectedGeneration } from '@aisha/core';
import { looking, type Looking } from '../../about.ts';
import { parseUuid } from '../../arguments.ts';
import type { Fill } from '../../fill.ts';
import { asJson } from '../../json.ts';
import { notThere } from '../../not-there.ts';
import { printable } from '../../text-width.ts';
import { report, workLines } from '../../work-report.ts';

export const addShow: Fill = (group, options) => {
  looking(group.command('show').argument('<id>', 'the order', parseUuid), {
    description: 'Shows how an order of pictures came to be as it is, and what to do',
    example: 'generations show 01998c1e-7b3a-7c11-9d55-2f3a4b5c6d7e',
  }).action(async (id: GenerationId, flags: Looking) => {
    const { inspectGenerations } = await options.open();
    const found = await inspectGenerations.show(id);
    if (!found) return notThere(options, `order ${id}`, flags);
    const { output } = options;
    output.write(flags.json ? asJson(found) : report(linesOf(found), output.columns));
  });
};

const linesOf = (found: InspectedGeneration): readonly string[] => {
  const { generation, owner } = found;
  const { id, status, request, delivered, avatarId, purpose, styleId } = generation;
  return [
    `${purpose === 'preview' ? 'First pictures' : 'Order of pictures'}: ${status}`,
    `  id        ${id}`,
    `  avatar    ${avatarId ?? 'nobody’s'}`,
    `  owner     ${owner.address} ${printable(owner.firstName)}`,
    `  order     ${request.count} by ${request.generator}, ${request.aspectRatio}, seed ${request.seed}${styleId === undefined ? '' : `, style ${styleId}`}`,
    `  delivered ${delivered}`,
    ...workLines(found, { group: 'generations', id }),
  ];
};
