import type { Fill } from '../../fill.ts';
import { addBlock } from './block.ts';
import { addExport } from './export.ts';
import { addForget } from './forget.ts';
import { addList } from './list.ts';
import { addShow } from './show.ts';
import { addUnblock } from './unblock.ts';

export const users: Fill = (group, options) => {
  addList(group, options);
  addShow(group, options);
  addBlock(group, options);
  addUnblock(group, options);
  addForget(group, options);
  addExport(group, options);
};
