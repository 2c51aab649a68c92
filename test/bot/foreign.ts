import type { User } from '@aisha/core';
import type { BotSetting } from './bot-setting.ts';

type Row = { readonly table: string; readonly id: string; readonly text: string };

/** Everything a world holds, as text. */
const rowsOf = ({ store, ports, inbox }: BotSetting): Row[] => {
  const textOf = (value: unknown): string =>
    JSON.stringify(value, (_, part: unknown) => (part instanceof Map ? [...part] : part)) ?? '';
  const tables = Object.entries(store()).flatMap(([table, rows]) =>
    [...(rows as ReadonlyMap<string, unknown>)].map(([id, row]) => ({
      table,
      id,
      text: `${id} ${textOf(row)}`,
    })),
  );
  const list = (table: string, values: readonly unknown[]) =>
    values.map((value) => ({ table, id: '', text: textOf(value) }));
  return [
    ...tables,
    ...list('jobs', ports.jobs.pending()),
    ...list('live', ports.liveMessages.all()),
    ...list('waiting', inbox.unfinished()),
    ...list('trained', ports.trainer.accepted()),
    ...list('drawn', ports.generator.accepted()),
    ...list('deleted', ports.providerFiles.deleted),
    ...list(
      'blobs',
      ports.blobs.keys().map((key) => [key, ports.blobs.contentOf(key)?.length]),
    ),
  ];
};

/** Tables whose rows have ids that a button can carry. */
const named = ['users', 'avatars', 'photos', 'trainings', 'generations', 'images'];
const alsoNamed = [
  'holds',
  'transfers',
  'runs',
  'exports',
  'erasures',
  'drafts',
  'favouriteStyles',
  'decisions',
];

/** What is one person's in a world where another does what they like. What that one has asked for is not theirs. */
export const belongingsOf = (setting: BotSetting, owner: User, other: User) => {
  const isOwn = ({ text }: Row): boolean => text.includes(owner.id);
  const own = rowsOf(setting).filter(isOwn);
  const idsIn = (tables: readonly string[]): string[] =>
    own.filter(({ table }) => tables.includes(table)).map(({ id, text }) => idIn(text) ?? id);
  const ids = [...new Set([...idsIn(named), ...idsIn(alsoNamed)])];
  const mentions = ({ text }: Row): boolean => ids.some((id) => text.includes(id));
  return {
    /** By kind of thing, to see that something of each is there. */
    kinds: new Map([...named, ...alsoNamed].map((table) => [table, idsIn([table]).length])),
    ids,
    /** Of each kind of thing the first and the last, which are often of another state. */
    someIds: [...named, ...alsoNamed].flatMap((table) => {
      const all = idsIn([table]);
      return [...new Set([...all.slice(0, 1), ...all.slice(-1)])];
    }),
    /** Whatever mentions anything of theirs, and what every account of theirs holds. */
    now: (): readonly Row[] =>
      rowsOf(setting).filter(
        (row) =>
          (isOwn(row) || mentions(row)) && !(row.table === 'jobs' && row.text.includes(other.id)),
      ),
  };
};

const idIn = (text: string): string | undefined => /"id":"([0-9a-f-]{36})"/u.exec(text)?.[1];
