import type { Aisha, AvatarId } from '@aisha/core';
import { changing, type Changing } from '../../about.ts';
import { agreed } from '../../agreed.ts';
import { parseLimit, parseUuid } from '../../arguments.ts';
import type { Fill } from '../../fill.ts';
import { asJson } from '../../json.ts';
import { progressOf } from '../../progress.ts';
import { previewReport, type Previewed } from './styles-report.ts';

type Flags = Changing & {
  readonly avatar: AvatarId;
  readonly category?: string;
  readonly limit: number;
  readonly again?: boolean;
  readonly dryRun?: boolean;
};

export const addPreview: Fill = (group, options) => {
  changing(group.command('preview').argument('[ids...]', 'only these styles'), {
    description: 'Makes the samples that people see, with an avatar of your own',
    example: 'styles preview --avatar 01998c1e-7b3a-7c11-9d55-2f3a4b5c6d7e --category city',
    notes:
      'The newest picture of the avatar in a style becomes its sample. Where there is none, one is\n' +
      'ordered, at the usual price, from whoever the avatar belongs to: run it again when they are made.',
  })
    .requiredOption('-a, --avatar <id>', 'whose pictures everybody may see', parseUuid)
    .option('-c, --category <id>', 'only of this category')
    .option('-n, --limit <count>', 'orders at most so many pictures', parseLimit, 10)
    .option('--again', 'also where there is a sample already')
    .option('--dry-run', 'only looks')
    .action(async (ids: readonly string[], { dryRun = false, ...flags }: Flags) => {
      const aisha = await options.open();
      const { styles: offered } = await aisha.inspectStyles(flags.category);
      const styleIds = ids.length > 0 ? ids : offered.map(({ style }) => style.id);
      const question = `Make samples of ${styleIds.length} styles, and order at most ${flags.limit} pictures?`;
      const by = dryRun ? undefined : await agreed(options, flags, question);
      if (!by && !dryRun) return;
      const progress = progressOf(options.terminal, 'making samples');
      const onDone = (count: number): void => progress.step(count, styleIds.length);
      const report = await previewAll(aisha, { ...flags, styleIds, by, onDone });
      progress.end();
      options.output.write(flags.json ? asJson(report) : previewReport(report));
    });
};

type Wanted = Pick<Flags, 'avatar' | 'again' | 'limit'> &
  Pick<Parameters<Aisha['previewStyle']>[0], 'by'> & {
    readonly styleIds: readonly string[];
    readonly onDone: (count: number) => void;
  };

const previewAll = async (
  { previewStyle }: Aisha,
  { styleIds, avatar: avatarId, again = false, limit, by, onDone }: Wanted,
): Promise<readonly Previewed[]> => {
  const report: Previewed[] = [];
  let ordered = 0;
  for (const styleId of styleIds) {
    const mayOrder = ordered < limit;
    const previewed = await previewStyle({ styleId, avatarId, again, mayOrder, by });
    // Whatever is in the way of one order is in the way of the next.
    if (previewed.outcome === 'ordered' || previewed.outcome === 'refused') ordered += 1;
    report.push({ styleId, ...previewed });
    onDone(report.length);
  }
  return report;
};
