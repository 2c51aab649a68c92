import { defaultPolicy } from '../../domain/policy/policy.ts';
import type { Avatar } from '../../domain/avatar/avatar.ts';
import type { TrainingId } from '../../shared/ids.ts';
import type { Training } from '../../domain/training/training.ts';
import { inMemoryPorts } from '../in-memory/ports.ts';
import { aWorld, type World } from './a-world.ts';

/** A world in which every version gets its first pictures. */
export const aWorldWithPreviews = (): World =>
  aWorld({ ...inMemoryPorts({ policy: defaultPolicy }), policy: defaultPolicy });

/** One more version of an avatar, with the first pictures of it. */
export const trainedAgain = async (
  { ports, submitted, look }: World,
  { id: avatarId, userId }: Pick<Avatar, 'id' | 'userId'>,
): Promise<Training> => {
  const { id } = await submitted({ avatarId, userId });
  ports.trainer.succeed(ports.trainer.latest().requestId);
  await ports.jobs.drainFor(60_000);
  await drawn({ ports });
  return look.training(id);
};

/** The provider has drawn what it was asked for last. */
export const drawn = async ({ ports }: Pick<World, 'ports'>): Promise<void> => {
  ports.generator.succeed(ports.generator.latest().requestId);
  await ports.jobs.drainFor(60_000);
};

/** An avatar with two versions, each with its first pictures. */
export const twoVersions = async () => {
  const world = aWorldWithPreviews();
  const avatar = await world.ready();
  await drawn(world);
  const { id: second } = await trainedAgain(world, avatar);
  return { world, avatar, first: avatar.activeTrainingId as TrainingId, second };
};
