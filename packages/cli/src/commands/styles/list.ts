import { looking, type Looking } from '../../about.ts';
import { exitCodes } from '../../exit-codes.ts';
import type { Fill } from '../../fill.ts';
import { asJson } from '../../json.ts';
import { stylesTable } from './styles-report.ts';

type Flags = Looking & { readonly category?: string };

export const addList: Fill = (group, { open, output, exit }) => {
  looking(group.command('list'), {
    description: 'Lists the styles, how often each was ordered, and whether it has a sample',
    example: 'styles list --category city',
    json: 'JSON instead of a table',
  })
    .option('-c, --category <id>', 'only of this category')
    .action(async ({ category, json }: Flags) => {
      const { inspectStyles } = await open();
      const inspected = await inspectStyles(category);
      if (category !== undefined && inspected.styles.length === 0) exit(exitCodes.notFound);
      output.write(json ? asJson(inspected) : stylesTable(inspected, output.columns));
    });
};
