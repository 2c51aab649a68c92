/** Two at a time: the same threads also serve files, names and cryptography. */
const maxAtOnce = 2;

type Turn = { readonly pixels: number; readonly start: () => void };

/**
 * Lets decoding begin in the order of asking, while the pixels under way stay within `maxPixels`: some
 * formats cannot be decoded in strips, so pixels are memory. Larger pictures go alone.
 */
export const decodingTurns = (maxPixels: number) => {
  const waiting: Turn[] = [];
  let underWay = 0;
  let pixelsUnderWay = 0;

  const startNext = (): void => {
    const [next] = waiting;
    if (!next || underWay >= maxAtOnce) return;
    if (underWay > 0 && pixelsUnderWay + next.pixels > maxPixels) return;
    waiting.shift();
    underWay += 1;
    pixelsUnderWay += next.pixels;
    next.start();
    startNext();
  };

  return async <T>(pixels: number, decode: () => Promise<T>): Promise<T> => {
    await new Promise<void>((start) => {
      waiting.push({ pixels, start });
      startNext();
    });
    try {
      return await decode();
    } finally {
      underWay -= 1;
      pixelsUnderWay -= pixels;
      startNext();
    }
  };
};
