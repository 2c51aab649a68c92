import { randomUUID } from 'node:crypto';
import { rename, writeFile } from 'node:fs/promises';

/** A reader, or a start after a crash, sees the old content or the new one, never half of it. */
export const writeAtomically = async (
  path: string,
  content: string | Buffer,
  mode = 0o644,
): Promise<void> => {
  const temporary = `${path}.${randomUUID()}.tmp`;
  await writeFile(temporary, content, { mode });
  await rename(temporary, path);
};
