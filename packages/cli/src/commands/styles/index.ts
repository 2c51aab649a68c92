import type { Fill } from '../../fill.ts';
import { addLint } from './lint.ts';
import { addList } from './list.ts';
import { addPreview } from './preview.ts';

export const styles: Fill = (group, options) => {
  addLint(group, options);
  addList(group, options);
  addPreview(group, options);
};
