import type { WorkFacts } from './work-facts.ts';

/** One thing that happened to work. */
export type HistoryLine = { readonly at: Date } & (
  | { readonly what: 'requested'; readonly price: number }
  | {
      readonly what: 'try-begun';
      readonly number: number;
      /** The provider took the same submission twice; this is the other. */
      readonly isOrphan: boolean;
      readonly endpoint: string;
      /** What became of it by now. */
      readonly status: string;
    }
  | { readonly what: 'try-accepted'; readonly number: number; readonly requestId: string }
  | { readonly what: 'provider-told'; readonly outcome: string }
  | { readonly what: 'begun' }
  | {
      readonly what: 'operator';
      readonly who: string;
      readonly action: string;
      readonly why?: string | undefined;
    }
  | {
      readonly what: 'ended';
      readonly status: string;
      readonly failure?: string | undefined;
      readonly providerType?: string | undefined;
    }
);

/** Everything that is known to have happened, in the order in which it did. */
export const historyOf = ({ work, runs, webhooks, deeds }: WorkFacts): readonly HistoryLine[] => {
  const { createdAt, startedAt, finishedAt, failure, price, status } = work;
  const lines: HistoryLine[] = [
    { at: createdAt, what: 'requested', price },
    ...runs.toReversed().flatMap(linesOfRun),
    ...(startedAt ? [{ at: startedAt, what: 'begun' } as const] : []),
    ...webhooks.map(
      ({ outcome, receivedAt: at }) => ({ at, what: 'provider-told', outcome }) as const,
    ),
    ...deeds.map(
      ({ at, who, action, why }) => ({ at, what: 'operator', who, action, why }) as const,
    ),
    ...(finishedAt
      ? [
          {
            at: finishedAt,
            what: 'ended',
            status,
            failure: failure?.code,
            providerType: failure?.providerType,
          } as const,
        ]
      : []),
  ];
  return lines.toSorted((one, other) => one.at.getTime() - other.at.getTime());
};

const linesOfRun = ({
  createdAt,
  acceptedAt,
  tryNumber: number,
  orphanOf,
  endpoint,
  requestId,
  status,
}: WorkFacts['runs'][number]): readonly HistoryLine[] => [
  { at: createdAt, what: 'try-begun', number, isOrphan: orphanOf !== undefined, endpoint, status },
  ...(acceptedAt && requestId !== undefined
    ? [{ at: acceptedAt, what: 'try-accepted', number, requestId } as const]
    : []),
];
