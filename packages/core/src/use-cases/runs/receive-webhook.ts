import type { ProviderEventId } from '../../shared/ids.ts';
import { ok, refuse, type Result } from '../../shared/result.ts';
import type { ReceiveWebhookRefusal } from '../../domain/refusals.ts';
import type { Ports } from '../../ports/ports.ts';

export type ReceiveWebhookInput = {
  /** Of the address it was sent to, without the question mark. */
  readonly query: string;
  /** Names in lower case; one that was sent twice is an array. */
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  /** As received: the signature covers these bytes. */
  readonly body: Uint8Array;
};

/** Keeps a true message of the provider, once however often it is delivered, and does the rest later. */
export const receiveWebhook =
  ({
    unitOfWork,
    webhookAddresses,
    webhookVerifier,
    clock,
    ids,
  }: Pick<Ports, 'unitOfWork' | 'webhookAddresses' | 'webhookVerifier' | 'clock' | 'ids'>) =>
  async (
    input: ReceiveWebhookInput,
  ): Promise<Result<'accepted' | 'duplicate', ReceiveWebhookRefusal>> => {
    const address = webhookAddresses.read(input.query);
    if (!address) return refuse({ code: 'webhook.address-invalid' });
    const verified = await webhookVerifier.verify(input);
    if (!verified.ok) return verified;
    const { requestId, outcome, payload } = verified.value;
    return unitOfWork.run(async ({ events, jobs }) => {
      const id = ids.next<ProviderEventId>();
      const receivedAt = clock.now();
      const runId = address.runId;
      const isNew = await events.add({ id, requestId, runId, outcome, payload, receivedAt });
      if (!isNew) return ok('duplicate');
      await jobs.enqueue({ name: 'provider.event', data: { eventId: id } });
      return ok('accepted');
    });
  };
