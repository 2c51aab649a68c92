import type { Fill } from '../../fill.ts';
import { addList } from './list.ts';

export const audit: Fill = (group, options) => {
  addList(group, options);
};
