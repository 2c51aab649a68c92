type Method = (...input: never[]) => Promise<unknown>;

/** The same store, whose failures are thrown as `onError` answers them. */
export const watched = <Store extends object>(
  store: Store,
  onError: (error: unknown) => unknown,
): Store => {
  const guarded: Record<string, Method> = {};
  for (const name of Object.keys(store)) {
    const method = (store as Record<string, Method>)[name] as Method;
    guarded[name] = async (...input) => {
      try {
        return await method(...input);
      } catch (error) {
        throw onError(error);
      }
    };
  }
  return guarded as Store;
};
