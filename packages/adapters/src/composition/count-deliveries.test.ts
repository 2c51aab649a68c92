import { describe, expect, it } from 'vitest';
import type { HookDelivery } from '@aisha/core';
import { recordingHookSender } from '@aisha/core/testing';
import { prometheusMetrics } from '../prometheus/index.ts';
import { countDeliveries } from './count-deliveries.ts';

const deliveryTo = (url: string): HookDelivery => ({
  url,
  secret: `whsec_${'A'.repeat(43)}=`,
  id: 'message-1',
  sentAt: new Date(0),
  body: '{}',
});

const counting = () => {
  const inner = recordingHookSender();
  const metrics = prometheusMetrics({ role: 'worker' });
  const sender = countDeliveries(inner, metrics.hookDelivery);
  const counted = async () =>
    Object.fromEntries(
      [...(await metrics.scrape()).body.matchAll(/^aisha_hook_deliveries_total\{(.*)\} (\d+)$/gmu)]
        .map(([, labels = '', count]) => [/outcome="([^"]*)"/u.exec(labels)?.[1], Number(count)])
        .filter(([outcome]) => outcome !== undefined),
    ) as Record<string, number>;
  return { inner, sender, counted };
};

describe('deliveries to clients', () => {
  it('are counted by what came of them, in few words whatever the answer', async () => {
    const { inner, sender, counted } = counting();
    for (const status of [200, 204, 302, 404, 410, 500, 503, 999]) {
      inner.answer(status);
      expect(await sender.send(deliveryTo('https://client.test/'))).toEqual({ status });
    }
    expect(await counted()).toEqual({
      ok: 2,
      'http.3xx': 1,
      'http.4xx': 2,
      'http.5xx': 2,
      'http.other': 1,
    });
  });

  it('are counted where nobody answers and where nothing may be sent, and fail as they did', async () => {
    const { inner, sender, counted } = counting();
    inner.answer('nobody');
    const unreached = sender.send(deliveryTo('https://client.test/'));
    await expect(unreached).rejects.toMatchObject({ code: 'fetch.failed', retryable: true });
    const refused = sender.send(deliveryTo('https://private/'));
    await expect(refused).rejects.toMatchObject({ code: 'fetch.forbidden' });
    expect(await counted()).toEqual({ 'fetch.failed': 1, 'fetch.forbidden': 1 });
  });

  it('are not counted where it is only asked whether something may be sent', async () => {
    const { sender, counted } = counting();
    expect(await sender.admits('https://client.test/')).toBe(true);
    expect(await sender.admits('https://private/')).toBe(false);
    expect(await counted()).toEqual({});
  });
});
