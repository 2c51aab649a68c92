import type { Address, UserId } from '../../shared/ids.ts';
import { ok, refuse, type Result } from '../../shared/result.ts';
import type { By } from '../../domain/audit/audit.ts';
import type { GrantRefusal } from '../../domain/operator/support-refusals.ts';
import { planGrant } from '../../domain/wallet/transfers.ts';
import type { Balance } from '../../domain/wallet/wallet.ts';
import type { Ports } from '../../ports/ports.ts';
import { findPerson } from '../../steps/find-person.ts';
import { noteChange } from '../../steps/note-change.ts';

export const grantLimits = { min: 1, max: 1_000_000 } as const;

export type GrantCreditsInput = {
  readonly who: UserId | Address;
  /** Whole credits. */
  readonly amount: number;
  /** The same key a second time is the same gift; left out, every one is a new one. */
  readonly key?: string | undefined;
  readonly by: By;
};

export type GrantedCredits = {
  readonly userId: UserId;
  /** False where the key had been used before. */
  readonly isNew: boolean;
  readonly balance: Balance;
};

/** Gives a person credits, out of nothing but with a reason. */
export const grantCredits =
  (ports: Pick<Ports, 'unitOfWork' | 'clock' | 'ids'>) =>
  async ({
    who,
    amount,
    key,
    by,
  }: GrantCreditsInput): Promise<Result<GrantedCredits, GrantRefusal>> => {
    const { min, max } = grantLimits;
    if (!Number.isInteger(amount) || amount < min || amount > max) {
      return refuse({ code: 'credits.amount-unfit', min, max });
    }
    const idempotencyKey = `operator:${key ?? ports.ids.next<string>()}`;
    return ports.unitOfWork.run(async (tx) => {
      const user = await findPerson(tx, who);
      if (!user) return refuse({ code: 'person.not-found' });
      const { id: userId } = user;
      const grant = planGrant({ userId, amount, idempotencyKey, reason: 'operator.grant' });
      const isNew = (await tx.wallets.post(grant)) === 'posted';
      if (isNew) {
        const subject = `user ${userId}`;
        await noteChange(tx, ports, { by, action: 'credits.grant', subject, details: { amount } });
      }
      return ok({ userId, isNew, balance: await tx.wallets.balance(userId) });
    });
  };
