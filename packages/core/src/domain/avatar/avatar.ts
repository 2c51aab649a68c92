import type { AvatarId, TrainingId, UserId } from '../../shared/ids.ts';

export const avatarKinds = ['portrait', 'artistic'] as const;
export type AvatarKind = (typeof avatarKinds)[number];

export const avatarSubjects = ['man', 'woman', 'person', 'style', 'object'] as const;
export type AvatarSubject = (typeof avatarSubjects)[number];

export const avatarStatuses = ['draft', 'training', 'ready', 'failed', 'deleted'] as const;
export type AvatarStatus = (typeof avatarStatuses)[number];

export type Avatar = {
  readonly id: AvatarId;
  readonly userId: UserId;
  readonly name: string;
  readonly kind: AvatarKind;
  readonly subject: AvatarSubject;
  readonly status: AvatarStatus;
  /** The version that pictures are made with. Retraining keeps it in use until the new one is ready. */
  readonly activeTrainingId?: TrainingId | undefined;
  readonly isMain: boolean;
  readonly createdAt: Date;
  readonly updatedAt: Date;
};

/** A portrait is of a person; an artistic avatar may also learn a style or an object. */
export const subjectsOf = (kind: AvatarKind): readonly AvatarSubject[] =>
  kind === 'portrait' ? ['man', 'woman', 'person'] : avatarSubjects;
