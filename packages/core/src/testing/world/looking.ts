import type { AvatarId, GenerationId, HoldId, TrainingId } from '../../shared/ids.ts';
import type { Avatar } from '../../domain/avatar/avatar.ts';
import type { Photo } from '../../domain/photo/photo.ts';
import type { ProviderRun } from '../../domain/run/run.ts';
import type { Training } from '../../domain/training/training.ts';
import type { Hold } from '../../domain/wallet/wallet.ts';
import type { GenerationOfAvatar } from '../builders/generations.ts';
import type { InMemoryPorts } from '../in-memory/ports.ts';

/** What is stored now, for a test to look at. What is asked for is there. */
export const looking = ({ unitOfWork }: Pick<InMemoryPorts, 'unitOfWork'>) => ({
  avatar: (id: AvatarId): Avatar => stored(unitOfWork.committed().avatars, id),
  training: (id: TrainingId): Training => stored(unitOfWork.committed().trainings, id),
  /** Those of nobody's avatar are looked at for other things. */
  generation: (id: GenerationId): GenerationOfAvatar =>
    stored(unitOfWork.committed().generations, id) as GenerationOfAvatar,
  hold: (id: HoldId): Hold => stored(unitOfWork.committed().holds, id),
  photos: (): Photo[] => [...unitOfWork.committed().photos.values()],
  /** The tries of one training or generation, or all, the first one first. */
  runs: (id?: TrainingId | GenerationId): ProviderRun[] =>
    [...unitOfWork.committed().runs.values()].filter(
      ({ subject }) => id === undefined || subject.id === id,
    ),
});

const stored = <Id, Row>(table: ReadonlyMap<Id, Row>, id: Id): Row => {
  const row = table.get(id);
  if (!row) throw new Error(`nothing is stored as ${String(id)}`);
  return row;
};
