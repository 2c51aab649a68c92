/** How much is added to a prompt: off is no more than a translation. */
export const enhancements = ['off', 'light', 'cinematic'] as const;
export type Enhancement = (typeof enhancements)[number];
