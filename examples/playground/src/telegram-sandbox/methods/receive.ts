import { z } from 'zod';
import { badRequest, conflict } from '../errors.ts';
import type { Sandbox } from '../sandbox.ts';
import { method } from './method.ts';
import { flag, ignored, integer, object, text } from './parameters.ts';

const allowedUpdates = object(z.array(z.string().max(64)).max(100)).optional();
const maxPollSeconds = 50;
const webhookActive =
  "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first";

const getUpdates = method({
  name: 'getUpdates',
  parameters: {
    offset: integer.optional(),
    limit: integer.optional(),
    timeout: integer.optional(),
    allowed_updates: allowedUpdates,
  },
  run: async ({ updates, webhook }, { offset = 0, limit = 100, timeout = 0, ...rest }, call) => {
    if (webhook.settings() !== undefined) throw conflict(webhookActive);
    updates.allow(rest.allowed_updates);
    return updates.poll({
      offset,
      limit: limit < 1 || limit > 100 ? 100 : limit,
      timeoutSeconds: Math.min(Math.max(timeout, 0), maxPollSeconds),
      signal: call.signal,
    });
  },
});

const loopbackHosts = new Set(['127.0.0.1', 'localhost', '[::1]']);

/** HTTPS as at Telegram; a bot on the same machine may listen without it. */
const checkUrl = (address: string): void => {
  if (!URL.canParse(address)) throw badRequest('bad webhook: invalid webhook URL specified');
  const { protocol, hostname } = new URL(address);
  if (protocol !== 'https:' && !(protocol === 'http:' && loopbackHosts.has(hostname)))
    throw badRequest('bad webhook: An HTTPS URL must be provided for webhook');
};

const removeWebhook = ({ updates, webhook }: Sandbox, drop: boolean | undefined): true => {
  webhook.configure(undefined);
  if (drop === true) updates.clear();
  return true;
};

const setWebhook = method({
  name: 'setWebhook',
  parameters: {
    url: text,
    certificate: ignored,
    ip_address: ignored,
    max_connections: integer.optional(),
    allowed_updates: allowedUpdates,
    drop_pending_updates: flag,
    secret_token: text,
  },
  run: (sandbox, { url = '', secret_token: secretToken = '', ...rest }) => {
    const { updates, webhook } = sandbox;
    if (url === '') return removeWebhook(sandbox, rest.drop_pending_updates);
    checkUrl(url);
    if (secretToken.length > 256) throw badRequest('secret token is too long');
    if (!/^[\w-]*$/.test(secretToken))
      throw badRequest('secret token contains unallowed characters');
    updates.allow(rest.allowed_updates);
    if (rest.drop_pending_updates === true) updates.clear();
    updates.interrupt('terminated by setWebhook request');
    webhook.configure({
      url,
      ...(secretToken !== '' && { secretToken }),
      maxConnections: Math.min(Math.max(rest.max_connections ?? 40, 1), 100),
    });
    return true;
  },
});

const deleteWebhook = method({
  name: 'deleteWebhook',
  parameters: { drop_pending_updates: flag },
  run: (sandbox, { drop_pending_updates: drop }) => removeWebhook(sandbox, drop),
});

const getWebhookInfo = method({
  name: 'getWebhookInfo',
  parameters: {},
  run: ({ updates, webhook }) => {
    const settings = webhook.settings();
    const allowed = updates.allowed();
    return {
      url: settings?.url ?? '',
      has_custom_certificate: false,
      pending_update_count: updates.size,
      ...(settings && { max_connections: settings.maxConnections }),
      ...(settings?.lastError && {
        last_error_date: settings.lastError.date,
        last_error_message: settings.lastError.message,
      }),
      ...(allowed && { allowed_updates: allowed }),
    };
  },
});

export const receiveMethods = [getUpdates, setWebhook, deleteWebhook, getWebhookInfo];
