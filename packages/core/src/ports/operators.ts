import type { OperatorAlarm } from '../domain/alarm/operator-alarm.ts';

/**
 * The people who run this installation. Told of an alarm on whatever channel they chose; the log has
 * it in any case. At least once: after a crash the same alarm may arrive a second time. It is told
 * once somebody has it: that one of several cannot be reached is no error.
 * Errors, where nobody could be reached: `messenger.rate-limited`, `messenger.unavailable`.
 */
export type Operators = {
  tell(alarm: OperatorAlarm): Promise<void>;
};
