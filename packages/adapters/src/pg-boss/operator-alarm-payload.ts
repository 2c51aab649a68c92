import { alarmPhases, pauseReasons, type OperatorAlarm } from '@aisha/core';
import { z } from 'zod';

const phased = { phase: z.enum(alarmPhases), since: z.number() };

export const operatorAlarm: z.ZodType<OperatorAlarm> = z.discriminatedUnion('alarm', [
  z.object({
    alarm: z.literal('provider-paused'),
    ...phased,
    scope: z.string().max(200),
    reason: z.enum(pauseReasons),
  }),
  z.object({
    alarm: z.literal('jobs-parked'),
    ...phased,
    count: z.int().nonnegative(),
    jobs: z.array(z.string().max(100)).max(100),
  }),
]);
