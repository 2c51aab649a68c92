import type { TransferLine, TransferSubject } from '../../domain/wallet/wallet.ts';
import { holdIdOf } from '../../domain/wallet/transfers.ts';
import type { UserId } from '../../shared/ids.ts';
import type { BookedTransfer, Store } from './store.ts';

/** A person's movements as they read them, in the order in which they were booked, the last first. */
export const transferLines = (
  store: Store,
  userId: UserId,
  { limit, before }: { limit: number; before?: string | undefined },
): readonly TransferLine[] => {
  const own = [...store.transfers.values()].filter((plan) => plan.userId === userId).toReversed();
  const known = own.findIndex(({ id }) => id === before);
  if (before !== undefined && known < 0) return [];
  return own
    .slice(known + 1)
    .map((plan) => lineOf(store, plan))
    .filter(({ amount }) => amount !== 0)
    .slice(0, limit);
};

const lineOf = (store: Store, plan: BookedTransfer): TransferLine => {
  const { id, bookedAt, kind, reason, legs } = plan;
  const amount = legs.reduce(
    (sum, leg) => (leg.account.part === 'available' ? sum + leg.amount : sum),
    0,
  );
  return { id, bookedAt, kind, reason, amount, about: subjectOf(store, plan) };
};

const subjectOf = (
  { trainings, generations, avatars }: Store,
  plan: BookedTransfer,
): TransferSubject | undefined => {
  const holdId = holdIdOf(plan);
  const training = [...trainings.values()].find((one) => one.holdId === holdId);
  const generation = [...generations.values()].find((one) => one.holdId === holdId);
  const avatar = avatars.get((training ?? generation)?.avatarId ?? ('' as never));
  if (!holdId || !avatar) return undefined;
  const avatarName = avatar.name;
  if (training) return { type: 'training', avatarName };
  return generation && { type: 'generation', avatarName, count: generation.request.count };
};
