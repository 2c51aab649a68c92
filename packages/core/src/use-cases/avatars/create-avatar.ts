import type { AvatarId, UserId } from '../../shared/ids.ts';
import { ok, refuse, type Result } from '../../shared/result.ts';
import {
  subjectsOf,
  type Avatar,
  type AvatarKind,
  type AvatarSubject,
} from '../../domain/avatar/avatar.ts';
import { parseAvatarName } from '../../domain/avatar/avatar-name.ts';
import type { Ports } from '../../ports/ports.ts';
import type { CreateAvatarRefusal } from '../../domain/refusals.ts';

export type CreateAvatarInput = {
  /** Made when the name was asked for, so that the same answer heard twice is one avatar. */
  readonly id: AvatarId;
  readonly userId: UserId;
  readonly kind: AvatarKind;
  readonly subject: AvatarSubject;
  readonly name: string;
};

/** Starts a draft, which waits for its photos as long as it takes and costs nothing. */
export const createAvatar =
  ({ unitOfWork, clock, policy }: Pick<Ports, 'unitOfWork' | 'clock' | 'policy'>) =>
  async (input: CreateAvatarInput): Promise<Result<Avatar, CreateAvatarRefusal>> => {
    const name = parseAvatarName(input.name);
    if (!name.ok) return name;
    if (!subjectsOf(input.kind).includes(input.subject)) {
      return refuse({ code: 'avatar.subject-unfit' });
    }
    return unitOfWork.run(async ({ avatars }) => {
      const count = await avatars.countForUpdate(input.userId);
      const before = await avatars.find(input.id, input.userId);
      if (before) return ok(before);
      if (count >= policy.maxAvatarsPerUser) {
        return refuse({ code: 'avatar.too-many', max: policy.maxAvatarsPerUser });
      }
      const now = clock.now();
      const avatar: Avatar = {
        id: input.id,
        userId: input.userId,
        name: name.value,
        kind: input.kind,
        subject: input.subject,
        status: 'draft',
        isMain: count === 0,
        createdAt: now,
        updatedAt: now,
      };
      await avatars.add(avatar);
      return ok(avatar);
    });
  };
