import type { Clock } from '../../ports/clock.ts';
import { rememberMap } from './remembering.ts';

type Task = {
  readonly name: string;
  readonly everyMs: number;
  readonly task: () => Promise<void>;
};

/** Repeated tasks by name: whoever offers one, it runs once a period. */
export const inMemorySchedules = (clock: Clock) => {
  const tasks: { readonly owner: symbol; readonly task: Task }[] = [];
  const lastRuns = new Map<string, number>();

  const byName = (): Map<string, Task> =>
    new Map(tasks.toReversed().map(({ task }) => [task.name, task]));
  const dueAt = ({ name, everyMs }: Task): number => (lastRuns.get(name) ?? -Infinity) + everyMs;

  return {
    add: (owner: symbol, task: Task): void => void tasks.push({ owner, task }),
    remove: (owner: symbol): void => {
      for (const entry of tasks.filter((entry) => entry.owner === owner)) {
        tasks.splice(tasks.indexOf(entry), 1);
      }
    },
    /** A task that throws has had its turn, as it would have on a real machine. */
    runDue: async (): Promise<void> => {
      for (const task of byName().values()) {
        const now = clock.now().getTime();
        if (dueAt(task) > now) continue;
        lastRuns.set(task.name, now);
        await task.task().catch(() => undefined);
      }
    },
    nextAt: (): number | undefined => {
      const times = [...byName().values()].map(dueAt);
      return times.length > 0 ? Math.min(...times) : undefined;
    },
    remember: () => rememberMap(lastRuns),
  };
};
