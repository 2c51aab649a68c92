import type { Broadcast, BroadcastId } from '@aisha/core';
import { looking, type Looking } from '../../about.ts';
import { parseUuid } from '../../arguments.ts';
import type { Fill } from '../../fill.ts';
import { asJson } from '../../json.ts';
import { notThere } from '../../not-there.ts';
import { printable } from '../../text-width.ts';
import { timeOf } from '../../time.ts';
import { commandLine, report } from '../../work-report.ts';

export const addShow: Fill = (group, options) => {
  looking(group.command('show').argument('<id>', 'the broadcast', parseUuid), {
    description: 'Shows how far a broadcast is, and what it says',
    example: 'broadcast show 01998c1e-7b3a-7c11-9d55-2f3a4b5c6d7e',
  }).action(async (id: BroadcastId, flags: Looking) => {
    const { manageBroadcasts } = await options.open();
    const found = await manageBroadcasts.show(id);
    if (!found) return notThere(options, `broadcast ${id}`, flags);
    const { output } = options;
    output.write(flags.json ? asJson(found) : report(linesOf(found), output.columns));
  });
};

const linesOf = (broadcast: Broadcast): readonly string[] => {
  const { id, status, people, told, skipped, failed, createdAt, finishedAt, texts } = broadcast;
  return [
    `Broadcast: ${status}`,
    `  id        ${id}`,
    `  begun     ${timeOf(createdAt)}`,
    ...(finishedAt ? [`  ended     ${timeOf(finishedAt)}`] : []),
    `  told      ${told} of ${people}, ${skipped} did not want to hear, ${failed} in vain`,
    '',
    ...Object.entries(texts).flatMap(([locale, text]) => [
      `In ${printable(locale)}`,
      ...text.split('\n').map((line) => `  ${printable(line)}`),
    ]),
    ...(status === 'sending'
      ? [
          '',
          'What to do',
          '  nothing: a worker goes on with it, also after it was killed',
          '  if it stands still:',
          commandLine(`broadcast resume ${id}`),
          '  if it was a mistake:',
          commandLine(`broadcast stop ${id}`),
        ]
      : []),
  ];
};
