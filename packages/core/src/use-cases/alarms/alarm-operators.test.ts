import { describe, expect, it } from 'vitest';
import { PortError } from '../../shared/port-error.ts';
import type { OperatorAlarm } from '../../domain/alarm/operator-alarm.ts';
import { aWorld } from '../../testing/world/a-world.ts';

const alarm: OperatorAlarm = {
  alarm: 'provider-paused',
  phase: 'raised',
  since: 0,
  scope: 'account',
  reason: 'balance-exhausted',
};

describe('alarming operators', () => {
  it('tells them, and the log, under a name that does not change', async () => {
    const { aisha, ports, log } = aWorld();
    await aisha.jobs['operator.alarm']({ alarm });
    expect(ports.operators.told).toEqual([alarm]);
    expect(log).toMatchObject([{ level: 'error', fields: { alarm: 'provider-paused' } }]);
  });

  it('that it is over is no error', async () => {
    const { aisha, ports, log } = aWorld();
    const cleared = { ...alarm, phase: 'cleared' } as const;
    await aisha.jobs['operator.alarm']({ alarm: cleared });
    expect(ports.operators.told).toEqual([cleared]);
    expect(log).toMatchObject([{ level: 'warn', fields: { alarm: 'provider-paused' } }]);
  });

  it('is tried again where nobody could be reached', async () => {
    const { ports } = aWorld();
    const away = new PortError('messenger.unavailable', 'tell', { retryable: true });
    ports.operators.failNext(away);
    await ports.unitOfWork.run(({ jobs }) =>
      jobs.enqueue({ name: 'operator.alarm', data: { alarm } }),
    );
    await ports.jobs.drainFor(60_000);
    expect(ports.operators.told).toEqual([alarm]);
  });
});
