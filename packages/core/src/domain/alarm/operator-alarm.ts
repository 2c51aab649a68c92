import type { PauseReason, PauseScope } from '../pause/provider-pause.ts';

/** raised: it is news. standing: it still is so. cleared: it is over. */
export const alarmPhases = ['raised', 'standing', 'cleared'] as const;
export type AlarmPhase = (typeof alarmPhases)[number];

type Phased = {
  readonly phase: AlarmPhase;
  /** Milliseconds since 1970. */
  readonly since: number;
};

/** What operators are told without having asked. Facts only; `alarm` never changes its spelling. */
export type OperatorAlarm = Phased &
  (
    | {
        readonly alarm: 'provider-paused';
        readonly scope: PauseScope;
        readonly reason: PauseReason;
      }
    | {
        readonly alarm: 'jobs-parked';
        readonly count: number;
        /** Names of the jobs, each once. */
        readonly jobs: readonly string[];
      }
  );

type WithoutPhase<Alarm> = Alarm extends OperatorAlarm ? Omit<Alarm, keyof Phased> : never;

/** What an alarm is about, whatever came of it. */
export type AlarmFacts = WithoutPhase<OperatorAlarm>;

/** Operators are reminded of what stands no more often than this. */
export const remindAfterMs = 60 * 60_000;
