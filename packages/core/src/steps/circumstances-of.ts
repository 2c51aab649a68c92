import { together } from '../shared/together.ts';
import type { AuditEntry } from '../domain/audit/audit.ts';
import type { ProviderPause } from '../domain/pause/provider-pause.ts';
import type { Ports } from '../ports/ports.ts';

const mostDeeds = 100;

/** What stands around something that operators look at: what they did about it, and how the provider is. */
export const circumstancesOf = (
  { unitOfWork }: Pick<Ports, 'unitOfWork'>,
  subject: string,
): Promise<{ readonly deeds: readonly AuditEntry[]; readonly pauses: readonly ProviderPause[] }> =>
  unitOfWork.read(async ({ audit, pauses }) => {
    const [deeds, standing] = await together([
      audit.list({ subject, limit: mostDeeds }),
      pauses.list(),
    ]);
    return { deeds, pauses: standing };
  });
