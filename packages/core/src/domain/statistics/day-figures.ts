export const figureNames = [
  'people',
  'trainings',
  'trained',
  'untrained',
  'orders',
  'pictures',
  'costMicroUsd',
] as const;
export type FigureName = (typeof figureNames)[number];

/** What happened on one day, by the clock of UTC. */
export type DayFigures = Readonly<Record<FigureName, number>> & {
  /** `2026-11-23` */
  readonly day: string;
};

const dayMs = 24 * 60 * 60_000;

export const dayOf = (time: Date): string => time.toISOString().slice(0, 10);

/** The beginning of the first of so many days, the last of which is that of `now`. */
export const firstDay = (now: Date, days: number): Date =>
  new Date(Math.floor(now.getTime() / dayMs) * dayMs - (days - 1) * dayMs);

export const noFigures = (day: string): DayFigures => ({
  day,
  people: 0,
  trainings: 0,
  trained: 0,
  untrained: 0,
  orders: 0,
  pictures: 0,
  costMicroUsd: 0,
});

/** One entry for each of so many days in a row, whether anything happened on it or not. */
export const everyDay = (
  known: readonly DayFigures[],
  { now, days }: { readonly now: Date; readonly days: number },
): readonly DayFigures[] => {
  const first = firstDay(now, days).getTime();
  return Array.from({ length: days }, (_, at) => {
    const day = dayOf(new Date(first + at * dayMs));
    return known.find((figures) => figures.day === day) ?? noFigures(day);
  });
};
