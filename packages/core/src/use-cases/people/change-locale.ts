import type { Locale, User } from '../../domain/user/user.ts';
import type { Ports } from '../../ports/ports.ts';

/** From now on the person is spoken to in the language they chose. */
export const changeLocale =
  ({ unitOfWork }: Pick<Ports, 'unitOfWork'>) =>
  async (user: User, locale: Locale): Promise<User> =>
    unitOfWork.run(async ({ users }) => {
      const changed: User = { ...user, locale };
      await users.save(changed);
      return changed;
    });
