import type { Fill } from '../../fill.ts';
import { addCreate } from './create.ts';
import { addRestore } from './restore.ts';
import { addVerify } from './verify.ts';

export const backup: Fill = (group, options) => {
  addCreate(group, options);
  addVerify(group, options);
  addRestore(group, options);
};
