import type { Machine } from '../../machine.ts';
import { ask, type Asked } from './ask.ts';
import { fail, ok, reasonOf, warn, type Check, type Finding } from './finding.ts';

/** Nobody's request: who may ask about it learns that it is not there. */
const nobodysRequest = '00000000-0000-4000-8000-000000000000';

/** fal, with the key that is configured. Costs nothing: it asks how a request stands that never was. */
export const checkFal =
  ({ settings: { fal } }: Machine): Check =>
  async () => {
    const name = 'fal';
    if (fal.testMode)
      return [
        warn({
          name,
          what: 'test mode: the sandbox makes everything',
          todo: 'FAL_TRAINING_TEST_MODE=false for real pictures',
        }),
      ];
    if (fal.apiKey === undefined)
      return [fail({ name, what: 'there is no key', todo: 'set FAL_API_KEY' })];
    const origin = (fal.queueUrl ?? 'https://queue.fal.run').replace(/\/$/u, '');
    const url = `${origin}/fal-ai/flux-lora/requests/${nobodysRequest}/status`;
    const headers = { authorization: `Key ${fal.apiKey}` };
    return [
      await answered(
        name,
        () => ask(url, { headers }),
        (asked) => keyFinding(name, asked, 'FAL_API_KEY'),
      ),
    ];
  };

export const checkTelegram =
  ({ settings: { telegram } }: Machine): Check =>
  async () => {
    const name = 'telegram';
    const { token } = telegram;
    if (token === undefined)
      return [
        fail({ name, what: 'there is no token', todo: 'set TELEGRAM_BOT_TOKEN, from @BotFather' }),
      ];
    const root = (telegram.apiRoot ?? 'https://api.telegram.org').replace(/\/$/u, '');
    return [await answered(name, () => ask(`${root}/bot${token}/getMe`), telegramFinding)];
  };

const telegramFinding = ({ status, body }: Asked): Finding => {
  const name = 'telegram';
  if (status === 200) {
    const found = /"username"\s*:\s*"(?<username>\w{1,64})"/u.exec(body);
    const username = found?.groups?.['username'];
    return ok(name, username ? `the bot is @${username}` : 'the token is known');
  }
  return keyFinding(name, { status, body }, 'TELEGRAM_BOT_TOKEN');
};

export const checkOpenai =
  ({ settings: { openai } }: Machine): Check =>
  async () => {
    const name = 'openai';
    if (openai.apiKey === undefined)
      return [
        warn({
          name,
          what: 'there is no key: nobody moderates but our rules and fal',
          todo: 'set OPENAI_API_KEY',
        }),
      ];
    const root = (openai.baseUrl ?? 'https://api.openai.com/v1').replace(/\/$/u, '');
    const headers = { authorization: `Bearer ${openai.apiKey}` };
    const findingOf = (asked: Asked): Finding => {
      if (asked.status !== 404) return keyFinding(name, asked, 'OPENAI_API_KEY');
      return fail({ name, what: `it has no model ${openai.model}`, todo: 'mend OPENAI_MODEL' });
    };
    const url = `${root}/models/${encodeURIComponent(openai.model)}`;
    return [await answered(name, () => ask(url, { headers }), findingOf)];
  };

/** Whether whoever fal tells of results gets through to us: asks the configured address as anybody can. */
export const checkWebhook =
  ({ settings: { fal } }: Machine): Check =>
  async () => {
    const name = 'webhook';
    if (fal.webhookUrl === undefined)
      return [
        warn({
          name,
          what: 'no address is configured: results are asked for',
          todo: 'set FAL_WEBHOOK_URL where there is a public address',
        }),
      ];
    const { origin, protocol } = new URL(fal.webhookUrl);
    const todo = `let ${origin} lead to the http app, and start that`;
    const findingOf = ({ status }: Asked): Finding => {
      if (status !== 200) return fail({ name, what: `${origin}/health answers ${status}`, todo });
      if (protocol === 'https:') return ok(name, `${origin} leads to us`);
      return warn({ name, what: `${origin} leads to us, without TLS`, todo: 'use https' });
    };
    return [await answered(name, () => ask(`${origin}/health`), findingOf, todo)];
  };

/** 4xx other than these say that whoever asked was let in. */
const keyFinding = (name: string, { status, body }: Asked, variable: string): Finding => {
  if (/exhausted balance|user is locked/iu.test(body))
    return fail({ name, what: 'the balance is used up', todo: 'top it up' });
  if (status === 401 || status === 403)
    return fail({ name, what: `it refuses our key (${status})`, todo: `mend ${variable}` });
  if (status === 429 || status >= 500)
    return warn({ name, what: `it answers ${status}`, todo: 'look at its status page' });
  return ok(name, 'it answers and takes our key');
};

const answered = async (
  name: string,
  question: () => Promise<Asked>,
  findingOf: (asked: Asked) => Finding,
  todo = 'look at the network of this machine, and at its status page',
): Promise<Finding> => {
  try {
    return findingOf(await question());
  } catch (error) {
    return fail({ name, what: `it cannot be reached (${reasonOf(error)})`, todo });
  }
};
