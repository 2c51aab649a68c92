import type { OperatorAlarm } from '../../domain/alarm/operator-alarm.ts';
import type { Operators } from '../../ports/operators.ts';

export type RecordingOperators = Operators & {
  readonly told: readonly OperatorAlarm[];
  /** The next alarm reaches nobody: it fails with this. */
  failNext(error: Error): void;
};

export const recordingOperators = (): RecordingOperators => {
  const told: OperatorAlarm[] = [];
  const failures: Error[] = [];
  return {
    told,
    failNext: (error) => void failures.push(error),
    tell: async (alarm) => {
      const failure = failures.shift();
      if (failure) throw failure;
      told.push(alarm);
    },
  };
};
