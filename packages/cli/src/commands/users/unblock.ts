import type { UserId } from '@aisha/core';
import { changing, type Changing } from '../../about.ts';
import { agreed } from '../../agreed.ts';
import { parsePerson } from '../../arguments.ts';
import type { Fill } from '../../fill.ts';
import { asJson } from '../../json.ts';
import { refused } from '../../refusals.ts';

export const addUnblock: Fill = (group, options) => {
  changing(group.command('unblock').argument('<person>', 'id or address', parsePerson), {
    description: 'Lets a blocked person do again what everybody may',
    example: 'users unblock telegram:123456789 --why "cleared up" --yes',
  }).action(async (who: UserId, flags: Changing) => {
    const { manageUsers } = await options.open();
    const by = await agreed(options, flags, `Unblock ${who}?`);
    if (!by) return;
    const done = await manageUsers.unblock({ who, by });
    if (!done.ok) return refused(options, done.refusal, flags);
    options.output.write(
      flags.json
        ? asJson(done.value)
        : done.value.isChanged
          ? 'Unblocked.\n'
          : 'They were not blocked.\n',
    );
  });
};
