import type { BlobKey } from '../../shared/ids.ts';

/** A photo or picture of a person in our storage. */
export type PersonalFile = {
  readonly key: BlobKey;
  readonly type: 'photo' | 'picture';
  readonly bytes: number;
  /** When it was sent or made. */
  readonly at: Date;
};

const folders = { photo: 'photos', picture: 'pictures' } as const;

/** What a file is called in a copy of somebody's data: its day and its number, as in `photos/2026-11-23-0007.jpg`. */
export const exportedName = (
  { key, type, at }: Pick<PersonalFile, 'key' | 'type' | 'at'>,
  number: number,
): string => {
  const extension = key.slice(key.lastIndexOf('.') + 1);
  const day = at.toISOString().slice(0, 10);
  return `${folders[type]}/${day}-${String(number).padStart(4, '0')}.${extension}`;
};
