import type { Address, ErasureId, ExportId, UserId } from '../../shared/ids.ts';
import { ok, refuse, type Result } from '../../shared/result.ts';
import { clientOf } from '../../domain/api/client-address.ts';
import type { By } from '../../domain/audit/audit.ts';
import type { ExportOfClient, PersonNotFound } from '../../domain/operator/support-refusals.ts';
import type { User } from '../../domain/user/user.ts';
import type { Ports } from '../../ports/ports.ts';
import type { Transaction } from '../../ports/unit-of-work.ts';
import { beginErasure } from '../../steps/begin-erasure.ts';
import { beginExport, type ExportTooSoon } from '../../steps/begin-export.ts';
import { findPerson } from '../../steps/find-person.ts';
import { noteChange } from '../../steps/note-change.ts';

type Needs = Pick<Ports, 'unitOfWork' | 'clock' | 'ids'>;
type Wanted = { readonly who: UserId | Address; readonly by: By };

/** What an operator does about a person. */
export const manageUsers = (ports: Needs) => ({
  /** Lets a person do nothing more that costs. What they have, and what goes on, stays theirs. */
  block: setBlocked(ports, true),
  unblock: setBlocked(ports, false),
  /** As their own "forget me": at once, and for good. */
  forget: forgetUser(ports),
  /** Has a copy of everything about a person sent to themselves. */
  export: exportUser(ports),
});

export type BlockedUser = { readonly user: User; readonly isChanged: boolean };

const setBlocked =
  (ports: Needs, isBlocked: boolean) =>
  ({ who, by }: Wanted): Promise<Result<BlockedUser, PersonNotFound>> =>
    ofPerson<BlockedUser, never>(ports, who, async (tx, user) => {
      const blockedSince = isBlocked ? ports.clock.now() : undefined;
      const isChanged = await tx.users.setBlocked(user.id, blockedSince);
      if (!isChanged) return ok({ user, isChanged });
      const action = isBlocked ? 'users.block' : 'users.unblock';
      await noteChange(tx, ports, { by, action, subject: `user ${user.id}` });
      return ok({ user: { ...user, blockedSince }, isChanged });
    });

const forgetUser =
  (ports: Needs) =>
  ({ who, by }: Wanted): Promise<Result<ErasureId, PersonNotFound>> =>
    ofPerson(ports, who, async (tx, user) => {
      const erasureId = await beginErasure(tx, ports, { userId: user.id });
      if (!erasureId) return refuse({ code: 'person.not-found' });
      // The receipt, which leads to nobody, and not the person, who is to be forgotten.
      await noteChange(tx, ports, { by, action: 'users.forget', subject: `erasure ${erasureId}` });
      return ok(erasureId);
    });

type ExportRefusal = PersonNotFound | ExportTooSoon | ExportOfClient;

const exportUser =
  (ports: Needs) =>
  ({ who, by }: Wanted): Promise<Result<ExportId, ExportRefusal>> =>
    ofPerson<ExportId, ExportRefusal>(ports, who, async (tx, user) => {
      if (clientOf(user.address)) return refuse({ code: 'export.of-client' });
      const begun = await beginExport(tx, ports, user.id);
      if (!begun.ok) return begun;
      const details = { export: begun.value };
      await noteChange(tx, ports, {
        by,
        action: 'users.export',
        subject: `user ${user.id}`,
        details,
      });
      return begun;
    });

const ofPerson = <T, E>(
  { unitOfWork }: Needs,
  who: UserId | Address,
  work: (tx: Transaction, user: User) => Promise<Result<T, E | PersonNotFound>>,
): Promise<Result<T, E | PersonNotFound>> =>
  unitOfWork.run(async (tx) => {
    const user = await findPerson(tx, who);
    return user ? work(tx, user) : refuse({ code: 'person.not-found' });
  });
