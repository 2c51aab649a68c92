import type {
  Address,
  Avatar,
  AvatarId,
  FileRef,
  GenerationId,
  Result,
  Training,
  User,
} from '@aisha/core';
import { freshId, plainPicture } from '@aisha/core/testing';
import type { Cli } from './cli.fixture.ts';

/** What was granted; a refusal here is a mistake of the test. */
const granted = <T>(result: Result<T, unknown>): T => {
  if (result.ok) return result.value;
  throw new Error(`refused: ${JSON.stringify(result.refusal)}`);
};

/** Somebody who agreed to the terms, and what they do. */
export const somebody = async ({ ports, aisha }: Cli, address = 'telegram:77') => {
  await ports.jobs.work(aisha.jobs);
  const { user } = await aisha.registerUser({
    address: address as Address,
    firstName: 'Ada',
    locale: 'en',
  });
  const { id: userId } = user;

  const draft = async (): Promise<Avatar> => {
    const id = freshId<AvatarId>();
    const order = { id, userId, kind: 'portrait', subject: 'woman', name: 'Vera' } as const;
    const avatar = granted(await aisha.createAvatar(order));
    for (let at = 0; at < 10; at += 1) {
      const source = `telegram:${freshId()}` as FileRef;
      ports.files.offer(source, plainPicture({ looks: `face ${at} of ${id}` }));
      await aisha.receivePhoto({ userId, avatarId: id, source, deliveryKey: source });
    }
    await ports.jobs.drain();
    return avatar;
  };

  /** A training that the provider took. */
  const trains = async (): Promise<Training> => {
    const { id: avatarId } = await draft();
    const asked = { userId, avatarId, preset: 'fast' } as const;
    const training = granted(await aisha.requestTraining(asked));
    await ports.jobs.drain();
    return training;
  };

  /** An order of pictures that the provider took. */
  const orders = async (): Promise<GenerationId> => {
    const { avatarId } = await trains();
    ports.trainer.succeed(ports.trainer.latest().requestId);
    await ports.jobs.drainFor(60_000);
    const id = freshId<GenerationId>();
    const order = { id, userId, avatarId, prompt: 'in a garden', count: 2 } as const;
    granted(await aisha.requestGeneration({ ...order, aspectRatio: '1:1' }));
    await ports.jobs.drain();
    return id;
  };

  return { user: user satisfies User, draft, trains, orders };
};
