import {
  fewestForFigures,
  figuresReachMs,
  type DurationFigures,
  type WorkKind,
} from '../../domain/duration/duration.ts';
import type { Clock } from '../../ports/clock.ts';
import type { RunDurations } from '../../ports/run-durations.ts';
import type { Store } from './store.ts';

/** Counted anew each time from what is committed. */
export const inMemoryRunDurations = ({
  unitOfWork,
  clock,
}: {
  unitOfWork: { committed(): Store };
  clock: Clock;
}): RunDurations => ({
  list: async () => {
    const { trainings, generations } = unitOfWork.committed();
    const earliest = clock.now().getTime() - figuresReachMs;
    const done = [
      ...[...trainings.values()].map((each) => ({ ...each, kind: kindOfTraining(each) })),
      ...[...generations.values()].map((each) => ({ ...each, kind: kindOfGeneration(each) })),
    ];
    const durations = new Map<string, { kind: WorkKind; took: number[] }>();
    for (const { kind, status, createdAt, finishedAt } of done) {
      if (status !== 'succeeded' || !finishedAt || finishedAt.getTime() < earliest) continue;
      const entry = durations.get(JSON.stringify(kind)) ?? { kind, took: [] };
      entry.took.push(finishedAt.getTime() - createdAt.getTime());
      durations.set(JSON.stringify(kind), entry);
    }
    return [...durations.values()]
      .filter(({ took }) => took.length >= fewestForFigures)
      .map(({ kind, took }) => toFigures(kind, took));
  },
});

type Trained = {
  readonly recipe: Pick<Extract<WorkKind, { type: 'training' }>, 'trainer' | 'preset'>;
};
const kindOfTraining = ({ recipe: { trainer, preset } }: Trained): WorkKind => ({
  type: 'training',
  trainer,
  preset,
});

type Drawn = { readonly request: Pick<Extract<WorkKind, { type: 'generation' }>, 'generator'> };
const kindOfGeneration = ({ request: { generator } }: Drawn): WorkKind => ({
  type: 'generation',
  generator,
});

const toFigures = (kind: WorkKind, took: readonly number[]): DurationFigures => ({
  kind,
  p50Ms: percentile(took, 0.5),
  p90Ms: percentile(took, 0.9),
});

/** Between two values, as PostgreSQL's `percentile_cont`. */
const percentile = (values: readonly number[], part: number): number => {
  const sorted = values.toSorted((one, other) => one - other);
  const at = (sorted.length - 1) * part;
  const below = sorted[Math.floor(at)] ?? 0;
  const above = sorted[Math.ceil(at)] ?? below;
  return Math.round(below + (above - below) * (at - Math.floor(at)));
};
