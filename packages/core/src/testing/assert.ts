/** The few assertions that contract suites need, so that core stays free of any runner and of Node. */
export function ok(condition: unknown, message: string): asserts condition {
  if (!condition) throw new Error(message);
}

export const equal = <T>(actual: T, expected: T, message = 'values differ'): void => {
  if (!Object.is(actual, expected)) {
    throw new Error(`${message}: expected ${show(expected)}, got ${show(actual)}`);
  }
};

export const deepEqual = (actual: unknown, expected: unknown, message = 'values differ'): void => {
  if (!same(actual, expected)) {
    throw new Error(`${message}: expected ${show(expected)}, got ${show(actual)}`);
  }
};

/** Awaits a rejection and answers it; with a code, it must be the `PortError` of that code. */
export const rejects = async (promise: Promise<unknown>, code?: string): Promise<unknown> => {
  const error = await promise.then(
    () => undefined,
    (reason: unknown) => ({ reason }),
  );
  if (!error) throw new Error(`expected a rejection${code ? ` with ${code}` : ''}`);
  if (code !== undefined) equal((error.reason as { code?: unknown }).code, code, 'error code');
  return error.reason;
};

const show = (value: unknown): string =>
  value instanceof Date ? value.toISOString() : (JSON.stringify(value) ?? String(value));

const same = (one: unknown, other: unknown): boolean => {
  if (Object.is(one, other)) return true;
  if (one instanceof Date && other instanceof Date) return one.getTime() === other.getTime();
  if (one instanceof Uint8Array && other instanceof Uint8Array) {
    return one.length === other.length && one.every((byte, at) => byte === other[at]);
  }
  if (typeof one !== 'object' || typeof other !== 'object' || !one || !other) return false;
  if (Array.isArray(one) !== Array.isArray(other)) return false;
  const keys = defined(one);
  return (
    keys.length === defined(other).length &&
    keys.every((key) => same(one[key as never], other[key as never]))
  );
};

/** An absent property and an undefined one are the same to a reader. */
const defined = (value: object): string[] =>
  Object.keys(value).filter((key) => value[key as never] !== undefined);
