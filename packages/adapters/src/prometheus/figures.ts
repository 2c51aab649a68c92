import { Gauge, type Registry } from 'prom-client';

/** What stands in the database, for all processes together. Every process tells the same: take the largest. */
export type Figures = {
  /** Jobs by queue, `parked` among them. */
  readonly queues: readonly {
    readonly name: string;
    readonly waiting: number;
    readonly running: number;
    readonly oldestMs: number;
  }[];
  /** Names of queues that operators have stopped. */
  readonly stopped: readonly string[];
  readonly holds: { readonly open: number; readonly credits: number; readonly overdue: number };
  /** Trainings and generations that have not ended. */
  readonly work: readonly {
    readonly kind: string;
    readonly open: number;
    readonly overdue: number;
  }[];
  /** What finished lately took, from the order to the end. */
  readonly durations: readonly {
    readonly kind: 'training' | 'generation';
    /** Of the trainer or the generator. */
    readonly model: string;
    readonly p50Ms: number;
    readonly p90Ms: number;
  }[];
  /** What the last 24 hours' runs cost at the provider, as far as it is known. */
  readonly spend: readonly { readonly billing: string; readonly microUsd: number }[];
  readonly runsOpen: number;
  /** Why the provider takes nothing, where it does not. */
  readonly pauses: readonly { readonly reason: string; readonly open: number }[];
  readonly updatesWaiting: { readonly count: number; readonly oldestMs: number };
  /** What services of other teams are to be told and have not heard. */
  readonly hookMessages: { readonly count: number; readonly oldestMs: number };
  /** In the last 24 hours. */
  readonly people: { readonly joined: number; readonly ordered: number };
};

type Sample = readonly [value: number, labels?: Readonly<Record<string, string>>];

type Row = {
  readonly name: string;
  readonly help: string;
  readonly labels?: readonly string[];
  readonly read: (figures: Figures) => readonly Sample[];
};

const seconds = (ms: number): number => ms / 1000;
const dollars = (microUsd: number): number => microUsd / 1_000_000;

const rows: readonly Row[] = [
  {
    name: 'queue_jobs',
    help: 'Jobs in the queue, by state; parked ones wait for an operator',
    labels: ['queue', 'state'],
    read: ({ queues }) =>
      queues.flatMap(({ name: queue, waiting, running }): Sample[] => [
        [waiting, { queue, state: 'waiting' }],
        [running, { queue, state: 'running' }],
      ]),
  },
  {
    name: 'queue_oldest_seconds',
    help: 'How long the oldest job that could run has waited',
    labels: ['queue'],
    read: ({ queues }) => queues.map(({ name: queue, oldestMs }) => [seconds(oldestMs), { queue }]),
  },
  {
    name: 'queue_paused',
    help: 'Queues that operators have stopped',
    labels: ['queue'],
    read: ({ stopped }) => stopped.map((queue) => [1, { queue }]),
  },
  {
    name: 'holds_open',
    help: 'Holds on credits that are not settled',
    read: ({ holds }) => [[holds.open]],
  },
  {
    name: 'holds_open_credits',
    help: 'Credits in open holds',
    read: ({ holds }) => [[holds.credits]],
  },
  {
    name: 'holds_overdue',
    help: 'Holds that should have been given back by now',
    read: ({ holds }) => [[holds.overdue]],
  },
  {
    name: 'work_open',
    help: 'Trainings and generations that have not ended',
    labels: ['kind'],
    read: ({ work }) => work.map(({ kind, open }) => [open, { kind }]),
  },
  {
    name: 'work_overdue',
    help: 'Trainings and generations beyond their deadline',
    labels: ['kind'],
    read: ({ work }) => work.map(({ kind, overdue }) => [overdue, { kind }]),
  },
  {
    name: 'work_seconds',
    help: 'How long what finished lately took, from the order to its end',
    labels: ['kind', 'model', 'quantile'],
    read: ({ durations }) =>
      durations.flatMap(({ kind, model, p50Ms, p90Ms }): Sample[] => [
        [seconds(p50Ms), { kind, model, quantile: '0.5' }],
        [seconds(p90Ms), { kind, model, quantile: '0.9' }],
      ]),
  },
  {
    name: 'provider_spend_day_usd',
    help: 'What runs of the last 24 hours cost at the provider, by what is known of the bill',
    labels: ['billing'],
    read: ({ spend }) => spend.map(({ billing, microUsd }) => [dollars(microUsd), { billing }]),
  },
  {
    name: 'provider_runs_open',
    help: 'Runs that the provider has in hand',
    read: ({ runsOpen }) => [[runsOpen]],
  },
  {
    name: 'provider_paused',
    help: 'Parts of the provider to which nothing is submitted, by reason',
    labels: ['reason'],
    read: ({ pauses }) => pauses.map(({ reason, open }) => [open, { reason }]),
  },
  {
    name: 'updates_waiting',
    help: 'What people did and nobody has handled yet',
    read: ({ updatesWaiting }) => [[updatesWaiting.count]],
  },
  {
    name: 'updates_oldest_seconds',
    help: 'How long the oldest of them has waited',
    read: ({ updatesWaiting }) => [[seconds(updatesWaiting.oldestMs)]],
  },
  {
    name: 'hook_messages_waiting',
    help: 'What services of other teams are to be told and have not heard',
    read: ({ hookMessages }) => [[hookMessages.count]],
  },
  {
    name: 'hook_messages_oldest_seconds',
    help: 'How old the oldest of them is',
    read: ({ hookMessages }) => [[seconds(hookMessages.oldestMs)]],
  },
  {
    name: 'people_joined_day',
    help: 'People who came in the last 24 hours',
    read: ({ people }) => [[people.joined]],
  },
  {
    name: 'people_active_day',
    help: 'People who ordered a training or pictures in the last 24 hours',
    read: ({ people }) => [[people.ordered]],
  },
];

/** Gauges of what the database knows. While it does not answer they are empty rather than old. */
export const figureGauges = (registry: Registry) => {
  const registers = [registry];
  const gauges = rows.map(({ name, help, labels = [], read }) => ({
    gauge: new Gauge({ name: `aisha_${name}`, help, labelNames: [...labels], registers }),
    isOne: labels.length === 0,
    read,
  }));
  const known = new Gauge({
    name: 'aisha_figures_known',
    help: 'Whether the database could be asked for the figures that all processes share',
    registers,
  });
  let ask: (() => Promise<Figures>) | undefined;
  return {
    ask: (figures: () => Promise<Figures>): void => {
      ask = figures;
    },
    refresh: async (): Promise<void> => {
      const figures = await ask?.().catch(() => undefined);
      known.set(figures ? 1 : 0);
      for (const { gauge, isOne, read } of gauges) {
        gauge.reset();
        // One without labels would say 0.
        if (!figures && isOne) gauge.remove();
        for (const [value, labels = {}] of figures ? read(figures) : []) gauge.set(labels, value);
      }
    },
  };
};
