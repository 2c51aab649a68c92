import type { ProviderEventId } from '../../shared/ids.ts';
import { ok, refuse, type Result } from '../../shared/result.ts';
import type { By } from '../../domain/audit/audit.ts';
import type { ReplayWebhookRefusal } from '../../domain/operator/support-refusals.ts';
import type { ProviderRun } from '../../domain/run/run.ts';
import type { Ports } from '../../ports/ports.ts';
import { noteChange } from '../../steps/note-change.ts';

export type ReplayedWebhook = {
  /** Left out where the run that it names is still unknown: then it is only set aside again. */
  readonly run?: ProviderRun | undefined;
};

/** Has a message of the provider gone through again, as if it had just come. What it told before changes nothing. */
export const replayWebhook =
  (ports: Pick<Ports, 'unitOfWork' | 'clock' | 'ids'>) =>
  async ({
    eventId,
    by,
  }: {
    readonly eventId: ProviderEventId;
    readonly by: By;
  }): Promise<Result<ReplayedWebhook, ReplayWebhookRefusal>> =>
    ports.unitOfWork.run(async (tx) => {
      const event = await tx.events.find(eventId);
      if (!event) return refuse({ code: 'webhook.not-found' });
      await tx.jobs.enqueue({ name: 'provider.event', data: { eventId } });
      const run = await tx.runs.find(event.runId);
      const details = { request: event.requestId, run: run?.id ?? 'unknown' };
      const subject = `webhook ${eventId}`;
      await noteChange(tx, ports, { by, action: 'webhooks.replay', subject, details });
      return ok({ run });
    });
