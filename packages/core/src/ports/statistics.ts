import type { DayFigures } from '../domain/statistics/day-figures.ts';

/** How much happens, for operators. */
export type Statistics = {
  /**
   * The days since then on which anything happened, the first first: who came, trainings and orders by
   * when they were asked for, how trainings ended by when they did, pictures by when they were stored,
   * and what runs cost, billed or perhaps billed, by when they began. What was deleted is not counted.
   */
  listDays(since: Date): Promise<readonly DayFigures[]>;
};
