import type { UserId } from '../../shared/ids.ts';
import type { ApiClient } from '../../domain/api/api-client.ts';
import { clientAddress } from '../../domain/api/client-address.ts';
import type { Locale, User } from '../../domain/user/user.ts';
import { welcomeForgottenAt } from '../../domain/account/welcome.ts';
import { defaultSettings } from '../../domain/user/user-settings.ts';
import { planGrant } from '../../domain/wallet/transfers.ts';
import type { Ports } from '../../ports/ports.ts';
import type { Transaction } from '../../ports/unit-of-work.ts';

export type RegisterClientUserInput = {
  readonly client: ApiClient;
  /** See `externalIdPattern`. */
  readonly externalId: string;
  readonly firstName: string;
  readonly locale: Locale;
};

export type RegisteredClientUser = { readonly user: User; readonly isNew: boolean };

type Needs = Pick<Ports, 'unitOfWork' | 'pseudonyms' | 'clock' | 'ids' | 'policy'>;

/**
 * Records that a client's person agreed to the terms, for which the client vouches, and gives them what
 * the client's people are given: once a year, however often they are erased and brought again. Said
 * again, it renews their consent, name and language, and gives nothing.
 */
export const registerClientUser =
  (ports: Needs) =>
  async (input: RegisterClientUserInput): Promise<RegisteredClientUser> =>
    ports.unitOfWork.run(async (tx) => {
      const known = await tx.users.findByAddress(addressOf(input));
      return known ? renew(tx, ports, known, input) : register(tx, ports, input);
    });

const addressOf = ({ client, externalId }: RegisterClientUserInput) =>
  clientAddress(client.id, externalId);

const longestName = 64;

const saidNow = (
  { clock, policy }: Needs,
  { firstName, locale }: RegisterClientUserInput,
): Pick<User, 'firstName' | 'locale' | 'consent'> => ({
  firstName: [...firstName].slice(0, longestName).join(''),
  locale,
  consent: { version: policy.consentVersion, givenAt: clock.now() },
});

const renew = async (
  { users }: Transaction,
  ports: Needs,
  known: User,
  input: RegisterClientUserInput,
): Promise<RegisteredClientUser> => {
  const { consent, ...said } = saidNow(ports, input);
  const isCurrent = known.consent.version === consent.version;
  const user = { ...known, ...said, consent: isCurrent ? known.consent : consent };
  await users.save(user);
  return { user, isNew: false };
};

const register = async (
  tx: Transaction,
  ports: Needs,
  input: RegisterClientUserInput,
): Promise<RegisteredClientUser> => {
  const user: User = {
    id: ports.ids.next<UserId>(),
    address: addressOf(input),
    ...saidNow(ports, input),
    settings: defaultSettings,
    createdAt: ports.clock.now(),
  };
  if (!(await tx.users.add(user))) {
    const first = await tx.users.findByAddress(user.address);
    if (!first) throw new Error('a known address has no user');
    return { user: first, isNew: false };
  }
  await welcome(tx, ports, user, input.client.userCredits);
  return { user, isNew: true };
};

const welcome = async (
  { accounts, wallets }: Transaction,
  { pseudonyms, clock }: Needs,
  { id: userId, address }: User,
  amount: number,
): Promise<void> => {
  if (amount === 0) return;
  const now = clock.now();
  const welcomed = { pseudonym: pseudonyms.of(address), forgetAt: welcomeForgottenAt(now) };
  if (!(await accounts.addWelcome(welcomed, { now }))) return;
  const grant = { userId, amount, idempotencyKey: `welcome:${userId}`, reason: 'welcome' };
  await wallets.post(planGrant(grant));
};
