import type { Context } from 'koa';
import { portErrorCodes, type Aisha } from '@aisha/core';
import type { WebhookVerdict, WebhookWatch } from '../webhook-watch.ts';

export type WebhookStatusOptions = {
  readonly watch: WebhookWatch;
  readonly measureLag: Aisha['measureLag'];
  /** When the provider's keys were fetched; undefined before the first. */
  readonly keysFetchedAt?: (() => Date | undefined) | undefined;
};

const failures: ReadonlySet<string> = new Set(portErrorCodes);

/**
 * `GET /api/v1/webhook/status`: how it goes with the provider's messages. What is counted is counted
 * since this process began; the lag of the reconciler is everybody's.
 */
export const webhookStatus =
  ({ watch, measureLag, keysFetchedAt }: WebhookStatusOptions) =>
  async (context: Context): Promise<void> => {
    const { lateMs, now } = await measureLag();
    const fetchedAt = keysFetchedAt?.();
    const { accepted = 0, duplicate = 0, ...others } = watch.counts();
    const parted = Object.entries(others) as [WebhookVerdict, number][];
    const refused = parted.filter(([verdict]) => !failures.has(verdict));
    const failed = parted.filter(([verdict]) => failures.has(verdict));
    context.set('cache-control', 'no-store');
    context.body = {
      since: watch.since.toISOString(),
      lastReceivedAt: watch.lastReceivedAt()?.toISOString() ?? null,
      accepted,
      duplicate,
      refused: Object.fromEntries(refused),
      failed: Object.fromEntries(failed),
      reconcilerLagSeconds: Math.round(lateMs / 1000),
      keyAgeSeconds: fetchedAt ? Math.round((now.getTime() - fetchedAt.getTime()) / 1000) : null,
    };
  };
