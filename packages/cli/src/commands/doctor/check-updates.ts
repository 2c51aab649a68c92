import { z } from 'zod';
import type { Machine } from '../../machine.ts';
import { ask } from './ask.ts';
import { fail, ok, reasonOf, warn, type Check, type Finding } from './finding.ts';

const name = 'updates';

/** How what people do comes to us: pushed by Telegram, or asked for. Only asked where the token is one. */
export const checkUpdates =
  ({ settings: { telegram }, environment }: Machine, now: Date = new Date()): Check =>
  async () => {
    const { token } = telegram;
    if (token === undefined) return [];
    const root = (telegram.apiRoot ?? 'https://api.telegram.org').replace(/\/$/u, '');
    try {
      const { status, body } = await ask(`${root}/bot${token}/getWebhookInfo`);
      // What is wrong with the token or the way there is told with the bot itself.
      if (status !== 200) return [];
      const { result } = answer.parse(JSON.parse(body));
      return [findingOf(result, environment['TELEGRAM_WEBHOOK_URL'] || undefined, now)];
    } catch (error) {
      const what = `Telegram does not say (${reasonOf(error)})`;
      return [warn({ name, what, todo: 'look at the network of this machine' })];
    }
  };

const answer = z.object({
  result: z.object({
    url: z.string(),
    pending_update_count: z.number().int().catch(0),
    last_error_date: z.number().optional().catch(undefined),
    last_error_message: z.string().max(500).optional().catch(undefined),
  }),
});

type Info = z.infer<typeof answer>['result'];

const findingOf = (info: Info, configured: string | undefined, now: Date): Finding => {
  const { url, pending_update_count: waiting } = info;
  if (configured === undefined) return url === '' ? ok(name, polled(waiting)) : conflicting(url);
  if (url !== configured) return elsewhere(url);
  return pushed(info, configured, now);
};

const polled = (waiting: number): string => `asked for by one bot process, ${waiting} wait`;

const conflicting = (url: string): Finding =>
  fail({
    name,
    what: `Telegram pushes to ${originOf(url)}: asking is answered with 409`,
    todo: 'start a bot, which ends that; or set TELEGRAM_WEBHOOK_URL',
  });

const elsewhere = (url: string): Finding =>
  url === ''
    ? fail({
        name,
        what: 'Telegram pushes nowhere',
        todo: 'start a bot: it tells Telegram where to',
      })
    : fail({
        name,
        what: `Telegram pushes to another address, at ${originOf(url)}`,
        todo: 'start a bot; if it lasts, somebody else has our token: revoke it',
      });

/** An older error is over, or nobody has done anything since. */
const recentMs = 10 * 60_000;
const manyWait = 100;

const pushed = (
  { pending_update_count: waiting, last_error_date: at, last_error_message: error }: Info,
  configured: string,
  now: Date,
): Finding => {
  const what = `pushed to ${originOf(configured)}, ${waiting} wait`;
  if (at !== undefined && now.getTime() - at * 1000 < recentMs) {
    const said = { what: `${what}; last: ${error ?? 'an error'}`, todo: todoOf(error) };
    return waiting > 0 ? fail({ name, ...said }) : warn({ name, ...said });
  }
  return waiting < manyWait
    ? ok(name, what)
    : warn({ name, what, todo: 'start more bot processes, or look at the database' });
};

const todoOf = (error = ''): string => {
  if (/\b401\b/u.test(error)) return 'the secret is not ours: start a bot, which sets it again';
  if (/\b5\d\d\b/u.test(error)) return 'look at the log of the bot, and at the database';
  if (/certificate|SSL/iu.test(error)) return 'mend the certificate that Telegram is shown';
  return 'let TELEGRAM_WEBHOOK_URL lead to BOT_PORT under the same path';
};

/** The path of somebody else's address may be a secret. */
const originOf = (url: string): string => (URL.canParse(url) ? new URL(url).origin : 'no address');
