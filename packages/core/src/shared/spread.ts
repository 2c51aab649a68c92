/**
 * Somewhere from 0 to `withinMs`, the same for the same id and evenly spread over many: what waits
 * for the same moment does not all come in it.
 */
export const spreadOf = (id: string, withinMs: number): number => {
  let hash = 2_166_136_261;
  for (let at = 0; at < id.length; at += 1) {
    hash = Math.imul(hash ^ id.charCodeAt(at), 16_777_619) >>> 0;
  }
  return Math.floor((hash / 2 ** 32) * withinMs);
};
