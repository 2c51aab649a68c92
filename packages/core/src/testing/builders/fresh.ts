import type { Ids } from '../../ports/ids.ts';
import { testIds } from '../in-memory/ids.ts';

/** Ids for whatever a test makes without naming one; they sort by when they were made. */
const ids: Ids = testIds(1_000_000);

export const freshId = <Id extends string>(): Id => ids.next<Id>();

/** Whole seconds, as every store keeps them. */
export const builtAt = new Date('2026-11-22T12:00:00.000Z');

export const minutesAfter = (time: Date, minutes: number): Date =>
  new Date(time.getTime() + minutes * 60_000);
