import type { Address, UserId } from '../../shared/ids.ts';
import type { AuditEntry } from '../../domain/audit/audit.ts';
import type { Ports } from '../../ports/ports.ts';
import type { UserDossier, UserFilter, UserListing } from '../../ports/user-directory.ts';
import { circumstancesOf } from '../../steps/circumstances-of.ts';

export type InspectedUser = UserDossier & {
  /** What operators did about them, newest first. */
  readonly deeds: readonly AuditEntry[];
};

/** Shows operators who there is and how they stand. Changes nothing. */
export const inspectUsers = (ports: Pick<Ports, 'unitOfWork' | 'userDirectory'>) => ({
  list: (filter: UserFilter): Promise<readonly UserListing[]> => ports.userDirectory.list(filter),
  show: async (who: UserId | Address): Promise<InspectedUser | undefined> => {
    const found = await ports.userDirectory.find(who);
    if (!found) return undefined;
    const { deeds } = await circumstancesOf(ports, `user ${found.user.id}`);
    return { ...found, deeds };
  },
});
