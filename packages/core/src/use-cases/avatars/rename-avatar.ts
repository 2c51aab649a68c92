import type { AvatarId, UserId } from '../../shared/ids.ts';
import { ok, refuse, type Result } from '../../shared/result.ts';
import type { Avatar } from '../../domain/avatar/avatar.ts';
import { parseAvatarName, type AvatarNameRefusal } from '../../domain/avatar/avatar-name.ts';
import type { AvatarNotFound } from '../../domain/refusals.ts';
import type { Ports } from '../../ports/ports.ts';

export type RenameAvatarInput = {
  readonly avatarId: AvatarId;
  readonly userId: UserId;
  readonly name: string;
};

/** Gives an avatar another name, whatever it is doing; the rules are those of its first one. */
export const renameAvatar =
  ({ unitOfWork, clock }: Pick<Ports, 'unitOfWork' | 'clock'>) =>
  async (input: RenameAvatarInput): Promise<Result<Avatar, AvatarNotFound | AvatarNameRefusal>> => {
    const name = parseAvatarName(input.name);
    if (!name.ok) return name;
    return unitOfWork.run(async ({ avatars }) => {
      const avatar = await avatars.findForUpdate(input.avatarId, input.userId);
      if (!avatar) return refuse({ code: 'avatar.not-found' });
      const renamed: Avatar = { ...avatar, name: name.value, updatedAt: clock.now() };
      await avatars.save(renamed);
      return ok(renamed);
    });
  };
