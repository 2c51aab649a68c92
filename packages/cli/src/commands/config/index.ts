import type { Fill } from '../../fill.ts';
import { addCheck } from './check.ts';
import { addShow } from './show.ts';

export const config: Fill = (group, options) => {
  addShow(group, options);
  addCheck(group, options);
};
