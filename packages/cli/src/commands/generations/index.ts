import type { Fill } from '../../fill.ts';
import { addList } from './list.ts';
import { addRetry } from './retry.ts';
import { addShow } from './show.ts';

export const generations: Fill = (group, options) => {
  addList(group, options);
  addShow(group, options);
  addRetry(group, options);
};
