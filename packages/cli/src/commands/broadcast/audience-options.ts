import { InvalidArgumentError, Option, type Command } from 'commander';
import type { Aisha, Audience, UserId } from '@aisha/core';
import { parsePerson, parseWords } from '../../arguments.ts';

export type AudienceFlags = {
  readonly locale?: readonly string[];
  readonly withAvatar?: true;
  readonly withoutAvatar?: true;
  readonly joinedSince?: Date;
  readonly joinedBefore?: Date;
  readonly only?: readonly string[];
};

const collect =
  (parse: (text: string) => string) =>
  (text: string, before: readonly string[] = []): readonly string[] => [...before, parse(text)];

const parseDate = (text: string): Date => {
  const date = /^\d{4}-\d\d-\d\d(?:T[\d:.]+Z)?$/u.test(text) ? new Date(text) : undefined;
  if (date && !Number.isNaN(date.getTime())) return date;
  throw new InvalidArgumentError(
    'It is a day, or a moment in UTC: 2026-11-23 or 2026-11-23T12:00:00Z.',
  );
};

/** Who is meant: everybody, or whom all that is asked for fits. */
export const forAudience = (command: Command): Command =>
  command
    .option(
      '--locale <locale>',
      'only who speaks this, as often as you like',
      collect((text) => parseWords(text, 20)),
    )
    .addOption(new Option('--with-avatar', 'only who has an avatar to draw with'))
    .addOption(new Option('--without-avatar', 'only who has none').conflicts('withAvatar'))
    .option('--joined-since <date>', 'only who joined then or later', parseDate)
    .option('--joined-before <date>', 'only who joined before', parseDate)
    .option(
      '--only <person>',
      'nobody else, for a trial; as often as you like',
      collect(parsePerson),
    );

/** Persons that nobody is are said to be so. */
export const audienceOf = async (aisha: Aisha, flags: AudienceFlags): Promise<Audience> => ({
  ...(flags.locale && { locales: flags.locale }),
  ...(flags.withAvatar && { hasReadyAvatar: true }),
  ...(flags.withoutAvatar && { hasReadyAvatar: false }),
  ...(flags.joinedSince && { joinedSince: flags.joinedSince }),
  ...(flags.joinedBefore && { joinedBefore: flags.joinedBefore }),
  ...(flags.only && { userIds: await idsOf(aisha, flags.only) }),
});

const idsOf = async (
  { inspectUsers }: Aisha,
  people: readonly string[],
): Promise<readonly UserId[]> => {
  const ids: UserId[] = [];
  for (const who of people) {
    const found = await inspectUsers.show(who as UserId);
    if (!found) throw new Error(`There is no person ${who}.`);
    ids.push(found.user.id);
  }
  return ids;
};
