import type { Fill } from '../../fill.ts';
import { addShow } from './show.ts';
import { addVerify } from './verify.ts';

export const ledger: Fill = (group, options) => {
  addVerify(group, options);
  addShow(group, options);
};
