import type { Fill } from '../../fill.ts';
import { addGrant } from './grant.ts';
import { addHistory } from './history.ts';

export const credits: Fill = (group, options) => {
  addGrant(group, options);
  addHistory(group, options);
};
