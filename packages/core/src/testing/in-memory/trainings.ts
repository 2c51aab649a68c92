import type { AvatarId, UserId } from '../../shared/ids.ts';
import { isTrainingFinal } from '../../domain/training/training-machine.ts';
import type { Training } from '../../domain/training/training.ts';
import type { Trainings } from '../../ports/trainings.ts';
import { conflict, insert, overdue, saveFrom } from './rows.ts';
import type { Store } from './store.ts';

export const inMemoryTrainings = ({ trainings }: Store): Trainings => {
  const unfinished = (): Training[] =>
    [...trainings.values()].filter(({ status }) => !isTrainingFinal(status));
  const ofAvatar = (avatarId: AvatarId, userId: UserId): Training[] =>
    [...trainings.values()]
      .filter((training) => training.avatarId === avatarId && training.userId === userId)
      .toSorted((one, other) => other.version - one.version);
  return {
    find: async (id) => trainings.get(id),
    findOwned: async (id, userId) => {
      const training = trainings.get(id);
      return training?.userId === userId ? training : undefined;
    },
    findLatest: async (avatarId, userId) => ofAvatar(avatarId, userId)[0],
    listOfAvatar: async (avatarId, userId, limit) => ofAvatar(avatarId, userId).slice(0, limit),
    add: async (training) => {
      if (unfinished().some(({ avatarId }) => avatarId === training.avatarId)) {
        throw conflict(`the unfinished training of avatar ${training.avatarId}`);
      }
      insert(trainings, training);
    },
    save: async (training, from) => saveFrom(trainings, training, from),
    listOverdue: async (now, limit) =>
      overdue(unfinished(), ({ deadlineAt }) => deadlineAt, { now, limit }),
  };
};
