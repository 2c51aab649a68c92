import type { Fill } from '../../fill.ts';
import { addList } from './list.ts';
import { addResume } from './resume.ts';
import { addSend } from './send.ts';
import { addShow } from './show.ts';
import { addStop } from './stop.ts';

export const broadcast: Fill = (group, options) => {
  addSend(group, options);
  addList(group, options);
  addShow(group, options);
  addStop(group, options);
  addResume(group, options);
};
