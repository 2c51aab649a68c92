import { pauseReasons, type ProviderPause } from '@aisha/core';
import { z } from 'zod';
import { optional, time } from './columns.ts';

const pauseRow = z.object({
  scope: z.string(),
  reason: z.enum(pauseReasons),
  since: time,
  refusals: z.number(),
  probes: z.number(),
  next_probe_at: optional(time),
  probing_since: optional(time),
});

export const toPause = (raw: unknown): ProviderPause => {
  const row = pauseRow.parse(raw);
  return {
    scope: row.scope,
    reason: row.reason,
    since: row.since,
    refusals: row.refusals,
    probes: row.probes,
    nextProbeAt: row.next_probe_at,
    probingSince: row.probing_since,
  };
};

export const fromPause = (pause: ProviderPause) => ({
  scope: pause.scope,
  reason: pause.reason,
  since: pause.since,
  refusals: pause.refusals,
  probes: pause.probes,
  next_probe_at: pause.nextProbeAt ?? null,
  probing_since: pause.probingSince ?? null,
});
