import type { TrainingId, UserId } from '../../shared/ids.ts';
import { ok, refuse, type Result } from '../../shared/result.ts';
import type { CompareVersionsRefusal } from '../../domain/refusals.ts';
import type { VersionDetails } from '../../domain/training/version.ts';
import type { Ports } from '../../ports/ports.ts';
import { versionOf } from '../../steps/version-of.ts';

export type VersionComparison = { readonly left: VersionDetails; readonly right: VersionDetails };

/** Two versions of one avatar, each with what it looks like. */
export const compareVersions =
  ({ unitOfWork }: Pick<Ports, 'unitOfWork'>) =>
  async (
    leftId: TrainingId,
    rightId: TrainingId,
    userId: UserId,
  ): Promise<Result<VersionComparison, CompareVersionsRefusal>> =>
    unitOfWork.read(async (reads) => {
      const left = await versionOf(reads, leftId, userId);
      const right = await versionOf(reads, rightId, userId);
      if (!left || !right || left.avatar.id !== right.avatar.id) {
        return refuse({ code: 'training.not-found' });
      }
      if (left.images.length === 0 || right.images.length === 0) {
        return refuse({ code: 'version.without-pictures' });
      }
      return ok({ left, right });
    });
