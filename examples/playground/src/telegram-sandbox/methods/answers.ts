import { badRequest } from '../errors.ts';
import { settlePayment } from '../payments.ts';
import { method } from './method.ts';
import { flag, integer, requiredText, text } from './parameters.ts';
import { takeQuery, tooOld } from './queries.ts';

const answerCallbackQuery = method({
  name: 'answerCallbackQuery',
  parameters: {
    callback_query_id: requiredText(tooOld),
    text,
    show_alert: flag,
    url: text,
    cache_time: integer.optional(),
  },
  run: (sandbox, { callback_query_id: id, text, show_alert: alert = false, url }) => {
    const query = takeQuery(sandbox, 'callback', id);
    if ((text ?? '').length > 200) throw badRequest('MESSAGE_TOO_LONG');
    if (query.answered) return true;
    sandbox.store.queries.set(id, { ...query, answered: true });
    sandbox.hub.publish(query.userId, 'answer', {
      callbackId: id,
      ...(text !== undefined && text !== '' && { text }),
      ...(url !== undefined && { url }),
      alert,
    });
    return true;
  },
});

const answerPreCheckoutQuery = method({
  name: 'answerPreCheckoutQuery',
  parameters: {
    pre_checkout_query_id: requiredText(tooOld),
    ok: flag,
    error_message: text,
  },
  run: (sandbox, { pre_checkout_query_id: id, ok = false, error_message: error }) => {
    const query = takeQuery(sandbox, 'pre_checkout', id);
    if (!ok && (error ?? '') === '') throw badRequest('error message is empty');
    if (query.answered) throw badRequest(tooOld);
    sandbox.store.queries.set(id, { ...query, answered: true });
    if (ok) settlePayment(sandbox, query);
    else sandbox.hub.publish(query.userId, 'payment', { queryId: id, ok, error });
    return true;
  },
});

export const answerMethods = [answerCallbackQuery, answerPreCheckoutQuery];
