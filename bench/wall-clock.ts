/** Milliseconds since 1970 with their fractions: the same on every thread. */
export const wallClockMs = (): number => performance.timeOrigin + performance.now();
