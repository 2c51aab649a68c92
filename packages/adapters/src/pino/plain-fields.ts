import { isSecretName } from './secret-names.ts';
import { safeText } from './secret-text.ts';

const maxDepth = 8;
const maxEntries = 50;
const maxValues = 500;
const maxNameLength = 100;
const maxTextLength = 2000;
const maxStackLength = 4000;

const redacted = '[redacted]';

type Walk = {
  /** What is left of `maxValues`. */
  values: number;
  /** The objects that contain the one at hand. */
  readonly within: Set<object>;
};

/**
 * A copy of what is logged that holds plain values only: bounded in depth, breadth and length, without
 * secrets, and readable whatever the original does when it is touched.
 */
export const plainFields = (fields: unknown): Record<string, unknown> => {
  const walk = { values: maxValues, within: new Set<object>() };
  const plain = plainValue(fields, walk);
  return isRecord(plain) ? plain : {};
};

const plainValue = (value: unknown, walk: Walk): unknown => {
  walk.values -= 1;
  if (walk.values < 0) return '[too much]';
  switch (typeof value) {
    case 'string':
      return safeText(value, maxTextLength);
    case 'number':
      return Number.isFinite(value) ? value : String(value);
    case 'bigint':
      return safeText(value.toString(), maxNameLength);
    case 'function':
    case 'symbol':
      return `[${typeof value}]`;
    case 'object':
      return value === null ? null : plainObject(value, walk);
    default:
      return value;
  }
};

const plainObject = (value: object, walk: Walk): unknown => {
  if (walk.within.has(value)) return '[circular]';
  if (walk.within.size >= maxDepth) return '[too deep]';
  walk.within.add(value);
  try {
    return contentOf(value, walk);
  } catch {
    return '[unreadable]';
  } finally {
    walk.within.delete(value);
  }
};

const contentOf = (value: object, walk: Walk): unknown => {
  if (ArrayBuffer.isView(value) || isBuffer(value)) return `[${value.byteLength} bytes]`;
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? null : value.toISOString();
  if (value instanceof URL) return safeText(value.href, maxTextLength);
  if (value instanceof Error) return plainError(value, walk);
  if (value instanceof Map) return plainEntries(mapEntries(value), walk);
  if (Array.isArray(value) || value instanceof Set) return plainList([...head(value)], walk);
  return plainEntries(ownEntries(value), walk);
};

const isBuffer = (value: object): value is ArrayBuffer | SharedArrayBuffer =>
  value instanceof ArrayBuffer || value instanceof SharedArrayBuffer;

const plainError = (error: Error, walk: Walk): Record<string, unknown> => {
  const { name, message, stack, cause } = error;
  const own = ownEntries(error).filter(([name]) => !told.has(name));
  return {
    type: plainValue(name, walk),
    message: plainValue(message, walk),
    ...plainEntries(own, walk),
    ...(typeof stack === 'string' && { stack: safeText(stack, maxStackLength) }),
    ...(cause !== undefined && { cause: plainValue(cause, walk) }),
    ...(error instanceof AggregateError && { errors: plainValue(error.errors, walk) }),
  };
};

const told = new Set(['name', 'type', 'message', 'stack', 'cause', 'errors']);

/** In a list of names and values, as raw headers are, the value after a secret's name is a secret. */
const plainList = (items: readonly unknown[], walk: Walk): unknown[] =>
  items.map((item, at) => {
    const before = items[at - 1];
    const named = typeof before === 'string' && typeof item === 'string' && isSecretName(before);
    return named ? redacted : plainValue(item, walk);
  });

function* head<T>(items: Iterable<T>): Generator<T> {
  let taken = 0;
  for (const item of items) {
    if (taken === maxEntries) return;
    taken += 1;
    yield item;
  }
}

type Entry = readonly [name: string, read: () => unknown];

const ownEntries = (value: object): Entry[] =>
  Object.keys(value)
    .slice(0, maxEntries)
    .map((name) => [name, () => (value as Record<string, unknown>)[name]]);

const mapEntries = (map: ReadonlyMap<unknown, unknown>): Entry[] =>
  [...head(map)].map(([key, value]) => [
    typeof key === 'string' || typeof key === 'number' ? String(key) : `[${typeof key}]`,
    () => value,
  ]);

const plainEntries = (entries: readonly Entry[], walk: Walk): Record<string, unknown> =>
  Object.fromEntries(
    entries.map(([name, read]) => [
      safeText(name, maxNameLength),
      isSecretName(name) ? hidden(read) : plainValue(attempt(read), walk),
    ]),
  );

/** Whether there is a secret may be known. */
const hidden = (read: () => unknown): unknown => {
  const value = attempt(read);
  return typeof value === 'boolean' || value === undefined || value === null ? value : redacted;
};

const attempt = (read: () => unknown): unknown => {
  try {
    return read();
  } catch {
    return '[unreadable]';
  }
};

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
