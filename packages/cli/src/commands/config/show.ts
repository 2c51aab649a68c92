import { looking, type Looking } from '../../about.ts';
import { columnsTable } from '../../columns-table.ts';
import type { Fill } from '../../fill.ts';
import { asJson } from '../../json.ts';
import { printable } from '../../text-width.ts';
import { masked } from './masked.ts';
import { everyVariable, type Variable } from './roles.ts';

type Shown = {
  readonly name: string;
  /** Masked. Undefined where neither a value nor a default is known. */
  readonly value: string | undefined;
  readonly from: 'environment' | 'default' | 'not set';
  /** Which apps read it. */
  readonly for: Variable['for'];
};

type Flags = Looking & { readonly set?: true };

export const addShow: Fill = (group, { environment, output }) => {
  looking(group.command('show'), {
    description: 'Shows every variable that the apps read, what it is and where from; no secret',
    example: 'config show --set',
    json: 'one JSON array instead of a table',
    notes: 'What each means stands in .env.example.',
  })
    .option('--set', 'only those that are set')
    .action(async ({ json, set }: Flags) => {
      const all = await shownOf(await environment());
      const shown = set ? all.filter(({ from }) => from === 'environment') : all;
      if (json) output.write(asJson(shown));
      else output.write(`${columnsTable(columns, shown, output.columns).join('\n')}\n`);
    });
};

const shownOf = async (
  environment: Readonly<Record<string, string | undefined>>,
): Promise<Shown[]> =>
  (await everyVariable()).map(({ name, schema, for: apps }) => {
    const value = environment[name];
    if (value) {
      const shown = masked({ name, description: schema.description ?? '' }, value);
      return { name, value: shown, from: 'environment', for: apps };
    }
    const standard: unknown = schema.safeParse(undefined).data;
    if (standard === undefined) return { name, value: undefined, from: 'not set', for: apps };
    return { name, value: plain(standard), from: 'default', for: apps };
  });

const plain = (value: unknown): string =>
  typeof value === 'string' ? value : JSON.stringify(value);

const columns = [
  { heading: 'VARIABLE', cell: ({ name }: Shown) => name },
  { heading: 'FROM', cell: ({ from }: Shown) => from },
  { heading: 'FOR', cell: ({ for: apps }: Shown) => apps },
  { heading: 'VALUE', cell: ({ value = '' }: Shown) => printable(value) },
];
