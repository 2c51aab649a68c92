import { randomBytes } from 'node:crypto';
import { draftMessage, epochSeconds, saveMessage } from './messages.ts';
import type { Sandbox } from './sandbox.ts';
import { userOf, type PaymentRecord, type PendingQuery } from './store.ts';
import type { Payment } from './wire.ts';

type Desk = Pick<Sandbox, 'bot' | 'store' | 'files' | 'hub' | 'now' | 'updates'>;

const wirePayment = (record: PaymentRecord): Payment => ({
  currency: record.currency,
  total_amount: record.total_amount,
  invoice_payload: record.invoice_payload,
  telegram_payment_charge_id: record.telegram_payment_charge_id,
});

/** Shows the payment in the chat and tells the bot. */
const announce = (desk: Desk, record: PaymentRecord): void => {
  const person = desk.store.people.get(record.userId);
  if (person === undefined) return;
  const payment = wirePayment(record);
  const draft = draftMessage(desk, person, {
    byBot: false,
    ...(record.refunded
      ? { refunded_payment: payment }
      : { successful_payment: { ...payment, provider_payment_charge_id: '' } }),
  });
  const { wire } = saveMessage(desk, draft);
  desk.updates.push({ message: wire });
};

/** A person presses Pay: the bot is asked, and has ten seconds. Undefined when there is no such invoice. */
export const askToPay = (
  { store, updates, now }: Desk,
  userId: number,
  messageId: number,
): PendingQuery | undefined => {
  const record = store.messages.find(userId, messageId);
  const person = store.people.get(userId);
  const invoice = record?.wire.invoice;
  if (person === undefined || invoice === undefined) return undefined;
  const id = String(randomBytes(7).readUIntBE(0, 6));
  const query = {
    id,
    kind: 'pre_checkout',
    userId,
    messageId,
    askedAt: now(),
    answered: false,
  } as const;
  store.queries.set(id, query);
  updates.push({
    pre_checkout_query: {
      id,
      from: userOf(person),
      currency: invoice.currency,
      total_amount: invoice.total_amount,
      invoice_payload: record?.invoicePayload ?? '',
    },
  });
  return query;
};

/** The bot has agreed: the money moves. */
export const settlePayment = (desk: Desk, { userId, messageId, id }: PendingQuery): void => {
  const record = desk.store.messages.find(userId, messageId ?? 0);
  const invoice = record?.wire.invoice;
  if (record === undefined || invoice === undefined) return;
  const chargeId = `stx${randomBytes(24).toString('base64url')}`;
  const payment: PaymentRecord = {
    userId,
    date: epochSeconds(desk),
    refunded: false,
    currency: invoice.currency,
    total_amount: invoice.total_amount,
    invoice_payload: record.invoicePayload ?? '',
    telegram_payment_charge_id: chargeId,
  };
  desk.store.payments.set(chargeId, payment);
  desk.hub.publish(userId, 'payment', { queryId: id, ok: true });
  announce(desk, payment);
};

export const refundPayment = (desk: Desk, payment: PaymentRecord): void => {
  const refunded = { ...payment, refunded: true };
  desk.store.payments.set(payment.telegram_payment_charge_id, refunded);
  announce(desk, refunded);
};
