import type { User } from '../../domain/user/user.ts';
import type { Ports } from '../../ports/ports.ts';

/** Records that a person agreed to the terms as they are now. */
export const renewConsent =
  ({ unitOfWork, clock, policy }: Pick<Ports, 'unitOfWork' | 'clock' | 'policy'>) =>
  async (user: User): Promise<User> =>
    unitOfWork.run(async ({ users }) => {
      const current = (await users.find(user.id)) ?? user;
      if (current.consent.version === policy.consentVersion) return current;
      const consent = { version: policy.consentVersion, givenAt: clock.now() };
      const renewed: User = { ...current, consent };
      await users.save(renewed);
      return renewed;
    });
