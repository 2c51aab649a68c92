import type { AvatarId, UserId } from '../shared/ids.ts';
import { ok, refuse, type Result } from '../shared/result.ts';
import type { Avatar } from '../domain/avatar/avatar.ts';
import type { GeneratorTask } from '../domain/generation/generator.ts';
import type { AvatarNotFound } from '../domain/refusals.ts';
import type { Training } from '../domain/training/training.ts';
import type { Reads } from '../ports/unit-of-work.ts';

export type FoundSubject = { readonly avatar: Avatar; readonly training: Training } | undefined;

type Wanted = {
  readonly avatarId: AvatarId | undefined;
  readonly userId: UserId;
  readonly task: GeneratorTask;
};

/** A person's own avatar and its active version, where the picture is to be of one. What is enlarged needs neither any more. */
export const findSubject = async (
  { avatars, trainings }: Pick<Reads, 'avatars' | 'trainings'>,
  { avatarId, userId, task }: Wanted,
): Promise<Result<FoundSubject, AvatarNotFound | { readonly code: 'avatar.not-ready' }>> => {
  if (avatarId === undefined || task === 'enlarge') return ok(undefined);
  const avatar = await avatars.find(avatarId, userId);
  if (!avatar) return refuse({ code: 'avatar.not-found' });
  const training =
    avatar.activeTrainingId && (await trainings.findOwned(avatar.activeTrainingId, userId));
  return training ? ok({ avatar, training }) : refuse({ code: 'avatar.not-ready' });
};
