import type { ExportId, UserId } from '../../shared/ids.ts';
import { exportLimits, type ExportSelection } from '../../domain/image/export-plan.ts';
import type { Ports } from '../../ports/ports.ts';

/** Has pictures packed into archives that are sent as files. Answers false where none were chosen, or too many. */
export const requestExport =
  ({ unitOfWork, ids }: Pick<Ports, 'unitOfWork' | 'ids'>) =>
  async (userId: UserId, selection: ExportSelection): Promise<boolean> => {
    if (selection.type === 'chosen') {
      const { length } = selection.imageIds;
      if (length === 0 || length > exportLimits.chosen) return false;
    }
    const exportId = ids.next<ExportId>();
    await unitOfWork.run(({ jobs }) =>
      jobs.enqueue(
        { name: 'images.export', data: { exportId, userId, selection } },
        { key: userId },
      ),
    );
    return true;
  };
