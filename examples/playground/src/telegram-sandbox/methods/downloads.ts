import { badRequest } from '../errors.ts';
import { method } from './method.ts';
import { requiredText } from './parameters.ts';

/** A bot can download 20 MB. */
const maxDownloadBytes = 20 * 1024 ** 2;

const getFile = method({
  name: 'getFile',
  parameters: { file_id: requiredText('file_id not specified') },
  run: ({ files }, { file_id: fileId }) => {
    if (fileId === '') throw badRequest('file_id not specified');
    const file = files.find(fileId);
    if (file === undefined) throw badRequest('invalid file_id');
    if (file.size > maxDownloadBytes) throw badRequest('file is too big');
    return {
      file_id: file.fileId,
      file_unique_id: file.uniqueId,
      file_size: file.size,
      file_path: file.path,
    };
  },
});

export const downloadMethods = [getFile];
