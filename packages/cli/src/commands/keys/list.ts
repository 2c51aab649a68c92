import { apiScopes, type ApiKeyId, type KeyWithClient } from '@aisha/core';
import { looking, type Looking } from '../../about.ts';
import { parseLimit, parseUuid } from '../../arguments.ts';
import { columnsTable } from '../../columns-table.ts';
import type { Fill } from '../../fill.ts';
import { asJson } from '../../json.ts';
import { timeOf } from '../../time.ts';

type Flags = Looking & {
  readonly limit: number;
  readonly before?: ApiKeyId;
  readonly client?: string;
};

export const addList: Fill = (group, { open, output }) => {
  looking(group.command('list'), {
    description: 'Lists keys, newest first, without what would open anything',
    example: 'keys list --client shop',
    json: 'one JSON array instead of a table',
  })
    .option('-n, --limit <count>', 'how many, at most 100', parseLimit, 20)
    .option('--before <id>', 'only those made before this key', parseUuid)
    .option('--client <name>', 'only those of this service')
    .action(async ({ json, limit, before, client: clientName }: Flags) => {
      const { listApiKeys } = await open();
      const keys = await listApiKeys({ limit: Math.min(limit, 100), before, clientName });
      if (json) output.write(asJson(keys.map(told)));
      else if (keys.length === 0) output.write('No keys.\n');
      else output.write(`${columnsTable(columns, keys, output.columns).join('\n')}\n`);
    });
};

const told = ({ key: { hash: _, clientId: __, ...key }, client }: KeyWithClient) => ({
  ...key,
  client: client.name,
});

const stateOf = ({ key: { revokedAt } }: KeyWithClient): string =>
  revokedAt ? `revoked ${timeOf(revokedAt)}` : 'good';

/** As `keys create` takes them. */
const scopesOf = ({ key: { scopes } }: KeyWithClient): string =>
  apiScopes.every((scope) => scopes.includes(scope)) ? 'all' : scopes.join(' ');

const columns = [
  { heading: 'ID', cell: ({ key }: KeyWithClient) => key.id },
  { heading: 'CLIENT', cell: ({ client }: KeyWithClient) => client.name },
  { heading: 'ENDS IN', cell: ({ key }: KeyWithClient) => key.hint },
  { heading: 'STATE', cell: stateOf },
  {
    heading: 'LAST USED',
    cell: ({ key }: KeyWithClient) => (key.lastUsedAt ? timeOf(key.lastUsedAt) : 'never'),
  },
  { heading: 'SCOPES', least: 12, cell: scopesOf },
];
