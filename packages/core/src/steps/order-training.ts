import type { AvatarId, HoldId, PhotoId, TrainingId, UserId } from '../shared/ids.ts';
import { ok, refuse, type Result } from '../shared/result.ts';
import type { Avatar } from '../domain/avatar/avatar.ts';
import { avatarAfter } from '../domain/avatar/avatar-machine.ts';
import { summarizeIntake } from '../domain/photo/intake.ts';
import type { Photo, PhotoRules } from '../domain/photo/photo.ts';
import type { RequestTrainingRefusal } from '../domain/refusals.ts';
import { learnablePhotos, trainingsLookedAt } from '../domain/training/learnable-photos.ts';
import { triggerPhraseFor, type PresetName } from '../domain/training/recipe.ts';
import { recipeOf } from '../domain/training/trainer.ts';
import type { Training } from '../domain/training/training.ts';
import { priceOfTraining } from '../domain/wallet/prices.ts';
import type { Ports } from '../ports/ports.ts';
import type { Transaction } from '../ports/unit-of-work.ts';
import { placeHold } from './place-hold.ts';
import { showProgressNow } from './show-progress-of.ts';
import { trainerFor } from './trainer-for.ts';

export type TrainingOrder = {
  /**
   * Made when the price was shown, so that a second tap on it is the same training, however late it
   * is heard. Where it is left out every request is a new one.
   */
  readonly id?: TrainingId;
  readonly userId: UserId;
  readonly avatarId: AvatarId;
  readonly preset: PresetName;
  /** The price that was shown, in credits. Where it costs more by now nothing is trained; what costs less is charged as less. */
  readonly agreedPrice?: number | undefined;
};

type Needs = Pick<Ports, 'clock' | 'ids' | 'policy' | 'trainer'>;

/** Holds the price, records the training and queues its submission. Whoever asks, the rules and the price are the owner's. */
export const orderTraining = async (
  tx: Transaction,
  ports: Needs,
  input: TrainingOrder,
): Promise<Result<Training, RequestTrainingRefusal>> => {
  const { avatars, photos, trainings, jobs } = tx;
  const avatar = await avatars.findForUpdate(input.avatarId, input.userId);
  if (!avatar) return refuse({ code: 'avatar.not-found' });
  const known = input.id && (await trainings.findOwned(input.id, input.userId));
  if (known) return ok(known);
  if (avatar.status === 'training') return refuse({ code: 'avatar.busy-training' });
  const limit = ports.policy.maxPhotosReceivedPerAvatar;
  const received = await photos.listOfAvatar(avatar.id, avatar.userId, { limit });
  const before = await trainings.listOfAvatar(avatar.id, avatar.userId, trainingsLookedAt);
  const learnable = checkPhotos(received, before, ports.policy.photos);
  if (!learnable.ok) return learnable;
  const version = (before[0]?.version ?? 0) + 1;
  const training = draw(ports, avatar, { ...input, photoIds: learnable.value, version });
  const { price } = training;
  const { agreedPrice: agreed = price } = input;
  if (price > agreed) return refuse({ code: 'price.raised', price, agreed });
  const held = await placeHold(tx, {
    holdId: training.holdId,
    userId: training.userId,
    amount: price,
    reason: 'training',
    now: training.createdAt,
    deadlineAt: training.deadlineAt,
  });
  if (!held.ok) return held;
  // Its id is another person's.
  if (held.value === 'placed-before') return refuse({ code: 'avatar.not-found' });
  await trainings.add(training);
  await avatars.save(avatarAfter(avatar, { type: 'training.requested' }, training.createdAt));
  await jobs.enqueue({ name: 'training.submit', data: { trainingId: training.id } });
  await showProgressNow(tx, { type: 'training', id: training.id });
  return ok(training);
};

const checkPhotos = (
  received: readonly Photo[],
  before: readonly Training[],
  rules: PhotoRules,
): Result<PhotoId[], RequestTrainingRefusal> => {
  const { checking } = summarizeIntake(received, rules);
  if (checking > 0) return refuse({ code: 'photos.still-checking', checking });
  const learnable = learnablePhotos(received, before);
  if (learnable.length < rules.minCount) {
    return refuse({ code: 'photos.too-few', have: learnable.length, need: rules.minCount });
  }
  return ok(learnable.map(({ id }) => id));
};

const draw = (
  ports: Needs,
  avatar: Avatar,
  order: Pick<TrainingOrder, 'id' | 'preset'> & {
    readonly photoIds: readonly PhotoId[];
    readonly version: number;
  },
): Training => {
  const { clock, ids, policy } = ports;
  const id = order.id ?? ids.next<TrainingId>();
  const now = clock.now();
  const { subject } = avatar;
  const { preset } = order;
  const profile = trainerFor(ports, avatar.kind);
  const recipe = recipeOf(profile, { subject, preset, triggerPhrase: triggerPhraseFor(id) });
  return {
    id,
    userId: avatar.userId,
    avatarId: avatar.id,
    version: order.version,
    status: 'reserved',
    recipe,
    photoIds: order.photoIds,
    price: priceOfTraining(policy.prices, profile, preset),
    holdId: id as string as HoldId,
    progress: { stage: 'preparing' },
    createdAt: now,
    deadlineAt: new Date(now.getTime() + policy.trainingDeadlineMs),
  };
};
