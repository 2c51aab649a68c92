import type { Fill } from '../../fill.ts';
import { addAttachRequest } from './attach-request.ts';
import { addFail } from './fail.ts';
import { addImportResult } from './import-result.ts';
import { addList } from './list.ts';
import { addRefresh } from './refresh.ts';
import { addRetry } from './retry.ts';
import { addShow } from './show.ts';

export const trainings: Fill = (group, options) => {
  addList(group, options);
  addShow(group, options);
  addRefresh(group, options);
  addRetry(group, options);
  addFail(group, options);
  addAttachRequest(group, options);
  addImportResult(group, options);
};
