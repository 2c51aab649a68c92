import type { Outside } from './outside.ts';
import type { Beginning, Person } from './stage.ts';
import type { Worker } from './worker.ts';

/** What a flow is played with. */
export type Scene = {
  readonly person: Person;
  readonly outside: Outside;
  /** A new id for each name, the same whenever it is asked for again: what a repeated tap carries. */
  readonly idOf: <Id extends string>(what: string) => Id;
};

/**
 * Somebody's doing: a tap, a photo, a webhook, all of which are repeated until they were taken; the
 * provider's; or a worker's.
 */
export type Step = (worker: Worker, scene: Scene) => Promise<void>;

export type Flow = {
  readonly name: string;
  readonly begins: Beginning;
  /** Played without a fault, to get to where it begins. */
  readonly overture?: readonly Step[];
  readonly steps: readonly Step[];
  /** How the provider ends what it still has, and whether we hear of it. */
  readonly provider: { readonly ends: 'succeed' | 'fail' | 'never'; readonly reports: boolean };
  /** What is wrong with how it ended for the person; empty where it ended well. */
  readonly mistakes: (worker: Worker, scene: Scene) => Promise<readonly string[]>;
};

/** What came of it: a final state, what it cost, and the last news of it. */
export type Ending = {
  readonly status: string | undefined;
  readonly told: readonly string[];
  readonly balance: { readonly available: number; readonly held: number };
};

/** The last news arrives; a second time where a process ended just after sending it. */
export const differences = (
  actual: Ending,
  { status, news, available }: { status: string; news: string; available: number },
): string[] => {
  const finals = actual.told.filter((type) => /\.(?:succeeded|ended)$/u.test(type));
  return [
    ...(actual.status === status ? [] : [`it is ${actual.status ?? 'missing'}, not ${status}`]),
    ...(finals.some((type) => type !== news) ? [`told ${finals.join(', ')}`] : []),
    ...(finals.length === 1 || finals.length === 2 ? [] : [`told the end ${finals.length} times`]),
    ...(actual.balance.available === available && actual.balance.held === 0
      ? []
      : [
          `${actual.balance.available} available and ${actual.balance.held} held, not ${available}`,
        ]),
  ];
};
