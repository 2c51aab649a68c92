import type { ProviderEventId } from '../../shared/ids.ts';
import { ok, refuse, type Result } from '../../shared/result.ts';
import type { ReceiveWebhookRefusal } from '../../domain/refusals.ts';
import type { Ports } from '../../ports/ports.ts';
import type { WebhookBody } from '../../ports/webhook-verifier.ts';

export type ReceiveWebhookInput = {
  /** Of the address it was sent to, without the question mark. */
  readonly query: string;
  /** Names in lower case; one that was sent twice is an array. */
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  /** As received, for the signature covers these bytes; or how to read them, for those who have not yet. */
  readonly body: WebhookBody;
};

/** Keeps a true message of the provider, once however often it is delivered, and does the rest later. */
export const receiveWebhook =
  ({
    eventInbox,
    webhookAddresses,
    webhookVerifier,
    clock,
    ids,
  }: Pick<Ports, 'eventInbox' | 'webhookAddresses' | 'webhookVerifier' | 'clock' | 'ids'>) =>
  async ({
    query,
    headers,
    body,
  }: ReceiveWebhookInput): Promise<Result<'accepted' | 'duplicate', ReceiveWebhookRefusal>> => {
    const address = webhookAddresses.read(query);
    if (!address) return refuse({ code: 'webhook.address-invalid' });
    const verified = await webhookVerifier.verify({ headers, body });
    if (!verified.ok) return verified;
    const id = ids.next<ProviderEventId>();
    const event = { ...verified.value, id, runId: address.runId, receivedAt: clock.now() };
    return ok(await eventInbox.receive(event));
  };
