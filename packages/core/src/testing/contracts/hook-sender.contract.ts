import type { HookDelivery, HookSender } from '../../ports/hook-sender.ts';
import { deepEqual, equal, rejects } from '../assert.ts';
import { builtAt } from '../builders/fresh.ts';
import { casesOf, type Suite } from './suite.ts';

export type HookSenderContext = {
  readonly sender: HookSender;
  /** Where something may be sent, and where it may not. */
  readonly urls: { readonly allowed: string; readonly refused: readonly string[] };
  /** What whoever is reached answers from now on. */
  answer(status: number | 'nobody'): void;
  /** What arrived. */
  arrived(): readonly { readonly id: string; readonly body: string }[];
};

export const hookSenderContract = (suite: Suite<HookSenderContext>): void => {
  const test = casesOf(suite);
  const delivery = (url: string): HookDelivery => ({
    url,
    secret: `whsec_${'A'.repeat(43)}=`,
    id: 'message-1',
    sentAt: builtAt,
    body: '{"type":"training.succeeded"}',
  });

  test('a message arrives as it is, and the answer is told', async (context) => {
    const { sender, urls } = context;
    for (const status of [200, 204, 302, 410, 500]) {
      context.answer(status);
      deepEqual(await sender.send(delivery(urls.allowed)), { status });
    }
    const { id, body } = delivery(urls.allowed);
    deepEqual(
      context.arrived().map((one) => ({ id: one.id, body: one.body })),
      Array.from({ length: 5 }, () => ({ id, body })),
    );
  });

  test('where nothing may be sent nothing is sent', async (context) => {
    const { sender, urls } = context;
    equal(await sender.admits(urls.allowed), true);
    for (const url of urls.refused) {
      equal(await sender.admits(url), false);
      await rejects(sender.send(delivery(url)), 'fetch.forbidden');
    }
    deepEqual(context.arrived(), []);
  });

  test('that nobody answers is worth another try', async (context) => {
    const { sender, urls } = context;
    context.answer('nobody');
    await rejects(sender.send(delivery(urls.allowed)), 'fetch.failed');
  });
};
