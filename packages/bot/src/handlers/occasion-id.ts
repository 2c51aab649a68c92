import { createHash } from 'node:crypto';

/** What is handed over again comes within this. */
const spanMs = 10 * 60_000;

/**
 * An id that is the same for the same message or tap of about the same time, however often Telegram
 * hands it over. Begins with the time, as every id does, if only roughly.
 */
const idOf = <Id extends string>(what: string, span: number, occasion: string): Id => {
  const time = (span * spanMs).toString(16).padStart(12, '0');
  const hash = createHash('sha256').update(`${what} ${occasion}`).digest('hex');
  const random = [`8${hash.slice(0, 3)}`, `8${hash.slice(3, 6)}`, hash.slice(6, 18)].join('-');
  return `${time.slice(0, 8)}-${time.slice(8)}-${random}` as Id;
};

/** The id that was made of the occasion before, where something has it, or a new one. */
export const idOfOccasion = async <Id extends string>(
  what: string,
  occasion: string,
  isKnown: (id: Id) => Promise<boolean>,
): Promise<Id> => {
  const span = Math.floor(Date.now() / spanMs);
  const before = idOf<Id>(what, span - 1, occasion);
  return (await isKnown(before)) ? before : idOf<Id>(what, span, occasion);
};
