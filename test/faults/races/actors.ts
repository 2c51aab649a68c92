import type { Aisha } from '@aisha/core';
import { fakeWebhook } from '@aisha/core/testing';
import { endGeneration } from '../../../packages/core/src/steps/end-generation.ts';
import { endTraining } from '../../../packages/core/src/steps/end-training.ts';
import type { Subject } from './subjects.ts';
import type { RaceWorld } from './looking.ts';

/** Somebody who does something to a subject, as a replica. */
export type Actor = (world: RaceWorld, subject: Subject, aisha: Aisha) => Promise<unknown>;

const submit: Actor = (_world, subject, { jobs }) =>
  subject.type === 'training'
    ? jobs['training.submit']({ trainingId: subject.id })
    : jobs['generation.submit']({ generationId: subject.id });

const collect: Actor = (_world, subject, { jobs }) =>
  subject.type === 'training'
    ? jobs['training.collect']({ trainingId: subject.id })
    : jobs['generation.collect']({ generationId: subject.id });

const cancel: Actor = (_world, { type, id, owner }, aisha) =>
  type === 'training'
    ? aisha.cancelTraining(id, owner.userId)
    : aisha.cancelGeneration(id, owner.userId);

/** What the reconciler does to this one, once its time is up. */
const expire: Actor = ({ unitOfWork }, { type, id }) =>
  unitOfWork.run(async (tx) => {
    const now = new Date();
    if (type === 'training') {
      const training = await tx.trainings.find(id);
      if (training) await endTraining(tx, training, { type: 'deadline.passed' }, now);
      return;
    }
    const generation = await tx.generations.find(id);
    if (generation) await endGeneration(tx, generation, { type: 'deadline.passed' }, now);
  });

const poll: Actor = async (world, subject, { jobs }) => {
  for (const { id } of await world.triesOf(subject)) await jobs['run.check']({ runId: id });
};

/** The provider ends what it has of the subject, and tells. */
const news =
  (end: 'good' | 'bad'): Actor =>
  async (world, subject, aisha) => {
    for (const run of await world.billedFor(subject)) {
      const provider =
        subject.type === 'training' ? world.outside.trainer : world.outside.generator;
      const { state } = run.observation;
      if (state === 'failed' || state === 'cancelled') continue;
      const isGood = end === 'good' || state === 'succeeded';
      const report = isGood ? provider.succeed(run.requestId) : provider.fail(run.requestId);
      const query = new URL(run.order.webhookUrl ?? '').search.slice(1);
      await aisha.receiveWebhook({ query, ...fakeWebhook(report) });
      for (const eventId of await world.eventsOf(run.requestId)) {
        await aisha.jobs['provider.event']({ eventId });
      }
    }
  };

export const actors = {
  submit,
  collect,
  cancel,
  expire,
  poll,
  'good news': news('good'),
  'bad news': news('bad'),
} as const satisfies Readonly<Record<string, Actor>>;

export type ActorName = keyof typeof actors;
