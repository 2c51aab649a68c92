import type { UserId } from '@aisha/core';
import { changing, type Changing } from '../../about.ts';
import { agreed } from '../../agreed.ts';
import { parseCredits, parsePerson, parseWords } from '../../arguments.ts';
import type { Fill } from '../../fill.ts';
import { asJson } from '../../json.ts';
import { refused } from '../../refusals.ts';

type Flags = Changing & { readonly key?: string };

export const addGrant: Fill = (group, options) => {
  const command = group
    .command('grant')
    .argument('<person>', 'id or address', parsePerson)
    .argument('<credits>', 'how many, at most 1000000', parseCredits);
  changing(command, {
    description: 'Gives a person credits',
    example: 'credits grant telegram:123456789 50 --why "waited for an hour" --yes',
    notes: 'With --key the same gift is given once, however often the command is run.',
  })
    .option('--key <text>', 'what the gift is known by, as the number of a ticket', (text) =>
      parseWords(text, 100),
    )
    .action(async (who: UserId, amount: number, { key, ...flags }: Flags) => {
      const { grantCredits } = await options.open();
      const by = await agreed(options, flags, `Give ${who} ${amount} credits?`);
      if (!by) return;
      const given = await grantCredits({ who, amount, key, by });
      if (!given.ok) return refused(options, given.refusal, flags);
      const { isNew, balance } = given.value;
      const said = isNew ? 'Given' : 'It had been given before';
      options.output.write(
        flags.json ? asJson(given.value) : `${said}: ${balance.available} credits available.\n`,
      );
    });
};
