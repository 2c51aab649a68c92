import type { InspectedUser, UserId } from '@aisha/core';
import { looking, type Looking } from '../../about.ts';
import { parsePerson } from '../../arguments.ts';
import type { Fill } from '../../fill.ts';
import { asJson } from '../../json.ts';
import { notThere } from '../../not-there.ts';
import { printable } from '../../text-width.ts';
import { timeOf } from '../../time.ts';
import { commandLine, report } from '../../work-report.ts';

export const addShow: Fill = (group, options) => {
  looking(group.command('show').argument('<person>', 'id or address', parsePerson), {
    description: 'Shows who somebody is to us, how they stand and what was done about them',
    example: 'users show telegram:123456789',
  }).action(async (who: UserId, flags: Looking) => {
    const { inspectUsers } = await options.open();
    const found = await inspectUsers.show(who);
    if (!found) return notThere(options, `person ${who}`, flags);
    const { output } = options;
    output.write(flags.json ? asJson(found) : report(linesOf(found), output.columns));
  });
};

const linesOf = (found: InspectedUser): readonly string[] => {
  const { user, balance, avatars, trainings, generations, images, exportedAt, deeds } = found;
  return [
    `${printable(user.firstName)} (${user.address}, ${user.locale})`,
    `  id        ${user.id}`,
    `  joined    ${timeOf(user.createdAt)}, consent ${printable(user.consent.version)} of ${timeOf(user.consent.givenAt)}`,
    `  standing  ${standingOf(found)}`,
    `  credits   ${balance.available} available, ${balance.held} held`,
    `  avatars   ${avatars}`,
    `  trainings ${trainings.total}, ${trainings.unfinished} under way`,
    `  orders    ${generations.total}, ${generations.unfinished} under way`,
    `  pictures  ${images}`,
    ...(exportedAt ? [`  export    last asked for ${timeOf(exportedAt)}`] : []),
    ...(deeds.length === 0 ? [] : ['', 'What operators did']),
    ...deeds.map(
      ({ at, who, action, why }) =>
        `  ${timeOf(at)}  ${printable(`${who} did ${action}${why ? `: ${why}` : ''}`)}`,
    ),
    '',
    'What else there is',
    commandLine(`credits history ${user.id}`),
    commandLine(`trainings list --of ${user.id}`),
    commandLine(`generations list --of ${user.id}`),
    ...(user.blockedSince ? [commandLine(`users unblock ${user.id}`)] : []),
  ];
};

const standingOf = ({ user }: InspectedUser): string => {
  const { blockedSince, unreachableSince } = user;
  if (blockedSince) return `blocked since ${timeOf(blockedSince)}: does nothing that costs`;
  if (unreachableSince) {
    return `wants no messages since ${timeOf(unreachableSince)}, until they write again`;
  }
  return 'nothing stands in their way';
};
