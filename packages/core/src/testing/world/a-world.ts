import type { Address, AvatarId, FileRef, GenerationId, UserId } from '../../shared/ids.ts';
import type { Avatar } from '../../domain/avatar/avatar.ts';
import type { GenerationOfAvatar } from '../builders/generations.ts';
import type { Photo } from '../../domain/photo/photo.ts';
import type { Training } from '../../domain/training/training.ts';
import type { User } from '../../domain/user/user.ts';
import type { Result } from '../../shared/result.ts';
import type { CreateAvatarInput } from '../../use-cases/avatars/create-avatar.ts';
import type { RequestGenerationInput } from '../../use-cases/generations/request-generation.ts';
import type { RequestTrainingInput } from '../../use-cases/trainings/request-training.ts';
import { createAisha } from '../../create-aisha.ts';
import { freshId } from '../builders/fresh.ts';
import { recordingLogger } from '../in-memory/logger.ts';
import { inMemoryPorts, type InMemoryPorts } from '../in-memory/ports.ts';
import { plainPicture } from '../plain-picture.ts';
import { looking } from './looking.ts';

/** All of Aisha in memory, and the steps that bring it to where a test begins. */
export const aWorld = (own: Partial<InMemoryPorts> = {}) => {
  const logger = recordingLogger();
  const ports: InMemoryPorts = { ...inMemoryPorts(), logger, ...own };
  const aisha = createAisha(ports);
  void ports.jobs.work(aisha.jobs);

  const person = async (input: { address?: string; firstName?: string } = {}): Promise<User> => {
    const { address = `telegram:${freshId()}`, firstName = 'Ada' } = input;
    const registered = await aisha.registerUser({
      address: address as Address,
      firstName,
      locale: 'en',
    });
    return registered.user;
  };

  const draft = async (own: Partial<CreateAvatarInput> = {}): Promise<Avatar> => {
    const userId = own.userId ?? (await person()).id;
    const id = freshId<AvatarId>();
    const order = { id, kind: 'portrait', subject: 'woman', name: 'Ada', ...own, userId } as const;
    return granted(await aisha.createAvatar(order));
  };

  /** Sends one photo without anybody looking at it yet. */
  const send = async (avatar: Owned, looks: string, picture = {}): Promise<Photo> => {
    const source = `telegram:${freshId()}` as FileRef;
    ports.files.offer(source, plainPicture({ looks, ...picture }));
    const { id: avatarId, userId } = avatar;
    const deliveryKey = `delivery-${source}`;
    return granted(await aisha.receivePhoto({ userId, avatarId, source, deliveryKey }));
  };

  /** A draft with so many accepted photos. */
  const draftWithPhotos = async (count = 10, own: Partial<CreateAvatarInput> = {}) => {
    const avatar = await draft(own);
    for (let at = 0; at < count; at += 1) await send(avatar, `face ${at} of ${avatar.id}`);
    await ports.jobs.drain();
    return avatar;
  };

  /** A training that is paid for and waits for its submission. */
  const requested = async (own: Partial<RequestTrainingInput> = {}): Promise<Training> => {
    const owned = own.avatarId && own.userId ? own : undefined;
    const avatar = owned
      ? undefined
      : await draftWithPhotos(10, own.userId ? { userId: own.userId } : {});
    const { avatarId, userId } = owned ?? { avatarId: avatar?.id, userId: avatar?.userId };
    return granted(
      await aisha.requestTraining({
        avatarId: avatarId as AvatarId,
        userId: userId as UserId,
        preset: own.preset ?? 'fast',
      }),
    );
  };

  /** A training that the provider took. */
  const submitted = async (own: Partial<RequestTrainingInput> = {}): Promise<Training> => {
    const { id } = await requested(own);
    await ports.jobs.drain();
    return look.training(id);
  };

  /** A trained avatar. */
  const ready = async (own: Partial<CreateAvatarInput> = {}): Promise<Avatar> => {
    const avatar = await draftWithPhotos(10, own);
    await submitted({ avatarId: avatar.id, userId: avatar.userId });
    ports.trainer.succeed(ports.trainer.latest().requestId);
    await ports.jobs.drainFor(60_000);
    return look.avatar(avatar.id);
  };

  /** An order of pictures that is paid for and waits for its submission. */
  const ordered = async (
    own: Partial<RequestGenerationInput> = {},
  ): Promise<GenerationOfAvatar> => {
    const avatar = own.avatarId ? look.avatar(own.avatarId) : await ready();
    const { generation } = granted(
      await aisha.requestGeneration({
        id: freshId<GenerationId>(),
        userId: avatar.userId,
        prompt: 'reading in a garden',
        aspectRatio: '3:4',
        count: 4,
        ...own,
        avatarId: avatar.id,
      }),
    );
    return look.generation(generation.id);
  };

  /** An order that the provider took. */
  const inTheMaking = async (
    own: Partial<RequestGenerationInput> = {},
  ): Promise<GenerationOfAvatar> => {
    const { id } = await ordered(own);
    await ports.jobs.drain();
    return look.generation(id);
  };

  const look = looking(ports);
  return {
    ports,
    aisha,
    look,
    log: logger.lines,
    person,
    draft,
    send,
    draftWithPhotos,
    requested,
    submitted,
    ready,
    ordered,
    inTheMaking,
  };
};

export type World = ReturnType<typeof aWorld>;

type Owned = Pick<Avatar, 'id' | 'userId'>;

/** What was granted; a refusal here is a mistake of the test. */
export const granted = <T>(result: Result<T, unknown>): T => {
  if (result.ok) return result.value;
  throw new Error(`refused: ${JSON.stringify(result.refusal)}`);
};
