type Method = (...input: never[]) => Promise<unknown>;

/** The same store, whose failures are thrown as `onError` answers them. */
export const watched = <Store extends object>(
  store: Store,
  onError: (error: unknown) => unknown,
): Store =>
  Object.fromEntries(
    Object.entries(store as Record<string, Method>).map(([name, method]) => [
      name,
      async (...input: never[]) => {
        try {
          return await method(...input);
        } catch (error) {
          throw onError(error);
        }
      },
    ]),
  ) as Store;
