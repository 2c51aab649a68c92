import { Command, InvalidArgumentError, Option } from 'commander';
import { avatarKinds, avatarStatuses, type Aisha, type AvatarId } from '@aisha/core';
import { avatarsTable } from './avatars-table.ts';
import { avatarReport } from './avatar-report.ts';

export type Output = { readonly write: (text: string) => void; readonly columns: number };

export type CreateProgramOptions = {
  /** Opened when a command needs it, so that help costs nothing; whoever opened it closes it. */
  readonly open: () => Promise<Pick<Aisha, 'inspectAvatars'>>;
  readonly output: Output;
  /** Told how the command ended. */
  readonly exit: (code: number) => void;
};

export const exitCodes = { ok: 0, notFound: 4 } as const;

/** `aisha`: what operators type. */
export const createProgram = (options: CreateProgramOptions): Command => {
  const program = new Command('aisha')
    .description('Looks after an Aisha installation.')
    .showHelpAfterError('(--help tells more)')
    .addHelpText('after', '\nExample:\n  aisha avatars list --status failed');
  const avatars = program
    .command('avatars')
    .description('Avatars of all users')
    .addHelpText('after', '\nExample:\n  aisha avatars show 01998c1e-7b3a-7c11-9d55-2f3a4b5c6d7e');
  addList(avatars, options);
  addShow(avatars, options);
  return program;
};

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

/** JSON leaves some characters as they are that move the cursor or turn the line around. */
const asJson = (value: unknown): string =>
  `${JSON.stringify(value, null, 2).replaceAll(/[\u007F-\u009F\p{Cf}\p{Zl}\p{Zp}]/gu, asEscape)}\n`;

const asEscape = (character: string): string =>
  character
    .split('')
    .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
    .join('');

const parseLimit = (text: string): number => {
  const limit = Number(text);
  if (Number.isInteger(limit) && limit >= 1 && limit <= 200) return limit;
  throw new InvalidArgumentError('It is a number from 1 to 200.');
};

const uuid = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/iu;

const parseUuid = (text: string): string => {
  if (uuid.test(text)) return text.toLowerCase();
  throw new InvalidArgumentError('It is an id such as 01998c1e-7b3a-7c11-9d55-2f3a4b5c6d7e.');
};
