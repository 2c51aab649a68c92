import { z } from 'zod';
import { badRequest } from '../errors.ts';
import type { Sandbox } from '../sandbox.ts';
import { settlePayment } from '../payments.ts';
import type { PendingQuery } from '../store.ts';
import { method } from './method.ts';
import { flag, ignored, integer, object, requiredText, text } from './parameters.ts';

/** How long a query waits for its answer, in milliseconds. */
const queryLifeMs = { callback: 5 * 60_000, inline: 60_000, pre_checkout: 10_000 };

const tooOld = 'query is too old and response timeout expired or query ID is invalid';

const takeQuery = (
  { store, now }: Sandbox,
  kind: PendingQuery['kind'],
  id: string,
): PendingQuery => {
  const query = store.queries.get(id);
  if (query?.kind !== kind || now() - query.askedAt > queryLifeMs[kind]) throw badRequest(tooOld);
  return query;
};

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

const answerInlineQuery = method({
  name: 'answerInlineQuery',
  parameters: {
    inline_query_id: requiredText(tooOld),
    results: object(
      z.array(z.looseObject({ type: z.string(), id: z.string() }), {
        error: "can't parse inline query results JSON object",
      }),
    ),
    cache_time: integer.optional(),
    is_personal: flag,
    next_offset: text,
    button: ignored,
  },
  run: (sandbox, { inline_query_id: id, results, next_offset: nextOffset }) => {
    const query = takeQuery(sandbox, 'inline', id);
    if (results.length > 50) throw badRequest('RESULTS_TOO_MUCH');
    if (results.some((result) => result.id === '' || Buffer.byteLength(result.id) > 64))
      throw badRequest('RESULT_ID_INVALID');
    if (new Set(results.map((result) => result.id)).size < results.length)
      throw badRequest('RESULT_ID_DUPLICATE');
    sandbox.store.queries.set(id, { ...query, answered: true });
    sandbox.hub.publish(query.userId, 'inline', { queryId: id, results, nextOffset });
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

export const answerMethods = [answerCallbackQuery, answerInlineQuery, answerPreCheckoutQuery];
