import type { Aisha } from '@aisha/core';
import { ok, reasonOf, warn, type Check, type Finding } from './finding.ts';

/** Whether work goes on: what was given up, what is paused, and how long the oldest job waits. */
export const checkWork =
  (open: () => Promise<Pick<Aisha, 'inspectJobs'>>): Check =>
  async () => {
    try {
      const { inspectJobs } = await open();
      return findingsOf(await inspectJobs.queues());
    } catch (error) {
      return [
        warn({
          name: 'jobs',
          what: `nobody can say (${reasonOf(error)})`,
          todo: 'mend the database first',
        }),
      ];
    }
  };

const lateMs = 60_000;

const findingsOf = ({
  queues,
  paused,
  provider,
}: Awaited<ReturnType<Aisha['inspectJobs']['queues']>>): readonly Finding[] => {
  const name = 'jobs';
  const parked = queues.reduce((sum, queue) => sum + queue.parked, 0);
  const stopped = paused.map((queue) => queue.name);
  const late = queues.filter((queue) => queue.oldestMs >= lateMs && !stopped.includes(queue.name));
  const open = provider.filter(({ nextProbeAt }) => nextProbeAt !== undefined);
  const bad = [
    ...(parked > 0
      ? [warn({ name, what: `${parked} were given up`, todo: 'aisha jobs list --state parked' })]
      : []),
    ...stopped.map((queue) =>
      warn({ name, what: `${queue} is paused`, todo: `aisha queue resume ${queue}` }),
    ),
    ...open.map(({ scope, reason }) =>
      warn({
        name,
        what: `the provider is paused (${scope}): ${reason}`,
        todo: 'aisha queue list',
      }),
    ),
    ...late.map(({ name: queue, oldestMs }) =>
      warn({
        name,
        what: `${queue} has waited for ${Math.round(oldestMs / 1000)} s`,
        todo: 'start a worker, or more of them',
      }),
    ),
  ];
  return bad.length > 0 ? bad : [ok(name, 'none was given up, none is late, nothing is paused')];
};
