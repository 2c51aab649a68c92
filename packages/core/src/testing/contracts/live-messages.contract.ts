import type { LiveMessage, LiveMessages } from '../../ports/live-messages.ts';
import type { UnitOfWork } from '../../ports/unit-of-work.ts';
import { deepEqual, equal } from '../assert.ts';
import { given } from './given.ts';
import { atOnce, casesOf, type Suite } from './suite.ts';

/** `unitOfWork` is there to store the people whom messages are for. */
export const liveMessagesContract = (
  suite: Suite<{ liveMessages: LiveMessages; unitOfWork: UnitOfWork }>,
): void => {
  const test = casesOf(suite);
  const aMessage = async (
    unitOfWork: UnitOfWork,
    own: Partial<LiveMessage> = {},
  ): Promise<LiveMessage> => ({
    userId: own.userId ?? (await given(unitOfWork).user()).id,
    topic: 'training:0190',
    messageRef: '4711',
    contentHash: 'abc',
    version: 1_764_000_000_000,
    ...own,
  });

  test('a message is found by person and topic as it was saved', async ({
    liveMessages,
    unitOfWork,
  }) => {
    const message = await aMessage(unitOfWork);
    equal(await liveMessages.save(message), true);
    deepEqual(await liveMessages.find(message.userId, message.topic), message);
    equal(await liveMessages.find(message.userId, 'training:other'), undefined);
    const { id: stranger } = await given(unitOfWork).user();
    equal(await liveMessages.find(stranger, message.topic), undefined);
  });

  test('newer news replaces, also with a new message', async ({ liveMessages, unitOfWork }) => {
    const message = await aMessage(unitOfWork);
    const newer = {
      ...message,
      messageRef: '4712',
      contentHash: 'def',
      version: message.version + 1,
    };
    await liveMessages.save(message);
    equal(await liveMessages.save(newer), true);
    deepEqual(await liveMessages.find(message.userId, message.topic), newer);
  });

  test('news of the same age replaces', async ({ liveMessages, unitOfWork }) => {
    const message = await aMessage(unitOfWork);
    const again = { ...message, contentHash: 'def' };
    await liveMessages.save(message);
    equal(await liveMessages.save(again), true);
    deepEqual(await liveMessages.find(message.userId, message.topic), again);
  });

  test('older news changes nothing', async ({ liveMessages, unitOfWork }) => {
    const message = await aMessage(unitOfWork);
    await liveMessages.save(message);
    const older = { ...message, contentHash: 'old', version: message.version - 1 };
    equal(await liveMessages.save(older), false);
    deepEqual(await liveMessages.find(message.userId, message.topic), message);
  });

  test('whatever order news comes in at once, the newest stays', async ({
    liveMessages,
    unitOfWork,
  }) => {
    const message = await aMessage(unitOfWork);
    await atOnce(20, (index) =>
      liveMessages.save({ ...message, version: (index * 7) % 20, contentHash: `${index}` }),
    );
    equal((await liveMessages.find(message.userId, message.topic))?.version, 19);
  });

  test('a deleted message is gone, others stay, deleting a missing one is fine', async ({
    liveMessages,
    unitOfWork,
  }) => {
    const message = await aMessage(unitOfWork);
    const other = { ...message, topic: 'generation:1' };
    await liveMessages.save(message);
    await liveMessages.save(other);
    await liveMessages.delete(message.userId, message.topic);
    await liveMessages.delete(message.userId, message.topic);
    equal(await liveMessages.find(message.userId, message.topic), undefined);
    deepEqual(await liveMessages.find(message.userId, other.topic), other);
    equal(await liveMessages.save({ ...message, version: 1 }), true, 'after a delete');
  });
};
