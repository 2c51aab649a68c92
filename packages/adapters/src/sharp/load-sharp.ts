import type sharp from 'sharp';

type SharpModule = typeof sharp;

/** All that may be decoded, from memory or (for others in the same process) from the disk. */
const loaders = ['Jpeg', 'Png', 'Webp'].flatMap((format) => [
  `VipsForeignLoad${format}Buffer`,
  `VipsForeignLoad${format}File`,
]);

let loading: Promise<SharpModule> | undefined;

/**
 * Loaded at the first picture: the library takes its time and its memory. Its settings hold for the
 * whole process, whoever else uses it.
 */
export const loadSharp = (): Promise<SharpModule> => (loading ??= configured());

const configured = async (): Promise<SharpModule> => {
  const { default: sharp } = await import('sharp');
  // SVG, TIFF, GIF, PDF and the rest are parsers that nobody needs here and an attacker might.
  sharp.block({ operation: ['VipsForeignLoad'] });
  sharp.unblock({ operation: loaders });
  // No picture comes twice, and one thread a picture is enough where pictures come side by side.
  sharp.cache(false);
  sharp.concurrency(1);
  return sharp;
};
