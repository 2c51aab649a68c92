/** More would only cost memory: what is due later is found by looking around. */
const maxAlarms = 100;

/** Calls `ring` after each of the times asked for. */
export const createAlarms = (
  ring: () => void,
): { readonly ringIn: (ms: number) => void; readonly clear: () => void } => {
  const timers = new Set<NodeJS.Timeout>();
  let cleared = false;
  return {
    ringIn: (ms) => {
      if (cleared || timers.size >= maxAlarms) return;
      if (ms <= 0) return ring();
      const timer = setTimeout(
        () => {
          timers.delete(timer);
          ring();
        },
        // A timer may go off a millisecond early, when there is nothing to see yet.
        Math.ceil(ms) + 1,
      );
      timers.add(timer);
    },
    clear: () => {
      cleared = true;
      for (const timer of timers) clearTimeout(timer);
      timers.clear();
    },
  };
};
