import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { eventually, startTestSandbox, type TestSandbox } from './sandbox.fixture.ts';

describe('a webhook', () => {
  let test: TestSandbox;
  let receiver: Server;
  let url: string;
  let seen: { text: string; secret: unknown }[];
  /** What the bot answers to the next updates; 200 when nothing is left. */
  let answers: { status: number; body?: unknown; after?: Promise<void> }[];

  beforeEach(async () => {
    test = await startTestSandbox({ webhookBackoffMs: 20 });
    seen = [];
    answers = [];
    const receive = async (request: IncomingMessage, response: ServerResponse) => {
      let body = '';
      for await (const chunk of request) body += String(chunk);
      const { message } = JSON.parse(body) as { message: { text: string } };
      const secret = request.headers['x-telegram-bot-api-secret-token'];
      seen.push({ text: message.text, secret });
      const answer = answers.shift() ?? { status: 200 };
      await answer.after;
      response
        .writeHead(answer.status, { 'content-type': 'application/json' })
        .end(answer.body === undefined ? '' : JSON.stringify(answer.body));
    };
    receiver = createServer((request, response) => void receive(request, response));
    receiver.listen(0, '127.0.0.1');
    await once(receiver, 'listening');
    url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/hook`;
  });
  afterEach(async () => {
    await test.stop();
    receiver.closeAllConnections();
    receiver.close();
  });

  const say = async (user: number, text: string) => test.page.post('messages', { user, text });
  const seenTexts = () => seen.map(({ text }) => text);

  it('gets updates with its secret, and getUpdates is refused meanwhile', async () => {
    const user = await test.newPerson();
    await test.telegram.setWebhook(url, { secret_token: 'my-secret_1' });
    await say(user, 'pushed');
    await eventually(() => seen.length === 1);
    expect(seen).toEqual([{ text: 'pushed', secret: 'my-secret_1' }]);
    await expect(test.telegram.callApi('getUpdates', {})).rejects.toThrow(
      "409: Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first",
    );
    await test.telegram.deleteWebhook();
    await expect(test.telegram.callApi('getUpdates', {})).resolves.toEqual([]);
  });

  it('gets an update again until it answers with 2xx, and the next of the chat only then', async () => {
    const user = await test.newPerson();
    answers = [{ status: 500 }, { status: 302 }];
    await test.telegram.setWebhook(url);
    await say(user, 'one');
    await say(user, 'two');
    await eventually(() => seenTexts().includes('two'));
    expect(seenTexts()).toEqual(['one', 'one', 'one', 'two']);
    await eventually(async () => {
      const info = await test.telegram.getWebhookInfo();
      return info.pending_update_count === 0;
    });
    expect(await test.telegram.getWebhookInfo()).toMatchObject({
      url,
      last_error_message: 'Wrong response from the webhook: 302 Found',
    });
  });

  it('gets other chats while one waits', async () => {
    const [one, other] = [await test.newPerson(), await test.newPerson()];
    const { promise, resolve } = Promise.withResolvers<void>();
    answers = [{ status: 200, after: promise }];
    await test.telegram.setWebhook(url);
    await say(one, 'slow');
    await eventually(() => seen.length === 1);
    await say(one, 'waits');
    await say(other, 'passes');
    await eventually(() => seenTexts().includes('passes'));
    expect(seenTexts()).not.toContain('waits');
    resolve();
    await eventually(() => seenTexts().includes('waits'));
  });

  it('may answer with a call of its own', async () => {
    const user = await test.newPerson();
    answers = [{ status: 200, body: { method: 'sendMessage', chat_id: user, text: 'inline' } }];
    await test.telegram.setWebhook(url);
    await say(user, 'ask');
    await eventually(async () =>
      (await test.page.state(user)).messages.some(({ text }) => text === 'inline'),
    );
  });

  it('must be HTTPS unless it is on this machine', async () => {
    await expect(test.telegram.setWebhook('http://bot.example/hook')).rejects.toThrow(
      '400: Bad Request: bad webhook: An HTTPS URL must be provided for webhook',
    );
    await expect(test.telegram.setWebhook(url, { secret_token: 'a b' })).rejects.toThrow(
      '400: Bad Request: secret token contains unallowed characters',
    );
  });
});
