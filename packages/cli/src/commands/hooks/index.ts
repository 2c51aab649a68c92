import type { Fill } from '../../fill.ts';
import { addList } from './list.ts';
import { addReplay } from './replay.ts';

export const hooks: Fill = (group, options) => {
  addList(group, options);
  addReplay(group, options);
};
