import {
  dayOf,
  noFigures,
  type DayFigures,
  type FigureName,
} from '../../domain/statistics/day-figures.ts';
import type { Statistics } from '../../ports/statistics.ts';
import { byText } from './rows.ts';
import type { Store } from './store.ts';

export const inMemoryStatistics = (store: Store): Statistics => ({
  listDays: async (since) => {
    const days = new Map<string, DayFigures>();
    const add = (name: FigureName, time: Date | undefined, amount = 1): void => {
      if (!time || time < since) return;
      const day = dayOf(time);
      const figures = days.get(day) ?? noFigures(day);
      days.set(day, { ...figures, [name]: figures[name] + amount });
    };
    for (const { createdAt } of store.users.values()) add('people', createdAt);
    for (const { createdAt, finishedAt, status } of store.trainings.values()) {
      add('trainings', createdAt);
      add(status === 'succeeded' ? 'trained' : 'untrained', finishedAt);
    }
    for (const { createdAt, purpose } of store.generations.values()) {
      if (purpose !== 'preview') add('orders', createdAt);
    }
    for (const { createdAt } of store.images.values()) add('pictures', createdAt);
    for (const { createdAt, cost } of store.runs.values()) {
      if (cost.billing === 'billed' || cost.billing === 'maybe') {
        add('costMicroUsd', createdAt, cost.expectedMicroUsd);
      }
    }
    return [...days.values()].toSorted((one, other) => byText(one.day, other.day));
  },
});
