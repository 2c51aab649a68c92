import type { Run } from './run-record.ts';

export interface LogLine {
  readonly message: string;
  readonly level: 'STDERR' | 'INFO' | 'ERROR';
  readonly source: 'USER';
  readonly timestamp: string;
}

const ticks = 20;
const barWidth = 10;

const clockTime = (seconds: number): string => {
  const whole = Math.max(0, Math.round(seconds));
  const minutes = String(Math.floor(whole / 60)).padStart(2, '0');
  return `${minutes}:${String(whole % 60).padStart(2, '0')}`;
};

/** A line as tqdm prints it: ` 12%|█▏        | 120/1000 [00:05<00:36, 24.10it/s]`. */
const progressLine = (step: number, steps: number, elapsedSeconds: number): string => {
  const share = step / steps;
  const filled = Math.round(share * barWidth);
  const rate = step / Math.max(0.001, elapsedSeconds);
  const left = (steps - step) / Math.max(rate, 0.001);
  return (
    `${String(Math.floor(share * 100)).padStart(3)}%|${'█'.repeat(filled).padEnd(barWidth)}| ` +
    `${step}/${steps} [${clockTime(elapsedSeconds)}<${clockTime(left)}, ${rate.toFixed(2)}it/s]`
  );
};

/** The log a run has written by `now`: read off the clock, so that it survives a restart for nothing. */
export const logsOf = (run: Run, now: number): readonly LogLine[] => {
  const until = Math.min(now, run.completedAt ?? now);
  if (until < run.startsAt) return [];
  const line = (at: number, message: string, level: LogLine['level'] = 'STDERR'): LogLine => ({
    message,
    level,
    source: 'USER',
    timestamp: new Date(at).toISOString(),
  });
  const { steps } = run;
  const length = run.endsAt - run.startsAt;
  // What was refused has no steps: it may take its time to be, on a machine that is busy.
  const progress = Array.from({ length: steps > 0 ? ticks : 0 }, (_, index) => (index + 1) / ticks)
    .map((share) => ({
      at: run.startsAt + share * length,
      step: Math.max(1, Math.round(share * steps)),
    }))
    .filter(({ at }) => at <= until)
    .map(({ at, step }) => line(at, progressLine(step, steps, (at - run.startsAt) / 1_000)));
  return [
    line(run.startsAt, 'Loading the input files', 'INFO'),
    ...progress,
    ...(run.outcome?.ok === false
      ? [line(until, `Failed: ${run.outcome.failure.type}`, 'ERROR')]
      : []),
    ...(run.outcome?.ok === true ? [line(until, 'Storing the output', 'INFO')] : []),
  ];
};
