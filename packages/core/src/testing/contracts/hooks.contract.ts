import type { ApiClientId, HookId, HookMessageId } from '../../shared/ids.ts';
import type { HookMessage } from '../../domain/api/hook.ts';
import type { UnitOfWork } from '../../ports/unit-of-work.ts';
import { deepEqual, equal } from '../assert.ts';
import { aHook, aHookMessage, anApiClient } from '../builders/api.ts';
import { builtAt, freshId, minutesAfter } from '../builders/fresh.ts';
import { given } from './given.ts';
import { atOnce, casesOf, countOf, present, type Suite } from './suite.ts';

export const hooksContract = (suite: Suite<{ unitOfWork: UnitOfWork }>): void => {
  const test = casesOf(suite);
  const stageIn = (unitOfWork: UnitOfWork) => ({
    client: async (): Promise<ApiClientId> => {
      const client = anApiClient();
      await unitOfWork.run(({ apiKeys }) => apiKeys.addClient(client));
      return client.id;
    },
    hook: async (clientId: ApiClientId) => {
      const hook = aHook({ clientId, events: ['training.failed', 'photos.judged'] });
      await unitOfWork.run(({ hooks }) => hooks.add(hook));
      return hook;
    },
    add: (message: HookMessage) => unitOfWork.run(({ hooks }) => hooks.addMessage(message)),
    find: (id: HookMessageId) => unitOfWork.read(({ hooks }) => hooks.findMessage(id)),
  });
  const told = async (unitOfWork: UnitOfWork, own: Partial<HookMessage> = {}) => {
    const stage = stageIn(unitOfWork);
    const { id: userId } = await given(unitOfWork).user();
    const hook = await stage.hook(await stage.client());
    const message = aHookMessage({ hookId: hook.id, clientId: hook.clientId, userId, ...own });
    await stage.add(message);
    return { ...stage, hook, message, userId };
  };

  test('a hook is its client’s alone', async ({ unitOfWork }) => {
    const stage = stageIn(unitOfWork);
    const [clientId, other] = [await stage.client(), await stage.client()];
    const first = await stage.hook(clientId);
    const second = await stage.hook(clientId);
    const look = (id: HookId, of: ApiClientId) =>
      unitOfWork.read(({ hooks }) => hooks.find(id, of));
    deepEqual(await look(first.id, clientId), first);
    equal(await look(first.id, other), undefined);
    const list = (of: ApiClientId) => unitOfWork.read(({ hooks }) => hooks.list(of));
    deepEqual(await list(clientId), [first, second]);
    deepEqual(await list(other), []);
    equal(await unitOfWork.run(({ hooks }) => hooks.delete(first.id, other)), false);
    equal(await unitOfWork.run(({ hooks }) => hooks.countForUpdate(clientId)), 2);
  });

  test('many who count before they add never add one too many', async ({ unitOfWork }) => {
    const clientId = await stageIn(unitOfWork).client();
    const added = await atOnce(6, () =>
      unitOfWork.run(async ({ hooks }) => {
        if ((await hooks.countForUpdate(clientId)) >= 2) return false;
        await hooks.add(aHook({ clientId }));
        return true;
      }),
    );
    equal(countOf(added, true), 2);
  });

  test('a hook that is disabled keeps its first time, and one that is deleted takes its messages along', async ({
    unitOfWork,
  }) => {
    const { hook, message, find } = await told(unitOfWork);
    const disable = (minute: number) =>
      unitOfWork.run(({ hooks }) => hooks.disable(hook.id, minutesAfter(builtAt, minute)));
    await disable(1);
    await disable(2);
    deepEqual(await find(message.id), {
      message,
      hook: { ...hook, disabledAt: minutesAfter(builtAt, 1) },
    });
    equal(await unitOfWork.run(({ hooks }) => hooks.delete(hook.id, hook.clientId)), true);
    equal(await find(message.id), undefined);
  });

  test('a hook is told of one topic once, however many tell it', async ({ unitOfWork }) => {
    const { message, add, hook, userId } = await told(unitOfWork);
    const again = { ...message, id: freshId<HookMessageId>() };
    deepEqual(await atOnce(3, () => add(again)), [false, false, false]);
    const another = aHookMessage({ hookId: hook.id, clientId: hook.clientId, userId });
    equal(await add(another), true);
  });

  test('nothing is told of who has left, and what was told goes with them', async ({
    unitOfWork,
  }) => {
    const { message, add, find, userId } = await told(unitOfWork);
    await unitOfWork.run(({ accounts }) => accounts.detach(userId, builtAt));
    equal(await add({ ...message, id: freshId(), topic: 'another' }), false);
    await unitOfWork.run(({ accounts }) => accounts.removeRows(userId));
    equal(await find(message.id), undefined);
  });

  test('a message moves only from where it is expected', async ({ unitOfWork }) => {
    const { message, find } = await told(unitOfWork);
    const delivered: HookMessage = {
      ...message,
      status: 'delivered',
      attempts: 2,
      lastAnswer: '204',
      finishedAt: minutesAfter(builtAt, 3),
    };
    const save = (to: HookMessage, from: HookMessage['status']) =>
      unitOfWork.run(({ hooks }) => hooks.saveMessage(to, [from]));
    equal(await save(delivered, 'failed'), false);
    equal(await save(delivered, 'waiting'), true);
    equal(await save(delivered, 'waiting'), false);
    deepEqual((await find(message.id))?.message, delivered);
  });

  test('messages are listed newest first, of a client, a hook, a status or of all', async ({
    unitOfWork,
  }) => {
    const { message: first, add, hook, userId } = await told(unitOfWork);
    const of = { hookId: hook.id, clientId: hook.clientId, userId };
    const failed = { status: 'failed', attempts: 9, finishedAt: builtAt } as const;
    const second = aHookMessage({ ...of, ...failed });
    await add(second);
    const { message: foreign } = await told(unitOfWork);
    const list = (page: object) =>
      unitOfWork.read(({ hooks }) => hooks.listMessages({ limit: 9, ...page }));
    deepEqual(await list({}), [foreign, second, first]);
    deepEqual(await list({ clientId: hook.clientId, limit: 1 }), [second]);
    deepEqual(await list({ clientId: hook.clientId, before: second.id }), [first]);
    deepEqual(await list({ hookId: foreign.hookId }), [foreign]);
    deepEqual(await list({ status: 'failed' }), [second]);
  });

  test('what is over is forgotten in time, and what waits is not', async ({ unitOfWork }) => {
    const { message: waiting, add, hook, userId, find } = await told(unitOfWork);
    const of = { hookId: hook.id, clientId: hook.clientId, userId };
    const over = [1, 2, 3].map((minute) =>
      aHookMessage({
        ...of,
        status: 'delivered',
        attempts: 1,
        finishedAt: minutesAfter(builtAt, minute),
      }),
    );
    for (const message of over) await add(message);
    const forget = (limit: number) =>
      unitOfWork.run(({ hooks }) =>
        hooks.deleteFinishedMessages({ before: minutesAfter(builtAt, 3), limit }),
      );
    equal(await forget(1), 1);
    equal(await find(present(over[0]).id), undefined);
    equal(await forget(9), 1);
    equal(await forget(9), 0);
    equal((await find(waiting.id)) !== undefined, true);
  });
};
