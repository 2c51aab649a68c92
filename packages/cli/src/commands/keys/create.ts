import { InvalidArgumentError } from 'commander';
import { apiScopes, isClientName, type ApiScope } from '@aisha/core';
import { changing, type Changing } from '../../about.ts';
import { agreed } from '../../agreed.ts';
import type { Fill } from '../../fill.ts';
import { asJson } from '../../json.ts';

type Flags = Changing & {
  readonly scopes: readonly ApiScope[];
  readonly userCredits?: number;
};

const parseClient = (text: string): string => {
  if (isClientName(text)) return text;
  throw new InvalidArgumentError('It is 2 to 40 characters: a-z, 0-9 and - within.');
};

const parseScopes = (text: string): readonly ApiScope[] => {
  if (text === 'all') return apiScopes;
  const words = text.split(',').map((word) => word.trim());
  const known = apiScopes.filter((scope) => words.includes(scope));
  if (words.every((word) => known.some((scope) => scope === word))) return known;
  throw new InvalidArgumentError(`They are all, or some of ${apiScopes.join(', ')}.`);
};

const mostCredits = 1_000_000;

const parseUserCredits = (text: string): number => {
  const credits = Number(text);
  if (Number.isInteger(credits) && credits >= 0 && credits <= mostCredits) return credits;
  throw new InvalidArgumentError(`It is a whole number from 0 to ${mostCredits}.`);
};

export const addCreate: Fill = (group, options) => {
  changing(group.command('create').argument('<client>', 'the service', parseClient), {
    description: 'Makes a key for a service, and the service where it is new. The key is told once',
    example: 'keys create shop --scopes users:write,avatars:write,avatars:read --yes',
  })
    .requiredOption('--scopes <list>', 'what it may do, separated by commas, or all', parseScopes)
    .option(
      '--user-credits <count>',
      'what each person it brings is given once, from now on',
      parseUserCredits,
    )
    .action(async (clientName: string, flags: Flags) => {
      const { createApiKey } = await options.open();
      const { scopes, userCredits } = flags;
      const by = await agreed(options, flags, `Make a key for ${clientName}?`);
      if (!by) return;
      const { secret, key, client } = await createApiKey({ clientName, scopes, userCredits, by });
      if (flags.json) {
        const { id, createdAt } = key;
        options.output.write(asJson({ secret, id, client: client.name, scopes, createdAt }));
        return;
      }
      options.terminal.note('Hand it over now: nobody can tell it again.');
      options.output.write(`${secret}\n`);
    });
};
