import type { Fill } from '../../fill.ts';
import { addMigrate } from './migrate.ts';
import { addStatus } from './status.ts';

export const db: Fill = (group, options) => {
  addStatus(group, options);
  addMigrate(group, options);
};
