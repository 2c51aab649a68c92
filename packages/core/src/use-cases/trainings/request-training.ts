import type { AvatarId, HoldId, PhotoId, TrainingId, UserId } from '../../shared/ids.ts';
import { ok, refuse, type Result } from '../../shared/result.ts';
import type { Avatar } from '../../domain/avatar/avatar.ts';
import { avatarAfter } from '../../domain/avatar/avatar-machine.ts';
import { summarizeIntake } from '../../domain/photo/intake.ts';
import type { Photo, PhotoRules } from '../../domain/photo/photo.ts';
import type { RequestTrainingRefusal } from '../../domain/refusals.ts';
import { planRecipe, triggerPhraseFor, type PresetName } from '../../domain/training/recipe.ts';
import type { Training } from '../../domain/training/training.ts';
import type { Ports } from '../../ports/ports.ts';
import { placeHold } from '../../steps/place-hold.ts';
import { showProgressOf } from '../../steps/show-progress-of.ts';

export type RequestTrainingInput = {
  readonly userId: UserId;
  readonly avatarId: AvatarId;
  readonly preset: PresetName;
};

type Needs = Pick<Ports, 'unitOfWork' | 'clock' | 'ids' | 'policy'>;

/** Holds the price, records the training and queues its submission, all or nothing. A refused request costs nothing. */
export const requestTraining =
  (ports: Needs) =>
  async (input: RequestTrainingInput): Promise<Result<Training, RequestTrainingRefusal>> =>
    ports.unitOfWork.run(async (tx) => {
      const { avatars, photos, trainings, jobs } = tx;
      const avatar = await avatars.findForUpdate(input.avatarId, input.userId);
      if (!avatar) return refuse({ code: 'avatar.not-found' });
      if (avatar.status === 'training') return refuse({ code: 'avatar.busy-training' });
      const limit = ports.policy.maxPhotosReceivedPerAvatar;
      const received = await photos.listOfAvatar(avatar.id, avatar.userId, { limit });
      const learnable = checkPhotos(received, ports.policy.photos);
      if (!learnable.ok) return learnable;
      const previous = await trainings.findLatest(avatar.id, avatar.userId);
      const version = (previous?.version ?? 0) + 1;
      const training = draw(ports, avatar, { ...input, photoIds: learnable.value, version });
      const held = await placeHold(tx, {
        holdId: training.holdId,
        userId: training.userId,
        amount: training.price,
        reason: 'training',
        now: training.createdAt,
      });
      if (!held.ok) return held;
      await trainings.add(training);
      await avatars.save(avatarAfter(avatar, { type: 'training.requested' }, training.createdAt));
      await jobs.enqueue({ name: 'training.submit', data: { trainingId: training.id } });
      await showProgressOf(tx, { type: 'training', id: training.id });
      return ok(training);
    });

const checkPhotos = (
  received: readonly Photo[],
  rules: PhotoRules,
): Result<PhotoId[], RequestTrainingRefusal> => {
  const { accepted, checking } = summarizeIntake(received, rules);
  if (checking > 0) return refuse({ code: 'photos.still-checking', checking });
  if (accepted < rules.minCount) {
    return refuse({ code: 'photos.too-few', have: accepted, need: rules.minCount });
  }
  return ok(received.filter((photo) => photo.status === 'accepted').map((photo) => photo.id));
};

const draw = (
  { clock, ids, policy }: Needs,
  avatar: Avatar,
  order: { preset: PresetName; photoIds: readonly PhotoId[]; version: number },
): Training => {
  const id = ids.next<TrainingId>();
  const now = clock.now();
  const recipe = planRecipe({
    kind: avatar.kind,
    subject: avatar.subject,
    preset: order.preset,
    triggerPhrase: triggerPhraseFor(id),
    artisticTrainer: policy.artisticTrainer,
  });
  return {
    id,
    userId: avatar.userId,
    avatarId: avatar.id,
    version: order.version,
    status: 'reserved',
    recipe,
    photoIds: order.photoIds,
    price: policy.prices.training[recipe.trainer][order.preset],
    holdId: id as string as HoldId,
    progress: { stage: 'preparing' },
    createdAt: now,
    deadlineAt: new Date(now.getTime() + policy.trainingDeadlineMs),
  };
};
