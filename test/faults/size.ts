const long = process.env['FAULTS'] === 'long';

/** How much of something a fault test does: the first in `npm test`, the second in `npm run test:faults`. */
export const size = (short: number, thorough: number): number => (long ? thorough : short);
