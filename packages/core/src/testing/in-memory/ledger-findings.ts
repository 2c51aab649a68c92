import type { Generation } from '../../domain/generation/generation.ts';
import { isGenerationFinal } from '../../domain/generation/generation-machine.ts';
import { isTrainingFinal } from '../../domain/training/training-machine.ts';
import type { Training } from '../../domain/training/training.ts';
import { holdIdOf, priceOfDelivered } from '../../domain/wallet/transfers.ts';
import type { Hold } from '../../domain/wallet/wallet.ts';
import type { HoldId, UserId } from '../../shared/ids.ts';
import type { LedgerFinding } from '../../ports/ledger-audit.ts';
import type { BookedTransfer, Store } from './store.ts';

type Work = {
  readonly id: string;
  readonly userId: UserId;
  readonly holdId: HoldId;
  readonly price: number;
  readonly isOver: boolean;
  /** The price of what was delivered. */
  readonly worth: number;
};

/** What maps can get wrong: these have no guards that could be missing, and compute no balance twice. */
export const ledgerFindings = (store: Store): LedgerFinding[] => {
  const work = worksIn(store);
  const booked = [...store.transfers.values()];
  return [
    ...total(store),
    ...booked.flatMap(ofTransfer),
    ...ofHeld(store),
    ...[...store.holds.values()].flatMap((hold) =>
      ofHold(hold, booked, { work, isForgotten: store.forgotten.has(hold.userId) }),
    ),
    ...work.flatMap((one) => ofWork(one, store.holds.get(one.holdId), booked)),
  ];
};

const worksIn = ({ trainings, generations }: Store): Work[] => [
  ...[...trainings.values()].map((training) => ({
    ...training,
    isOver: isTrainingFinal(training.status),
    worth: worthOfTraining(training),
  })),
  ...[...generations.values()].map((generation) => ({
    ...generation,
    isOver: isGenerationFinal(generation.status),
    worth: worthOfGeneration(generation),
  })),
];

const worthOfTraining = ({ status, price }: Training): number =>
  status === 'succeeded' ? price : 0;

const worthOfGeneration = ({ status, price, request, delivered }: Generation): number =>
  status === 'succeeded' ? priceOfDelivered(price, request.count, delivered) : 0;

const total = ({ balances }: Store): LedgerFinding[] => {
  const actual = [...balances.values()].reduce((sum, amount) => sum + amount, 0);
  return actual === 0
    ? []
    : [{ code: 'ledger.unbalanced', subject: 'all entries', expected: 0, actual }];
};

const ofTransfer = ({ idempotencyKey: subject, userId, legs }: BookedTransfer): LedgerFinding[] => {
  const actual = legs.reduce((sum, { amount }) => sum + amount, 0);
  return [
    ...(actual === 0
      ? []
      : [{ code: 'transfer.unbalanced', subject, userId, expected: 0, actual } as const]),
    ...(legs.length >= 2
      ? []
      : [
          {
            code: 'transfer.too-few-legs',
            subject,
            userId,
            expected: 2,
            actual: legs.length,
          } as const,
        ]),
  ];
};

const ofHeld = ({ balances, holds, users, forgotten }: Store): LedgerFinding[] =>
  [...users.keys(), ...forgotten.keys()].flatMap((userId) => {
    const open = [...holds.values()].filter(
      (hold) => hold.userId === userId && hold.status === 'held',
    );
    const expected = open.reduce((sum, { amount }) => sum + amount, 0);
    const actual = balances.get(`user:${userId}:held`) ?? 0;
    const subject = userId;
    return expected === actual
      ? []
      : [{ code: 'account.held-drifted', subject, userId, expected, actual } as const];
  });

const ofHold = (
  hold: Hold,
  booked: readonly BookedTransfer[],
  { work, isForgotten }: { readonly work: readonly Work[]; readonly isForgotten: boolean },
): LedgerFinding[] => {
  const { id, userId, amount, captured, status } = hold;
  const about = { subject: id, userId };
  const ends = booked.filter((plan) => holdIdOf(plan) === id && plan.kind !== 'hold').length;
  const due = status === 'held' || amount === 0 ? 0 : 1;
  const isPaying = status === 'held' || captured > 0;
  // Of who was forgotten only the books are left.
  const hasWork = (isForgotten && status !== 'held') || work.some(({ holdId }) => holdId === id);
  return [
    ...(captured > amount
      ? [{ code: 'hold.over-captured', ...about, expected: amount, actual: captured } as const]
      : []),
    ...(ends === due
      ? []
      : [{ code: 'hold.transfers-wrong', ...about, expected: due, actual: ends } as const]),
    ...(isPaying && !hasWork ? [{ code: 'hold.without-work', ...about } as const] : []),
  ];
};

const ofWork = (
  work: Work,
  hold: Hold | undefined,
  booked: readonly BookedTransfer[],
): LedgerFinding[] => {
  if (!hold) return [];
  const { id: subject, userId, price, isOver, worth } = work;
  const about = { subject, userId };
  const found: LedgerFinding[] = [];
  if (hold.userId !== userId || hold.amount !== price) {
    found.push({ code: 'work.hold-mismatched', ...about, expected: price, actual: hold.amount });
  }
  const isGift = hold.status === 'expired';
  if (isOver && hold.status !== 'held' && !isGift && hold.captured !== worth) {
    found.push({ code: 'work.charged-wrong', ...about, expected: worth, actual: hold.captured });
  }
  const charges = booked.filter((plan) => plan.kind === 'capture' && holdIdOf(plan) === hold.id);
  if (charges.length > 1) {
    found.push({ code: 'work.charged-twice', ...about, expected: 1, actual: charges.length });
  }
  if (isOver && hold.status === 'held') found.push({ code: 'work.hold-open', ...about });
  if (!isOver && hold.status !== 'held') found.push({ code: 'work.hold-closed', ...about });
  return found;
};
