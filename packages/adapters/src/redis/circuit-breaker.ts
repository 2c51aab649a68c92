/** After so many failures in a row nobody tries for a while: waiting in vain is not done by all. */
export const circuitBreaker = ({
  failures: limit,
  restMs,
  now = () => performance.now(),
}: {
  failures: number;
  restMs: number;
  now?: () => number;
}) => {
  let failures = 0;
  let closedFrom = 0;
  return {
    isOpen: (): boolean => now() < closedFrom,
    fail: (): void => {
      failures += 1;
      if (failures >= limit) closedFrom = now() + restMs;
    },
    reset: (): void => {
      failures = 0;
      closedFrom = 0;
    },
  };
};
