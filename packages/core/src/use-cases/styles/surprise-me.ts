import type { AvatarId, UserId } from '../../shared/ids.ts';
import { together } from '../../shared/together.ts';
import { surprise } from '../../domain/style/choose-style.ts';
import { fitsAvatar } from '../../domain/style/render-style.ts';
import type { Style } from '../../domain/style/style.ts';
import type { Ports } from '../../ports/ports.ts';

export type SurpriseMeInput = {
  readonly userId: UserId;
  readonly avatarId?: AvatarId | undefined;
  /** What was suggested a moment ago. */
  readonly last?: string | undefined;
};

const maxAvatars = 20;

/**
 * A style by chance that one of the person's avatars can be made in, or the one named; never the one
 * suggested or ordered last, unless there is no other.
 */
export const surpriseMe =
  ({ unitOfWork, styleCatalog, ids }: Pick<Ports, 'unitOfWork' | 'styleCatalog' | 'ids'>) =>
  async ({ userId, avatarId, last }: SurpriseMeInput): Promise<Style | undefined> => {
    const styles = await styleCatalog.list();
    const [avatars, before] = await unitOfWork.read((reads) =>
      together([
        reads.avatars.list(userId, { limit: maxAvatars }),
        last === undefined ? reads.styles.findLastOrdered(userId) : Promise.resolve(last),
      ]),
    );
    const ready = avatars.filter(({ activeTrainingId }) => activeTrainingId !== undefined);
    const named = ready.filter(({ id }) => id === avatarId);
    const of = named.length > 0 ? named : ready;
    const fitting =
      of.length > 0
        ? styles.filter((style) => of.some((avatar) => fitsAvatar(style, avatar)))
        : styles;
    return surprise(fitting, { chance: ids.seed(), last: before });
  };
