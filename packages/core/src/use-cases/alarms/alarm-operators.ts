import type { OperatorAlarm } from '../../domain/alarm/operator-alarm.ts';
import type { Ports } from '../../ports/ports.ts';

/** Tells operators what needs them, in the log, which always has it, and where they asked to be told. */
export const alarmOperators =
  ({ operators, logger }: Pick<Ports, 'operators' | 'logger'>) =>
  async ({ alarm }: { alarm: OperatorAlarm }): Promise<void> => {
    if (alarm.phase === 'cleared')
      logger.warn(alarm, 'all clear: what operators were called for is over');
    else logger.error(alarm, 'an operator is needed');
    await operators.tell(alarm);
  };
