import type { Address, UserId } from '../../shared/ids.ts';
import type { Locale, User } from '../../domain/user/user.ts';
import { welcomeForgottenAt } from '../../domain/account/welcome.ts';
import { defaultSettings } from '../../domain/user/user-settings.ts';
import { planGrant } from '../../domain/wallet/transfers.ts';
import type { Ports } from '../../ports/ports.ts';

export type RegisterUserInput = {
  readonly address: Address;
  readonly firstName: string;
  readonly locale: Locale;
};

export type Registered = {
  readonly user: User;
  /** Credits given now; none to whoever was here already. */
  readonly welcomeGrant: number;
  /** Nothing was given because it was given to the same address before they were forgotten. */
  readonly welcomedBefore?: true;
};

type Needs = Pick<Ports, 'unitOfWork' | 'pseudonyms' | 'clock' | 'ids' | 'policy'>;

/**
 * Records a person's consent and welcomes them with credits: once however often they agree, and once
 * a year however often they have themselves forgotten.
 */
export const registerUser =
  ({ unitOfWork, pseudonyms, clock, ids, policy }: Needs) =>
  async (input: RegisterUserInput): Promise<Registered> =>
    unitOfWork.run(async ({ users, accounts, wallets }) => {
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
      if (amount === 0) return { user, welcomeGrant: 0 };
      const welcome = {
        pseudonym: pseudonyms.of(input.address),
        forgetAt: welcomeForgottenAt(now),
      };
      if (!(await accounts.addWelcome(welcome, { now }))) {
        return { user, welcomeGrant: 0, welcomedBefore: true };
      }
      const idempotencyKey = `welcome:${user.id}`;
      await wallets.post(planGrant({ userId: user.id, amount, idempotencyKey, reason: 'welcome' }));
      return { user, welcomeGrant: amount };
    });
