import type { UserId } from '@aisha/core';
import { changing, type Changing } from '../../about.ts';
import { agreed } from '../../agreed.ts';
import { parsePerson } from '../../arguments.ts';
import type { Fill } from '../../fill.ts';
import { asJson } from '../../json.ts';
import { refused } from '../../refusals.ts';

export const addBlock: Fill = (group, options) => {
  changing(group.command('block').argument('<person>', 'id or address', parsePerson), {
    description: 'Lets a person do nothing more that costs',
    example: 'users block telegram:123456789 --why "fraud" --yes',
    notes:
      'What they have stays theirs, and what goes on comes to its end. They can still take their\ndata with them and be forgotten.',
  }).action(async (who: UserId, flags: Changing) => {
    const { manageUsers } = await options.open();
    const by = await agreed(options, flags, `Block ${who}?`);
    if (!by) return;
    const done = await manageUsers.block({ who, by });
    if (!done.ok) return refused(options, done.refusal, flags);
    options.output.write(
      flags.json
        ? asJson(done.value)
        : done.value.isChanged
          ? 'Blocked.\n'
          : 'They were blocked already.\n',
    );
  });
};
