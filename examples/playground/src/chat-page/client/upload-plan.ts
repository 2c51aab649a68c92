const maxUploadBytes = 20 * 1024 * 1024;
const albumLimit = 10;

export type Picked = { file: File; isPicture: boolean };
export type UploadGroup = { as: 'photo' | 'document'; files: File[] };
export type Refused = { tooLarge: File[]; empty: File[] };

/** Parts what can be sent from what a bot could never receive. */
export const sortPicked = (files: File[]): { accepted: File[]; refused: Refused } => ({
  accepted: files.filter(({ size }) => size > 0 && size <= maxUploadBytes),
  refused: {
    tooLarge: files.filter(({ size }) => size > maxUploadBytes),
    empty: files.filter(({ size }) => size === 0),
  },
});

const chunks = (files: File[]): File[][] =>
  Array.from({ length: Math.ceil(files.length / albumLimit) }, (_, index) =>
    files.slice(index * albumLimit, (index + 1) * albumLimit),
  );

/** Albums of up to ten as Telegram makes them; photos and documents never share one. */
export const planUploads = (picked: Picked[], asFiles: boolean): UploadGroup[] => {
  const isPhoto = ({ isPicture }: Picked): boolean => isPicture && !asFiles;
  const photos = picked.filter(isPhoto).map(({ file }) => file);
  const documents = picked.filter((each) => !isPhoto(each)).map(({ file }) => file);
  return [
    ...chunks(photos).map((files) => ({ as: 'photo' as const, files })),
    ...chunks(documents).map((files) => ({ as: 'document' as const, files })),
  ];
};
