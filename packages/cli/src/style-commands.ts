import { resolve } from 'node:path';
import type { Command } from 'commander';
import type { AvatarId, PreviewedStyle } from '@aisha/core';
import { parseLimit, parseUuid } from './arguments.ts';
import type { CreateProgramOptions } from './program-options.ts';
import { exitCodes } from './exit-codes.ts';
import { asJson } from './json.ts';
import { lintReport, previewReport, stylesTable, type Previewed } from './styles-report.ts';

export const addStyles = (program: Command, options: CreateProgramOptions): void => {
  const styles = program
    .command('styles')
    .description('The ready styles that people choose from')
    .addHelpText('after', '\nExample:\n  aisha styles lint ./styles');
  addLint(styles, options);
  addList(styles, options);
  addPreview(styles, options);
};

const addLint = (styles: Command, { lintStyles, output, exit }: CreateProgramOptions): void => {
  styles
    .command('lint')
    .argument('[folder]', 'where the packs lie; without it those in use')
    .description('Looks whether the packs of styles are right. Needs no database')
    .option('--json', 'JSON instead of text')
    .addHelpText(
      'after',
      '\nEnds with code 3 where anything is wrong; each fault is named with its file and line.' +
        '\n\nExample:\n  aisha styles lint ./styles',
    )
    .action(async (folder: string | undefined, { json }: { json?: boolean }) => {
      const linted = await lintStyles(folder === undefined ? undefined : resolve(folder));
      output.write(json ? asJson(linted) : lintReport(linted));
      if (linted.faults.length > 0) exit(exitCodes.wrong);
    });
};

type ListFlags = { readonly category?: string; readonly json?: boolean };

const addList = (styles: Command, { open, output, exit }: CreateProgramOptions): void => {
  styles
    .command('list')
    .description('Lists the styles, how often each was ordered, and whether it has a sample')
    .option('-c, --category <id>', 'only of this category')
    .option('--json', 'JSON instead of a table')
    .addHelpText('after', '\nExample:\n  aisha styles list --category city')
    .action(async ({ category, json }: ListFlags) => {
      const { inspectStyles } = await open();
      const inspected = await inspectStyles(category);
      if (category !== undefined && inspected.styles.length === 0) exit(exitCodes.notFound);
      output.write(json ? asJson(inspected) : stylesTable(inspected, output.columns));
    });
};

type PreviewFlags = {
  readonly avatar: AvatarId;
  readonly category?: string;
  readonly limit: number;
  readonly again?: boolean;
  readonly dryRun?: boolean;
  readonly json?: boolean;
};

const addPreview = (styles: Command, { open, output }: CreateProgramOptions): void => {
  styles
    .command('preview')
    .argument('[ids...]', 'only these styles')
    .description('Makes the samples that people see, with an avatar of your own')
    .requiredOption('-a, --avatar <id>', 'whose pictures everybody may see', parseUuid)
    .option('-c, --category <id>', 'only of this category')
    .option('-n, --limit <count>', 'orders at most so many pictures', parseLimit, 10)
    .option('--again', 'also where there is a sample already')
    .option('--dry-run', 'orders nothing')
    .option('--json', 'JSON instead of text')
    .addHelpText(
      'after',
      '\nThe newest picture of the avatar in a style becomes its sample. Where there is none, one is' +
        '\nordered, at the usual price, from whoever the avatar belongs to: run it again when they are made.' +
        '\n\nExample:\n  aisha styles preview --avatar 01998c1e-7b3a-7c11-9d55-2f3a4b5c6d7e --category city',
    )
    .action(async (ids: readonly string[], flags: PreviewFlags) => {
      const aisha = await open();
      const { styles: offered } = await aisha.inspectStyles(flags.category);
      const wanted = ids.length > 0 ? ids : offered.map(({ style }) => style.id);
      const report = await previewAll(aisha, wanted, flags);
      output.write(flags.json ? asJson(report) : previewReport(report));
    });
};

type Aisha = Awaited<ReturnType<CreateProgramOptions['open']>>;

const previewAll = async (
  aisha: Aisha,
  styleIds: readonly string[],
  { avatar: avatarId, limit, again = false, dryRun = false }: PreviewFlags,
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
