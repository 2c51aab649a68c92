import type { Address, UserId } from '../../shared/ids.ts';
import type { Locale, User } from '../../domain/user/user.ts';
import { defaultSettings } from '../../domain/user/user-settings.ts';
import { planGrant } from '../../domain/wallet/transfers.ts';
import type { Ports } from '../../ports/ports.ts';

export type RegisterUserInput = {
  readonly address: Address;
  readonly firstName: string;
  readonly locale: Locale;
};

/** Records a person's consent and welcomes them with credits, once however often they agree. */
export const registerUser =
  ({ unitOfWork, clock, ids, policy }: Pick<Ports, 'unitOfWork' | 'clock' | 'ids' | 'policy'>) =>
  async (input: RegisterUserInput): Promise<{ user: User; welcomeGrant: number }> =>
    unitOfWork.run(async ({ users, wallets }) => {
      const known = await users.findByAddress(input.address);
      if (known) return { user: known, welcomeGrant: 0 };
      const now = clock.now();
      const user: User = {
        id: ids.next<UserId>(),
        address: input.address,
        firstName: [...input.firstName].slice(0, 64).join(''),
        locale: input.locale,
        consent: { version: policy.consentVersion, givenAt: now },
        settings: defaultSettings,
        createdAt: now,
      };
      if (!(await users.add(user))) {
        const first = await users.findByAddress(input.address);
        if (!first) throw new Error('a known address has no user');
        return { user: first, welcomeGrant: 0 };
      }
      const amount = policy.prices.welcomeGrant;
      if (amount > 0) {
        const idempotencyKey = `welcome:${user.id}`;
        await wallets.post(
          planGrant({ userId: user.id, amount, idempotencyKey, reason: 'welcome' }),
        );
      }
      return { user, welcomeGrant: amount };
    });
