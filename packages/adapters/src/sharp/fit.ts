import type { Dimensions } from './decode.ts';

/**
 * The size at which the longest side is at most `longest`, never larger than it is, and never so small
 * that the shorter side falls below `shortest`: a panorama stays long.
 */
export const fitWithin = (
  { width, height }: Dimensions,
  { longest, shortest }: { longest: number; shortest: number },
): Dimensions => {
  const wanted = Math.max(longest / Math.max(width, height), shortest / Math.min(width, height));
  const scale = Math.min(1, wanted);
  return { width: scaled(width, scale), height: scaled(height, scale) };
};

const scaled = (side: number, scale: number): number => Math.max(1, Math.round(side * scale));
