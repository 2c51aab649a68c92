import { changing, type Changing } from '../../about.ts';
import { agreed } from '../../agreed.ts';
import type { Fill } from '../../fill.ts';
import { asJson } from '../../json.ts';
import { refused } from '../../refusals.ts';
import { knownQueue } from './known-queue.ts';

export const addPause: Fill = (group, options) => {
  changing(
    group.command('pause').argument('<queue>', 'the name of its jobs, as in training.submit'),
    {
      description:
        'Has no job of a queue begun until it is resumed, on any machine, within two seconds',
      example: 'queue pause training.submit --why "fal is being moved" --yes',
      notes:
        'What is begun goes on. Deadlines go on too: an order that is not made in time ends, and its credits go back.',
    },
  ).action(async (name: string, flags: Changing) => {
    const { pauseQueue, jobs } = await options.open();
    if (!knownQueue(options, jobs, name)) return;
    const by = await agreed(options, flags, `Pause ${name}?`);
    if (!by) return;
    const paused = await pauseQueue({ name, by });
    if (!paused.ok) return refused(options, paused.refusal, flags);
    options.output.write(flags.json ? asJson({ paused: name }) : `${name} is paused.\n`);
  });
};
