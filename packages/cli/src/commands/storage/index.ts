import type { Fill } from '../../fill.ts';
import { addSweep } from './sweep.ts';
import { addVerify } from './verify.ts';

export const storage: Fill = (group, options) => {
  addVerify(group, options);
  addSweep(group, options);
};
