import { looking, type Looking } from '../../about.ts';
import { columnsTable } from '../../columns-table.ts';
import type { Fill } from '../../fill.ts';
import { asJson } from '../../json.ts';
import { printable } from '../../text-width.ts';
import { masked } from './masked.ts';

type Variable = {
  readonly name: string;
  /** Masked. Undefined where neither a value nor a default is known. */
  readonly value: string | undefined;
  readonly from: 'environment' | 'default' | 'not set';
};

type Flags = Looking & { readonly set?: true };

export const addShow: Fill = (group, { environment, output }) => {
  looking(group.command('show'), {
    description: 'Shows the variables that all apps read, what they are and where from; no secret',
    example: 'config show --set',
    json: 'one JSON array instead of a table',
    notes: 'What only the bot or the http app reads stands in .env.example.',
  })
    .option('--set', 'only those that are set')
    .action(async ({ json, set }: Flags) => {
      const all = await variablesOf(await environment());
      const shown = set ? all.filter(({ from }) => from === 'environment') : all;
      if (json) output.write(asJson(shown));
      else output.write(`${columnsTable(columns, shown, output.columns).join('\n')}\n`);
    });
};

const variablesOf = async (
  environment: Readonly<Record<string, string | undefined>>,
): Promise<Variable[]> => {
  const { sharedVariables } = await import('@aisha/adapters/composition');
  return Object.entries(sharedVariables).map(([name, schema]) => {
    const value = environment[name];
    if (value) {
      const shown = masked({ name, description: schema.description ?? '' }, value);
      return { name, value: shown, from: 'environment' };
    }
    const standard: unknown = schema.safeParse(undefined).data;
    if (standard === undefined) return { name, value: undefined, from: 'not set' };
    return { name, value: plain(standard), from: 'default' };
  });
};

const plain = (value: unknown): string =>
  typeof value === 'string' ? value : JSON.stringify(value);

const columns = [
  { heading: 'VARIABLE', cell: ({ name }: Variable) => name },
  { heading: 'FROM', cell: ({ from }: Variable) => from },
  { heading: 'VALUE', cell: ({ value = '' }: Variable) => printable(value) },
];
