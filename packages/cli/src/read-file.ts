import { open, stat } from 'node:fs/promises';

export const isAddress = (text: string): boolean => /^https?:\/\//u.test(text);

/** A file that is read as a whole. Says so where it is too large or not there. */
export const readSmall = async (path: string, maxBytes: number): Promise<Buffer> => {
  const info = await stat(path).catch(() => undefined);
  if (!info?.isFile()) throw new Error(`There is no file ${path}.`);
  if (info.size > maxBytes) throw new Error(`${path} has more than ${maxBytes} bytes.`);
  const file = await open(path);
  try {
    return await file.readFile();
  } finally {
    await file.close();
  }
};
