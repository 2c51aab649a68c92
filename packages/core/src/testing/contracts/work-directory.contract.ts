import type {
  GenerationId,
  ProviderEventId,
  ProviderRequestId,
  TrainingId,
} from '../../shared/ids.ts';
import type { UnitOfWork } from '../../ports/unit-of-work.ts';
import type { WorkDirectory } from '../../ports/work-directory.ts';
import { deepEqual, equal } from '../assert.ts';
import { builtAt, freshId, minutesAfter } from '../builders/fresh.ts';
import { anEvent } from '../builders/generations.ts';
import { given } from './given.ts';
import { casesOf, present, type Suite } from './suite.ts';

type Context = { unitOfWork: UnitOfWork; workDirectory: WorkDirectory };

export const workDirectoryContract = (suite: Suite<Context>): void => {
  const test = casesOf(suite);

  test("everybody's trainings are listed newest first, filtered and paged", async ({
    unitOfWork,
    workDirectory,
  }) => {
    const first = await given(unitOfWork).training({ status: 'failed', finishedAt: builtAt });
    const second = await given(unitOfWork).training();
    const third = await given(unitOfWork).training({ status: 'failed', finishedAt: builtAt });
    const ids = async (filter: Parameters<WorkDirectory['listTrainings']>[0]) =>
      (await workDirectory.listTrainings(filter)).map(({ training }) => training.id);
    deepEqual(await ids({ limit: 10 }), [third.id, second.id, first.id]);
    deepEqual(await ids({ limit: 1, status: 'failed' }), [third.id]);
    deepEqual(await ids({ limit: 5, status: 'failed', before: third.id }), [first.id]);
    deepEqual(await ids({ limit: 5, avatarId: second.avatarId }), [second.id]);
    deepEqual(await ids({ limit: 5, owner: first.userId }), [first.id]);
    const owner = present(await unitOfWork.read(({ users }) => users.find(second.userId)));
    deepEqual(await ids({ limit: 5, owner: owner.address }), [second.id]);
    const [listed] = await workDirectory.listTrainings({ limit: 1, owner: owner.address });
    deepEqual(listed?.training, second);
    equal(listed?.owner.address, owner.address);
    const avatar = await unitOfWork.read(({ avatars }) =>
      avatars.find(second.avatarId, second.userId),
    );
    equal(listed?.avatarName, avatar?.name);
  });

  test('a training is found with its hold, its runs and what the provider told of them', async ({
    unitOfWork,
    workDirectory,
  }) => {
    const training = await given(unitOfWork).training();
    const { id, userId } = training;
    const subject = { type: 'training', id } as const;
    const older = await given(unitOfWork).run({ userId, subject });
    const newer = await given(unitOfWork).run({
      userId,
      subject,
      tryNumber: 2,
      spentTries: 1,
      createdAt: minutesAfter(builtAt, 3),
    });
    await given(unitOfWork).run();
    const event = anEvent({ runId: older.id, payload: { long: 'words' } });
    await unitOfWork.run(({ events }) => events.add(event));
    const found = present(await workDirectory.findTraining(id));
    deepEqual(found.training, training);
    deepEqual(found.runs, [newer, older]);
    equal(found.hold?.id, training.holdId);
    equal(found.avatar.id, training.avatarId);
    deepEqual(
      found.webhooks.map((webhook) => [webhook.id, webhook.subject?.id, 'payload' in webhook]),
      [[event.id, id, false]],
    );
    equal(await workDirectory.findTraining(freshId<TrainingId>()), undefined);
  });

  test("everybody's orders are listed newest first and found", async ({
    unitOfWork,
    workDirectory,
  }) => {
    const first = await given(unitOfWork).generation();
    const second = await given(unitOfWork).generation({ status: 'failed', finishedAt: builtAt });
    const ids = async (filter: Parameters<WorkDirectory['listGenerations']>[0]) =>
      (await workDirectory.listGenerations(filter)).map(({ generation }) => generation.id);
    deepEqual(await ids({ limit: 10 }), [second.id, first.id]);
    deepEqual(await ids({ limit: 10, before: second.id }), [first.id]);
    deepEqual(await ids({ limit: 10, status: 'failed' }), [second.id]);
    deepEqual(await ids({ limit: 10, owner: first.userId }), [first.id]);
    const found = present(await workDirectory.findGeneration(first.id));
    deepEqual(found.generation, first);
    equal(found.owner.id, first.userId);
    equal(found.hold?.id, first.holdId);
    deepEqual([found.runs, found.webhooks], [[], []]);
    equal(await workDirectory.findGeneration(freshId<GenerationId>()), undefined);
  });

  test('what the provider told is listed newest first without its words, and found with them', async ({
    unitOfWork,
    workDirectory,
  }) => {
    const run = await given(unitOfWork).run();
    const known = anEvent({ runId: run.id, payload: { a: [1] } });
    const aside = anEvent({ outcome: 'failed', receivedAt: minutesAfter(builtAt, 1) });
    await unitOfWork.run(async ({ events }) => {
      await events.add(known);
      await events.add(aside);
      await events.quarantine(aside.id, builtAt);
    });
    const list = async (filter: Parameters<WorkDirectory['listWebhooks']>[0]) =>
      (await workDirectory.listWebhooks(filter)).map(({ id }) => id);
    deepEqual(await list({ limit: 10 }), [aside.id, known.id]);
    deepEqual(await list({ limit: 1, before: aside.id }), [known.id]);
    deepEqual(await list({ limit: 10, isQuarantined: true }), [aside.id]);
    deepEqual(await list({ limit: 10, outcome: 'failed' }), [aside.id]);
    deepEqual(await list({ limit: 10, requestId: known.requestId }), [known.id]);
    deepEqual(await list({ limit: 10, requestId: 'none' as ProviderRequestId }), []);
    const [listed] = await workDirectory.listWebhooks({ limit: 1 });
    deepEqual(listed?.quarantinedAt, builtAt);
    equal(listed?.subject, undefined);
    const found = present(await workDirectory.findWebhook(known.id));
    deepEqual(found.event, known);
    deepEqual(found.run, run);
    equal(await workDirectory.findWebhook(freshId<ProviderEventId>()), undefined);
  });
};
