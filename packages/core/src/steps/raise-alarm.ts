import {
  remindAfterMs,
  type AlarmFacts,
  type AlarmPhase,
  type OperatorAlarm,
} from '../domain/alarm/operator-alarm.ts';
import type { Transaction } from '../ports/unit-of-work.ts';

type Alarming = Pick<Transaction, 'alarms' | 'jobs'>;

/** Tells operators of something new, and hourly while it stands, however many come upon it. */
export const raiseAlarm = async (
  { alarms, jobs }: Alarming,
  facts: AlarmFacts,
  now: Date,
): Promise<void> => {
  const { outcome, since } = await alarms.raise(nameOf(facts), { now, remindAfterMs });
  if (outcome === 'standing') return;
  await tellLater(jobs, facts, outcome === 'raised' ? 'raised' : 'standing', since);
};

/** Tells operators that it is over, where they were told that it was so. */
export const clearAlarm = async ({ alarms, jobs }: Alarming, facts: AlarmFacts): Promise<void> => {
  const since = await alarms.clear(nameOf(facts));
  if (since) await tellLater(jobs, facts, 'cleared', since);
};

const tellLater = (
  jobs: Transaction['jobs'],
  facts: AlarmFacts,
  phase: AlarmPhase,
  since: Date,
): Promise<void> => {
  const alarm: OperatorAlarm = { ...facts, phase, since: since.getTime() };
  return jobs.enqueue({ name: 'operator.alarm', data: { alarm } });
};

/** Each scope that is paused is an alarm of its own. */
const nameOf = (facts: AlarmFacts): string =>
  facts.alarm === 'provider-paused' ? `${facts.alarm}:${facts.scope}` : facts.alarm;
