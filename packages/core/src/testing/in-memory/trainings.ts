import type { AvatarId, UserId } from '../../shared/ids.ts';
import { isTrainingFinal } from '../../domain/training/training-machine.ts';
import type { Training } from '../../domain/training/training.ts';
import type { Trainings } from '../../ports/trainings.ts';
import { conflict, insert, newestPage, overdue, saveFrom } from './rows.ts';
import type { Store } from './store.ts';

export const inMemoryTrainings = ({ trainings, avatars }: Store): Trainings => {
  const unfinished = (): Training[] =>
    [...trainings.values()].filter(({ status }) => !isTrainingFinal(status));
  const ofAvatar = (avatarId: AvatarId, userId: UserId): Training[] =>
    [...trainings.values()]
      .filter((training) => training.avatarId === avatarId && training.userId === userId)
      .toSorted((one, other) => other.version - one.version);
  const succeeded = (avatarId: AvatarId, userId: UserId): Training[] =>
    ofAvatar(avatarId, userId).filter(({ status }) => status === 'succeeded');
  return {
    find: async (id) => trainings.get(id),
    findOwned: async (id, userId) => {
      const training = trainings.get(id);
      return training?.userId === userId ? training : undefined;
    },
    findLatest: async (avatarId, userId) => ofAvatar(avatarId, userId)[0],
    list: async (userId, { avatarId, ...page }) =>
      newestPage(
        [...trainings.values()]
          .filter((training) => training.userId === userId)
          .filter((training) => avatars.get(training.avatarId)?.status !== 'deleted')
          .filter((training) => avatarId === undefined || training.avatarId === avatarId),
        page,
      ),
    listOfAvatar: async (avatarId, userId, limit) => ofAvatar(avatarId, userId).slice(0, limit),
    listSucceeded: async (avatarId, userId, { limit, before = Infinity }) =>
      succeeded(avatarId, userId)
        .filter(({ version }) => version < before)
        .slice(0, limit),
    countSucceeded: async (avatarId, userId) => succeeded(avatarId, userId).length,
    deleteResults: async (avatarId, userId, now) => {
      for (const training of ofAvatar(avatarId, userId)) {
        const { id, status, resultDeletedAt = now } = training;
        const rest = { ...training, output: undefined, result: undefined };
        trainings.set(id, status === 'succeeded' ? { ...rest, resultDeletedAt } : rest);
      }
      return ofAvatar(avatarId, userId).map(({ id }) => id);
    },
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
