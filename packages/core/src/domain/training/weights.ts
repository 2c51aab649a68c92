const maxHeaderBytes = 100_000_000;
const openBrace = 0x7b;

/**
 * Whether a file begins as safetensors do: eight bytes that tell how long the JSON is, and the JSON.
 * https://github.com/huggingface/safetensors#format
 */
export const looksLikeSafetensors = (head: Uint8Array): boolean => {
  if (head.length < 9) return false;
  const length = head.slice(0, 8).reduceRight((sum, byte) => sum * 256 + byte, 0);
  return length >= 2 && length <= maxHeaderBytes && head[8] === openBrace;
};
