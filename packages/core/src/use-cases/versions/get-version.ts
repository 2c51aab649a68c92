import type { TrainingId, UserId } from '../../shared/ids.ts';
import { ok, refuse, type Result } from '../../shared/result.ts';
import type { VersionNotFound } from '../../domain/refusals.ts';
import type { VersionDetails } from '../../domain/training/version.ts';
import type { Ports } from '../../ports/ports.ts';
import { versionOf } from '../../steps/version-of.ts';

/** One version of an avatar of a person's own; another's is not found. */
export const getVersion =
  ({ unitOfWork }: Pick<Ports, 'unitOfWork'>) =>
  async (
    trainingId: TrainingId,
    userId: UserId,
  ): Promise<Result<VersionDetails, VersionNotFound>> =>
    unitOfWork.read(async (reads) => {
      const version = await versionOf(reads, trainingId, userId);
      return version ? ok(version) : refuse({ code: 'training.not-found' });
    });
