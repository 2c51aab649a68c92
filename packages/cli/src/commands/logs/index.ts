import type { Fill } from '../../fill.ts';
import { addTail } from './tail.ts';

export const logs: Fill = (group, options) => {
  addTail(group, options);
};
