const controls = /[\p{Cc}\u2028\u2029\s]+/gu;
/** Cannot be seen, and can turn round or hide what can. Joiners stay: emoji and scripts need them. */
const hidden = /[\u00AD\u200B\u200E\u200F\u202A-\u202E\u2060-\u206F\uFEFF\u{E0000}-\u{E007F}]/gu;

/**
 * What a language model answered as one line of plain text of at most `max` characters. A longer one
 * ends at its last whole word.
 */
export const plainLine = (text: string, max: number): string => {
  const line = text
    .slice(0, max * 8)
    .toWellFormed()
    .normalize('NFC')
    .replaceAll(hidden, '')
    .replaceAll(controls, ' ')
    .trim();
  const characters = [...line];
  if (characters.length <= max) return line;
  const cut = characters.slice(0, max).join('');
  return cut.slice(0, Math.max(0, cut.lastIndexOf(' '))).trim();
};
