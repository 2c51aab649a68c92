import type { AvatarId, BlobKey, UserId } from '../../shared/ids.ts';
import { together } from '../../shared/together.ts';
import type { Avatar } from '../../domain/avatar/avatar.ts';
import { fitsAvatar } from '../../domain/style/render-style.ts';
import type { Style } from '../../domain/style/style.ts';
import type { Ports } from '../../ports/ports.ts';
import { stylePreviews } from '../../steps/style-previews.ts';

export type StyleCard = {
  readonly style: Style;
  readonly isFavourite: boolean;
  readonly preview?: BlobKey | undefined;
  /** Whom it can be made of: the person's own that can make pictures and that it fits, the main one first. */
  readonly avatars: readonly Avatar[];
};

const maxAvatars = 20;
const maxFavourites = 200;

/** One style, and which of a person's avatars it can be made with: of those named, or of all. */
export const getStyle =
  ({ unitOfWork, styleCatalog, blobs }: Pick<Ports, 'unitOfWork' | 'styleCatalog' | 'blobs'>) =>
  async (styleId: string, userId: UserId, avatarId?: AvatarId): Promise<StyleCard | undefined> => {
    const style = await styleCatalog.find(styleId);
    if (!style) return undefined;
    const [previews, [avatars, marked]] = await together([
      stylePreviews({ blobs }, [style]),
      unitOfWork.read((reads) =>
        together([
          reads.avatars.list(userId, { limit: maxAvatars }),
          reads.styles.listFavourites(userId, maxFavourites),
        ]),
      ),
    ]);
    const able = avatars.filter(
      (avatar) => avatar.activeTrainingId !== undefined && fitsAvatar(style, avatar),
    );
    const named = able.filter(({ id }) => id === avatarId);
    return {
      style,
      isFavourite: marked.some((favourite) => favourite.styleId === styleId),
      preview: previews.get(style.preview),
      avatars: (named.length > 0 ? named : able).toSorted(
        (one, other) => Number(other.isMain) - Number(one.isMain),
      ),
    };
  };
