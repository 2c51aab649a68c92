import type { UserId } from '@aisha/core';
import { changing, type Changing } from '../../about.ts';
import { agreed } from '../../agreed.ts';
import { parsePerson } from '../../arguments.ts';
import type { Fill } from '../../fill.ts';
import { asJson } from '../../json.ts';
import { refused } from '../../refusals.ts';

export const addExport: Fill = (group, options) => {
  changing(group.command('export').argument('<person>', 'id or address', parsePerson), {
    description: 'Has a copy of everything about a person sent to themselves',
    example: 'users export telegram:123456789 --why "asked by letter" --yes',
    notes:
      'It goes to their own chat and to nobody else, once an hour at most. Who is of a service has\nno chat: the service reads all of it over the API.',
  }).action(async (who: UserId, flags: Changing) => {
    const { manageUsers } = await options.open();
    const by = await agreed(options, flags, `Send ${who} a copy of their data?`);
    if (!by) return;
    const done = await manageUsers.export({ who, by });
    if (!done.ok) return refused(options, done.refusal, flags);
    options.output.write(
      flags.json
        ? asJson(done.value)
        : `A worker packs it and sends it to them. Export: ${done.value}\n`,
    );
  });
};
