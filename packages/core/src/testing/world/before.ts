type Call = (...given: unknown[]) => Promise<unknown>;

/**
 * Lets something happen in the moment before the next call of a port's method: another person's
 * doing, the passing of time, or, by throwing, the call's own failure.
 */
export const before = <Port extends object>(
  port: Port,
  name: keyof Port,
  happen: () => unknown,
): void => {
  const original = port[name] as Call;
  const interrupted: Call = async (...given) => {
    Object.assign(port, { [name]: original });
    await happen();
    return original(...given);
  };
  Object.assign(port, { [name]: interrupted });
};
