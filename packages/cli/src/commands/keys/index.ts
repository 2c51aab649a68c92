import type { Fill } from '../../fill.ts';
import { addCreate } from './create.ts';
import { addList } from './list.ts';
import { addRevoke } from './revoke.ts';

export const keys: Fill = (group, options) => {
  addCreate(group, options);
  addList(group, options);
  addRevoke(group, options);
};
