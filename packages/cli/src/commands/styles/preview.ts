import type { Aisha, AvatarId, PreviewedStyle } from '@aisha/core';
import { looking, type Looking } from '../../about.ts';
import { parseLimit, parseUuid } from '../../arguments.ts';
import type { Fill } from '../../fill.ts';
import { asJson } from '../../json.ts';
import { previewReport, type Previewed } from './styles-report.ts';

type Flags = Looking & {
  readonly avatar: AvatarId;
  readonly category?: string;
  readonly limit: number;
  readonly again?: boolean;
  readonly dryRun?: boolean;
};

export const addPreview: Fill = (group, { open, output }) => {
  looking(group.command('preview').argument('[ids...]', 'only these styles'), {
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
    .option('--dry-run', 'orders nothing')
    .action(async (ids: readonly string[], flags: Flags) => {
      const aisha = await open();
      const { styles: offered } = await aisha.inspectStyles(flags.category);
      const wanted = ids.length > 0 ? ids : offered.map(({ style }) => style.id);
      const report = await previewAll(aisha, wanted, flags);
      output.write(flags.json ? asJson(report) : previewReport(report));
    });
};

const previewAll = async (
  aisha: Aisha,
  styleIds: readonly string[],
  { avatar: avatarId, limit, again = false, dryRun = false }: Flags,
): Promise<readonly Previewed[]> => {
  const report: Previewed[] = [];
  let left = dryRun ? 0 : limit;
  for (const styleId of styleIds) {
    const previewed = await aisha.previewStyle({ styleId, avatarId, again });
    const { outcome } = previewed;
    if (outcome !== 'missing' || left === 0) {
      report.push({ styleId, outcome });
      continue;
    }
    left -= 1;
    report.push({ styleId, ...(await order(aisha, { avatarId, styleId }, previewed)) });
  }
  return report;
};

const order = async (
  { requestGeneration }: Aisha,
  of: { readonly avatarId: AvatarId; readonly styleId: string },
  { order: wanted }: Extract<PreviewedStyle, { outcome: 'missing' }>,
): Promise<Omit<Previewed, 'styleId'>> => {
  const requested = await requestGeneration({ ...of, ...wanted, count: 1 });
  return requested.ok
    ? { outcome: 'ordered' }
    : { outcome: 'refused', refusal: requested.refusal.code };
};
