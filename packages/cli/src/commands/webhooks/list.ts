import { Option } from 'commander';
import type { ProviderEventId, ProviderRequestId, WebhookListing } from '@aisha/core';
import { looking, type Looking } from '../../about.ts';
import { parseRequestId } from '../../arguments.ts';
import type { Fill } from '../../fill.ts';
import { paged, writeList } from '../../list-options.ts';
import { printable } from '../../text-width.ts';
import { timeOf } from '../../time.ts';

type Flags = Looking & {
  readonly limit: number;
  readonly before?: ProviderEventId;
  readonly outcome?: 'succeeded' | 'failed';
  readonly request?: ProviderRequestId;
  readonly aside?: true;
};

export const addList: Fill = (group, options) => {
  paged(
    looking(group.command('list'), {
      description: 'Lists what the provider told us, newest first',
      example: 'webhooks list --aside',
      json: 'one JSON array instead of a table',
    }),
    'message',
  )
    .addOption(
      new Option('--outcome <outcome>', 'only of this outcome').choices(['succeeded', 'failed']),
    )
    .option('--request <id>', 'only about this request of the provider', parseRequestId)
    .option('--aside', 'only those that were set aside, as nobody knew their run')
    .action(async ({ json, aside, request: requestId, ...filter }: Flags) => {
      const { inspectWebhooks } = await options.open();
      const rows = await inspectWebhooks.list({ ...filter, requestId, isQuarantined: aside });
      writeList(options, rows, { json, columns, none: 'No messages.' });
    });
};

type Row = WebhookListing;

const columns = [
  { heading: 'ID', cell: ({ id }: Row) => id },
  { heading: 'RECEIVED', cell: ({ receivedAt }: Row) => timeOf(receivedAt) },
  { heading: 'OUTCOME', cell: ({ outcome }: Row) => outcome },
  {
    heading: 'ABOUT',
    least: 8,
    cell: ({ subject, quarantinedAt }: Row) =>
      subject ? `${subject.type} ${subject.id}` : quarantinedAt ? 'set aside' : 'nothing known',
  },
  { heading: 'REQUEST', least: 8, cell: ({ requestId }: Row) => printable(requestId) },
];
