import type { Avatar } from '../../domain/avatar/avatar.ts';

import type { Image } from '../../domain/image/image.ts';
import type { Photo } from '../../domain/photo/photo.ts';
import type { ProviderRun } from '../../domain/run/run.ts';
import type { PromptDraft } from '../../domain/prompt-draft/prompt-draft.ts';
import type { FavouriteStyle } from '../../domain/style/favourite-style.ts';
import type { Training } from '../../domain/training/training.ts';
import type { User } from '../../domain/user/user.ts';
import type { Hold } from '../../domain/wallet/wallet.ts';
import { planGrant, planHold } from '../../domain/wallet/transfers.ts';
import type {
  FavouriteStyleId,
  PhotoId,
  PromptDraftId,
  ProviderRequestId,
  UserId,
} from '../../shared/ids.ts';
import type { UnitOfWork } from '../../ports/unit-of-work.ts';
import { aFinishedTraining, aPhoto, aTraining, anAvatar } from '../builders/avatars.ts';
import { aGeneration, aRun, anImage, type GenerationOfAvatar } from '../builders/generations.ts';
import { builtAt, freshId } from '../builders/fresh.ts';
import { aHold, aUser } from '../builders/people.ts';

/** Stores things together with all that they refer to, as a database with foreign keys wants it. */
export const given = (unitOfWork: UnitOfWork) => {
  const user = async (own: Partial<User> = {}): Promise<User> => {
    const added = aUser(own);
    await unitOfWork.run(({ users }) => users.add(added));
    return added;
  };
  const ownerOf = async (own: { readonly userId?: UserId }): Promise<UserId> =>
    own.userId ?? (await user()).id;

  const grant = (userId: UserId, amount: number): Promise<unknown> =>
    unitOfWork.run(({ wallets }) =>
      wallets.post(planGrant({ userId, amount, idempotencyKey: freshId(), reason: 'given' })),
    );

  /** Paid for with credits granted for it. */
  const hold = async (own: Partial<Hold> = {}): Promise<Hold> => {
    const added = aHold({ ...own, userId: await ownerOf(own) });
    await grant(added.userId, added.amount);
    await unitOfWork.run(({ wallets }) => wallets.post(planHold(added, 'given')));
    return added;
  };

  const avatar = async (own: Partial<Avatar> = {}): Promise<Avatar> => {
    const added = anAvatar({ ...own, userId: await ownerOf(own) });
    await unitOfWork.run(({ avatars }) => avatars.add(added));
    return added;
  };

  const photo = async (own: Partial<Photo> & Pick<Photo, 'avatarId' | 'userId'>) => {
    const added = aPhoto(own);
    await unitOfWork.run(({ photos }) => photos.add(added));
    return added;
  };

  /** A training that can be added: its avatar, photos and hold are there. */
  const trainingToAdd = async (
    own: Partial<Training> = {},
    paidBy: Partial<Hold> = {},
  ): Promise<Training> => {
    const of = own.avatarId && own.userId ? own : await avatarOf(own);
    const { avatarId, userId } = of as Pick<Training, 'avatarId' | 'userId'>;
    const photoIds: PhotoId[] = [];
    for (let count = 0; count < 2; count += 1)
      photoIds.push((await photo({ avatarId, userId })).id);
    const make = own.status === 'succeeded' ? aFinishedTraining : aTraining;
    const training = make({ photoIds, ...own, avatarId, userId });
    await hold({ amount: training.price, ...paidBy, id: training.holdId, userId });
    return training;
  };
  const avatarOf = async (own: { readonly userId?: UserId }) => {
    const { id: avatarId, userId } = await avatar({ userId: await ownerOf(own) });
    return { avatarId, userId };
  };

  const training = async (
    own: Partial<Training> = {},
    paidBy: Partial<Hold> = {},
  ): Promise<Training> => {
    const added = await trainingToAdd(own, paidBy);
    await unitOfWork.run(({ trainings }) => trainings.add(added));
    return added;
  };

  /** An order that can be added: its avatar, training and hold are there. */
  const generationToAdd = async (
    own: Partial<GenerationOfAvatar> = {},
    paidBy: Partial<Hold> = {},
  ): Promise<GenerationOfAvatar> => {
    const made = await training({ userId: await ownerOf(own), status: 'succeeded' });
    const { avatarId, userId, id: trainingId } = made;
    const delivered = own.status === 'succeeded' ? 2 : 0;
    const generation = aGeneration({ delivered, ...own, userId, avatarId, trainingId });
    await hold({ amount: generation.price, ...paidBy, id: generation.holdId, userId });
    return generation;
  };

  const generation = async (
    own: Partial<GenerationOfAvatar> = {},
    paidBy: Partial<Hold> = {},
  ): Promise<GenerationOfAvatar> => {
    const added = await generationToAdd(own, paidBy);
    await unitOfWork.run(({ generations }) => generations.add(added));
    return added;
  };

  const image = async (own: Partial<Image> & Pick<Image, 'generationId' | 'userId'>) => {
    const order = await unitOfWork.run(({ generations }) => generations.find(own.generationId));
    const added = anImage({ ...(order?.avatarId && { avatarId: order.avatarId }), ...own });
    await unitOfWork.run(({ images }) => images.addAll([added]));
    return added;
  };

  const favouriteStyle = async (own: Partial<FavouriteStyle> = {}): Promise<FavouriteStyle> => {
    const added = {
      id: freshId<FavouriteStyleId>(),
      styleId: 'film-noir',
      markedAt: builtAt,
      ...own,
      userId: await ownerOf(own),
    };
    await unitOfWork.run(({ styles }) => styles.addFavourite(added));
    return added;
  };

  /** A draft that can be added: its avatar is there. */
  const draftToAdd = async (own: Partial<PromptDraft> = {}): Promise<PromptDraft> => {
    const of = own.avatarId && own.userId ? own : await avatarOf(own);
    const { avatarId, userId } = of as Pick<PromptDraft, 'avatarId' | 'userId'>;
    return {
      id: freshId<PromptDraftId>(),
      kind: 'words',
      status: 'waiting',
      original: 'reading in a garden',
      enhancement: 'light',
      createdAt: builtAt,
      ...own,
      avatarId,
      userId,
    };
  };

  const draft = async (own: Partial<PromptDraft> = {}): Promise<PromptDraft> => {
    const added = await draftToAdd(own);
    await unitOfWork.run(({ drafts }) => drafts.add(added));
    return added;
  };

  /** A run that can be added: the training it is of is there. */
  const runToAdd = async (own: Partial<ProviderRun> = {}): Promise<ProviderRun> => {
    const named = own.status === 'accepted' ? { requestId: freshId<ProviderRequestId>() } : {};
    if (own.subject && own.userId) return aRun({ ...named, ...own });
    const { id, userId } = await training({ userId: await ownerOf(own) });
    return aRun({ subject: { type: 'training', id }, ...named, ...own, userId });
  };

  const run = async (own: Partial<ProviderRun> = {}): Promise<ProviderRun> => {
    const added = await runToAdd(own);
    await unitOfWork.run(({ runs }) => runs.add(added));
    return added;
  };

  return {
    user,
    grant,
    hold,
    avatar,
    photo,
    training,
    trainingToAdd,
    generation,
    generationToAdd,
    image,
    favouriteStyle,
    draft,
    draftToAdd,
    run,
    runToAdd,
  };
};
