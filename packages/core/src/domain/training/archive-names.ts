/**
 * How a training's photos are called in the archive: by their place, from 1, so that a provider that
 * complains of a file names a photo. No text of a person's is in it.
 */
export const archiveNameOf = (number: number, extension: string): string =>
  `${String(number).padStart(3, '0')}.${extension}`;

const name = /(?<![\w.-])(\d{3})\.(?:jpe?g|png|webp)(?![\w-]|\.\w)/i;

/** The photo that a text names by the file's name, alone or at the end of a path; a provider may convert files. */
export const photoNumberIn = (text: string): number | undefined => {
  const [, digits] = name.exec(text.slice(0, 2000)) ?? [];
  const number = Number(digits);
  return number >= 1 ? number : undefined;
};
