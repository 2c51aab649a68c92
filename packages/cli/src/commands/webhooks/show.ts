import type { ProviderEventId, WebhookDossier } from '@aisha/core';
import { looking, type Looking } from '../../about.ts';
import { parseUuid } from '../../arguments.ts';
import type { Fill } from '../../fill.ts';
import { asJson } from '../../json.ts';
import { notThere } from '../../not-there.ts';
import { printable } from '../../text-width.ts';
import { timeOf } from '../../time.ts';
import { commandLine, report } from '../../work-report.ts';

export const addShow: Fill = (group, options) => {
  looking(group.command('show').argument('<id>', 'the message', parseUuid), {
    description: 'Shows what the provider told us, of what, and what became of it',
    example: 'webhooks show 01998c1e-7b3a-7c11-9d55-2f3a4b5c6d7e',
  }).action(async (id: ProviderEventId, flags: Looking) => {
    const { inspectWebhooks } = await options.open();
    const found = await inspectWebhooks.show(id);
    if (!found) return notThere(options, `message ${id}`, flags);
    const { output } = options;
    output.write(flags.json ? asJson(found) : report(linesOf(found), output.columns));
  });
};

const linesOf = ({ event, quarantinedAt, run }: WebhookDossier): readonly string[] => [
  `The provider said: ${event.outcome}`,
  `  id        ${event.id}`,
  `  request   ${printable(event.requestId)}`,
  `  received  ${timeOf(event.receivedAt)}`,
  ...(quarantinedAt ? [`  aside     since ${timeOf(quarantinedAt)}: nobody knew its run`] : []),
  ...(run
    ? [
        `  run       ${run.id}, try ${run.tryNumber}, ${run.status}`,
        `  about     ${run.subject.type} ${run.subject.id}`,
      ]
    : [`  run       ${event.runId}, which is not known here`]),
  '',
  'What it said',
  ...wordsOf(event.payload),
  '',
  'What to do',
  ...(run
    ? ['  see what became of it:', commandLine(`${run.subject.type}s show ${run.subject.id}`)]
    : ['  after a restore of the database, once the run is there again, or at any time:']),
  '  have it gone through again:',
  commandLine(`webhooks replay ${event.id}`),
];

const wordsOf = (payload: unknown): readonly string[] =>
  payload === undefined
    ? ['  nothing: its result is asked for']
    : asJson(payload)
        .trimEnd()
        .split('\n')
        .map((line) => `  ${line}`);
