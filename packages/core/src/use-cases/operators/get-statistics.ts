import { everyDay, firstDay, type DayFigures } from '../../domain/statistics/day-figures.ts';
import type { Ports } from '../../ports/ports.ts';

const mostDays = 90;

/** How much happened on each of the last days, today's last. */
export const getStatistics =
  ({ unitOfWork, clock }: Pick<Ports, 'unitOfWork' | 'clock'>) =>
  async ({ days }: { readonly days: number }): Promise<readonly DayFigures[]> => {
    const now = clock.now();
    const wanted = Math.min(Math.max(1, days), mostDays);
    const since = firstDay(now, wanted);
    const known = await unitOfWork.read(({ statistics }) => statistics.listDays(since));
    return everyDay(known, { now, days: wanted });
  };
