import type { Fill } from '../../fill.ts';
import { addCancel } from './cancel.ts';
import { addDelete } from './delete.ts';
import { addImport } from './import.ts';
import { addList } from './list.ts';
import { addRename } from './rename.ts';
import { addRetrain } from './retrain.ts';
import { addShow } from './show.ts';

export const avatars: Fill = (group, options) => {
  addList(group, options);
  addShow(group, options);
  addRetrain(group, options);
  addCancel(group, options);
  addRename(group, options);
  addDelete(group, options);
  addImport(group, options);
};
