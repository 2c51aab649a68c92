import { Command, Option } from 'commander';
import { avatarKinds, avatarStatuses, type AvatarId } from '@aisha/core';
import { parseLimit, parseUuid } from './arguments.ts';
import { avatarReport } from './avatar-report.ts';
import { avatarsTable } from './avatars-table.ts';
import { exitCodes } from './exit-codes.ts';
import { asJson } from './json.ts';
import { addLedger } from './ledger-commands.ts';
import type { CreateProgramOptions } from './program-options.ts';
import { addStorage } from './storage-commands.ts';
import { addStyles } from './style-commands.ts';

/** `aisha`: what operators type. */
export const createProgram = (options: CreateProgramOptions): Command => {
  const program = new Command('aisha')
    .description('Looks after an Aisha installation.')
    .showHelpAfterError('(--help tells more)')
    .addHelpText('after', helpOfProgram);
  const avatars = program
    .command('avatars')
    .description('Avatars of all users')
    .addHelpText('after', '\nExample:\n  aisha avatars show 01998c1e-7b3a-7c11-9d55-2f3a4b5c6d7e');
  addList(avatars, options);
  addShow(avatars, options);
  addLedger(program, options);
  addStorage(program, options);
  addStyles(program, options);
  return program;
};

const helpOfProgram = `
Exit codes: 0 all is well, 1 it could not be done, 3 something is not as it should be, 4 not found

Example:
  aisha avatars list --status failed`;

type ListFlags = {
  readonly limit: number;
  readonly before?: AvatarId;
  readonly status?: (typeof avatarStatuses)[number];
  readonly kind?: (typeof avatarKinds)[number];
  readonly json?: boolean;
};

const addList = (avatars: Command, { open, output }: CreateProgramOptions): void => {
  avatars
    .command('list')
    .description('Lists avatars, newest first')
    .option('-n, --limit <count>', 'how many, at most 200', parseLimit, 20)
    .option('--before <id>', 'only those older than this avatar', parseUuid)
    .addOption(new Option('--status <status>', 'only of this status').choices(avatarStatuses))
    .addOption(new Option('--kind <kind>', 'only of this kind').choices(avatarKinds))
    .option('--json', 'one JSON array instead of a table')
    .addHelpText('after', '\nExample:\n  aisha avatars list --status failed --limit 5')
    .action(async ({ json, ...filter }: ListFlags) => {
      const { inspectAvatars } = await open();
      const listings = await inspectAvatars.list(filter);
      output.write(json ? asJson(listings) : avatarsTable(listings, output.columns));
    });
};

const addShow = (avatars: Command, { open, output, exit }: CreateProgramOptions): void => {
  avatars
    .command('show')
    .argument('<id>', "the avatar's id", parseUuid)
    .description('Shows one avatar: how it stands, its versions, and what it waits for')
    .option('--json', 'JSON instead of text')
    .addHelpText('after', '\nExample:\n  aisha avatars show 01998c1e-7b3a-7c11-9d55-2f3a4b5c6d7e')
    .action(async (id: AvatarId, { json }: { json?: boolean }) => {
      const { inspectAvatars } = await open();
      const dossier = await inspectAvatars.show(id);
      if (!dossier) {
        output.write(json ? 'null\n' : `There is no avatar ${id}.\n`);
        exit(exitCodes.notFound);
        return;
      }
      output.write(json ? asJson(dossier) : avatarReport(dossier, output.columns));
    });
};
