const shortestMs = 2000;
const longestMs = 30_000;

/**
 * When to show again how something goes that began at `since`: after two seconds at first, then
 * after three, five, eight, thirteen and so on, and every half minute in the end. A new stage is
 * worth showing at once and does not wait for this.
 */
export const nextShowAt = (since: Date, now: Date): Date => {
  const pauseMs = 0.6 * Math.max(0, now.getTime() - since.getTime());
  return new Date(now.getTime() + Math.min(longestMs, Math.max(shortestMs, Math.round(pauseMs))));
};
