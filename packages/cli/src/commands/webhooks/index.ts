import type { Fill } from '../../fill.ts';
import { addList } from './list.ts';
import { addReplay } from './replay.ts';
import { addShow } from './show.ts';
import { addVerify } from './verify.ts';

export const webhooks: Fill = (group, options) => {
  addList(group, options);
  addShow(group, options);
  addReplay(group, options);
  addVerify(group, options);
};
