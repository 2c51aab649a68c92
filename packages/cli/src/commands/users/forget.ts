import type { UserId } from '@aisha/core';
import { changing, type Changing } from '../../about.ts';
import { agreed } from '../../agreed.ts';
import { parsePerson } from '../../arguments.ts';
import type { Fill } from '../../fill.ts';
import { asJson } from '../../json.ts';
import { refused } from '../../refusals.ts';

export const addForget: Fill = (group, options) => {
  changing(group.command('forget').argument('<person>', 'id or address', parsePerson), {
    description: 'Erases a person, as their own “forget me” does: at once, and for good',
    example: 'users forget telegram:123456789 --why "asked by letter" --yes',
    notes: 'What goes on is stopped, and their credits are lost. Nothing brings it back.',
  }).action(async (who: UserId, flags: Changing) => {
    const { manageUsers } = await options.open();
    const by = await agreed(options, flags, `Erase ${who} for good?`);
    if (!by) return;
    const done = await manageUsers.forget({ who, by });
    if (!done.ok) return refused(options, done.refusal, flags);
    options.output.write(
      flags.json
        ? asJson(done.value)
        : `They are a stranger now, and a worker erases the rest. Receipt: ${done.value}\n`,
    );
  });
};
