import { z } from 'zod';
import { badRequest } from '../errors.ts';
import { refundPayment } from '../payments.ts';
import { deliver } from './deliver.ts';
import { method } from './method.ts';
import { ignored, integer, object, requiredText, sending, text } from './parameters.ts';

const price = z.looseObject({ label: z.string(), amount: z.number().int() });

const { business_connection_id: _business, ...invoicing } = sending;

const invoiceParameters = {
  ...invoicing,
  title: requiredText('INVOICE_TITLE_INVALID'),
  description: requiredText('INVOICE_DESCRIPTION_INVALID'),
  payload: requiredText('INVOICE_PAYLOAD_INVALID'),
  provider_token: text,
  currency: requiredText('CURRENCY_INVALID'),
  prices: object(z.array(price, { error: "can't parse labeled price" }).max(100)),
  max_tip_amount: ignored,
  suggested_tip_amounts: ignored,
  start_parameter: text,
  provider_data: ignored,
  photo_url: ignored,
  photo_size: ignored,
  photo_width: ignored,
  photo_height: ignored,
  need_name: ignored,
  need_phone_number: ignored,
  need_email: ignored,
  need_shipping_address: ignored,
  send_phone_number_to_provider: ignored,
  send_email_to_provider: ignored,
  is_flexible: ignored,
};

type InvoiceParameters = z.output<z.ZodObject<typeof invoiceParameters>>;

const inRange = (value: string, max: number): boolean =>
  value.length >= 1 && Buffer.byteLength(value) <= max;

/** Stars take one price and no provider; there is no other provider here. */
const checkInvoice = (invoice: InvoiceParameters): void => {
  if (!inRange(invoice.title, 128)) throw badRequest('INVOICE_TITLE_INVALID');
  if (!inRange(invoice.description, 1_024)) throw badRequest('INVOICE_DESCRIPTION_INVALID');
  if (!inRange(invoice.payload, 128)) throw badRequest('INVOICE_PAYLOAD_INVALID');
  if (invoice.currency !== 'XTR' || (invoice.provider_token ?? '') !== '')
    throw badRequest('PAYMENT_PROVIDER_INVALID');
  const [only, ...others] = invoice.prices;
  if (only === undefined || others.length > 0 || only.amount < 1 || only.amount > 100_000)
    throw badRequest('STARS_INVOICE_INVALID');
};

const sendInvoice = method({
  name: 'sendInvoice',
  parameters: invoiceParameters,
  run: (sandbox, parameters) => {
    checkInvoice(parameters);
    const { title, description, currency, prices, payload } = parameters;
    const amount = prices[0]?.amount ?? 0;
    const pay = { inline_keyboard: [[{ text: `Pay ⭐️${amount}`, pay: true }]] };
    const sent = { ...parameters, reply_markup: parameters.reply_markup ?? pay };
    const start_parameter = parameters.start_parameter ?? '';
    const invoice = { title, description, start_parameter, currency, total_amount: amount };
    return deliver(sandbox, { ...sent, invoicePayload: payload }, { invoice });
  },
});

const refundStarPayment = method({
  name: 'refundStarPayment',
  parameters: { user_id: integer, telegram_payment_charge_id: requiredText('CHARGE_ID_EMPTY') },
  run: (sandbox, { user_id: userId, telegram_payment_charge_id: chargeId }) => {
    const payment = sandbox.store.payments.get(chargeId);
    if (payment?.userId !== userId) throw badRequest('CHARGE_NOT_FOUND');
    if (payment.refunded) throw badRequest('CHARGE_ALREADY_REFUNDED');
    refundPayment(sandbox, payment);
    return true;
  },
});

const getStarTransactions = method({
  name: 'getStarTransactions',
  parameters: { offset: integer.optional(), limit: integer.optional() },
  run: ({ store }, { offset = 0, limit = 100 }) => ({
    transactions: store.payments
      .values()
      .slice(offset, offset + Math.min(Math.max(limit, 1), 100))
      .map((payment) => ({
        id: payment.telegram_payment_charge_id,
        amount: payment.total_amount,
        date: payment.date,
        source: {
          type: 'user',
          transaction_type: 'invoice_payment',
          user: { id: payment.userId, is_bot: false, first_name: '' },
          invoice_payload: payment.invoice_payload,
        },
      })),
  }),
});

export const paymentMethods = [sendInvoice, refundStarPayment, getStarTransactions];
