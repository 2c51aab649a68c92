import type { Fill } from '../../fill.ts';
import { addCancel } from './cancel.ts';
import { addList } from './list.ts';
import { addRetry } from './retry.ts';
import { addShow } from './show.ts';

export const jobs: Fill = (group, options) => {
  addList(group, options);
  addShow(group, options);
  addRetry(group, options);
  addCancel(group, options);
};
