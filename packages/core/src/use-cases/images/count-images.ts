import type { UserId } from '../../shared/ids.ts';
import type { Avatar } from '../../domain/avatar/avatar.ts';
import type { ImageCounts } from '../../domain/image/image-filter.ts';
import { monthOf } from '../../domain/image/image-filter.ts';
import type { Ports } from '../../ports/ports.ts';
import { together } from '../../shared/together.ts';

export type ImageStatistics = {
  readonly counts: ImageCounts;
  readonly thisMonth: number;
  /** Those that there still are. */
  readonly avatars: readonly Avatar[];
};

const maxAvatars = 100;

/** How many pictures a person has, and of what: what is counted, nothing else. */
export const countImages =
  ({ unitOfWork, clock }: Pick<Ports, 'unitOfWork' | 'clock'>) =>
  async (userId: UserId): Promise<ImageStatistics> => {
    const [counts, avatars] = await unitOfWork.read((reads) =>
      together([reads.images.countBy(userId), reads.avatars.list(userId, { limit: maxAvatars })]),
    );
    const month = monthOf(clock.now());
    const thisMonth = counts.byMonth.find((each) => each.month === month)?.count ?? 0;
    return { counts, thisMonth, avatars };
  };
