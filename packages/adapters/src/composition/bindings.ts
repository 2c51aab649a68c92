/** What of a container it takes to bind: inversify's own has it. */
export type Bindings = {
  bind<T>(name: symbol): {
    toConstantValue(value: T): unknown;
    toResolvedValue(make: never, dependencies: never): { inSingletonScope(): unknown };
  };
  get<T>(name: symbol): T;
};

/**
 * For a process that is over in a moment, as a command is: the same bindings, one of each, without
 * inversify's two hundred and forty modules, which take longer to load than the command's own work.
 */
export const briefBindings = (): Bindings => {
  const makers = new Map<symbol, () => unknown>();
  const once = (name: symbol, make: () => unknown): void => {
    let made: { readonly value: unknown } | undefined;
    makers.set(name, () => (made ??= { value: make() }).value);
  };
  const get = <T>(name: symbol): T => {
    const make = makers.get(name);
    if (!make) throw new Error(`nothing is bound to ${String(name)}`);
    return make() as T;
  };
  return {
    bind: (name) => ({
      toConstantValue: (value) => once(name, () => value),
      toResolvedValue: (make: Make, dependencies: readonly symbol[]) => {
        once(name, () => make(...dependencies.map((dependency) => get(dependency))));
        return { inSingletonScope: () => undefined };
      },
    }),
    get,
  };
};

type Make = (...dependencies: unknown[]) => unknown;
