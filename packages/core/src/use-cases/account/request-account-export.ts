import type { ExportId, UserId } from '../../shared/ids.ts';
import type { Result } from '../../shared/result.ts';
import type { Ports } from '../../ports/ports.ts';
import { beginExport, type ExportTooSoon } from '../../steps/begin-export.ts';

export type { ExportTooSoon } from '../../steps/begin-export.ts';

/** Has everything that is kept about a person packed and sent to them, once an hour at most. */
export const requestAccountExport =
  (ports: Pick<Ports, 'unitOfWork' | 'clock' | 'ids'>) =>
  async (userId: UserId): Promise<Result<ExportId, ExportTooSoon>> =>
    ports.unitOfWork.run((tx) => beginExport(tx, ports, userId));
