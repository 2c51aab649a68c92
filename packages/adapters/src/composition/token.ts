import type { Bindings } from './bindings.ts';

/** A name in the container that knows the type of what stands under it. */
export type Token<T> = symbol & { readonly __type?: T };

export const token = <T>(name: string): Token<T> => Symbol(name);

type Resolved<Tokens extends readonly Token<unknown>[]> = {
  -readonly [Index in keyof Tokens]: Tokens[Index] extends Token<infer T> ? T : never;
};

/**
 * Binds what is made of other bindings, one of it for all. inversify does not check that the list of
 * dependencies fits the function; here a wrong or missing one does not compile.
 */
export const provide = <T, const Tokens extends readonly Token<unknown>[]>(
  container: Bindings,
  name: Token<T>,
  dependencies: Tokens,
  make: (...resolved: Resolved<Tokens>) => T,
): void => {
  container
    .bind<T>(name)
    .toResolvedValue(make as never, dependencies as never)
    .inSingletonScope();
};

export const provideValue = <T>(container: Bindings, name: Token<T>, value: T): void => {
  container.bind<T>(name).toConstantValue(value);
};

type ResolvedRecord<Tokens extends Readonly<Record<string, Token<unknown>>>> = {
  -readonly [Name in keyof Tokens]: Tokens[Name] extends Token<infer T> ? T : never;
};

/** As `provide`, for what takes one object of many parts. */
export const provideFrom = <T, const Tokens extends Readonly<Record<string, Token<unknown>>>>(
  container: Bindings,
  name: Token<T>,
  dependencies: Tokens,
  make: (resolved: ResolvedRecord<Tokens>) => T,
): void => {
  const names = Object.keys(dependencies);
  container
    .bind<T>(name)
    .toResolvedValue(
      ((...values: unknown[]) =>
        make(Object.fromEntries(names.map((each, at) => [each, values[at]])) as never)) as never,
      Object.values(dependencies) as never,
    )
    .inSingletonScope();
};
