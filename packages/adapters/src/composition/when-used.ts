/** All of its methods answer later anyhow. */
type Patient<T> = { readonly [Name in keyof T]: (...given: never[]) => Promise<unknown> };

/**
 * Something that is made, and whose code is loaded, at the first call: who never calls, as most of
 * an operator's commands, does not wait for it. `methods` names them all.
 */
export const whenUsed = <T extends Patient<T>>(
  load: () => Promise<T>,
  methods: { readonly [Name in keyof T]: true },
): T => {
  let loading: Promise<T> | undefined;
  const later =
    (name: keyof T) =>
    async (...given: never[]): Promise<unknown> => {
      const loaded = await (loading ??= load());
      return loaded[name](...given);
    };
  const names = Object.keys(methods) as (keyof T)[];
  return Object.fromEntries(names.map((name) => [name, later(name)])) as T;
};
