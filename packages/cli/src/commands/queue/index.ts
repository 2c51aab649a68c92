import type { Fill } from '../../fill.ts';
import { addList } from './list.ts';
import { addPause } from './pause.ts';
import { addResume } from './resume.ts';

export const queue: Fill = (group, options) => {
  addList(group, options);
  addPause(group, options);
  addResume(group, options);
};
