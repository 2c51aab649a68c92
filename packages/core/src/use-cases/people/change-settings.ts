import type { User } from '../../domain/user/user.ts';
import type { UserSettings } from '../../domain/user/user-settings.ts';
import type { Ports } from '../../ports/ports.ts';

/** From now on the person is asked less, or told less, as they chose. What is not named stays as it is. */
export const changeSettings =
  ({ unitOfWork }: Pick<Ports, 'unitOfWork'>) =>
  async (user: User, chosen: Partial<UserSettings>): Promise<User> =>
    unitOfWork.run(async ({ users }) => {
      const current = (await users.find(user.id)) ?? user;
      const changed: User = { ...current, settings: { ...current.settings, ...chosen } };
      await users.save(changed);
      return changed;
    });
