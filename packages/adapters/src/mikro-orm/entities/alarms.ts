import { defineEntity, p } from '@mikro-orm/core';
import { instant } from './columns.ts';

export const ProviderPauseEntity = defineEntity({
  name: 'ProviderPause',
  tableName: 'provider_pauses',
  properties: {
    scope: p.text().primary(),
    reason: p.text(),
    since: instant(),
    refusals: p.integer(),
    probes: p.integer(),
    nextProbeAt: instant().nullable(),
    probingSince: instant().nullable(),
  },
});

export const StandingAlarmEntity = defineEntity({
  name: 'StandingAlarm',
  tableName: 'standing_alarms',
  properties: {
    name: p.text().primary(),
    since: instant(),
    toldAt: instant(),
  },
});
