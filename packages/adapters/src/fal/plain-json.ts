/** Several times as deep as anything fal sends; what parses deeper only serves to break somebody's stack. */
const deepest = 64;

/** Whether parsed JSON has a reasonable depth and no key that reaches for a prototype. */
export const isPlainJson = (value: unknown, depth = 1): boolean => {
  if (typeof value !== 'object' || value === null) return true;
  if (depth > deepest) return false;
  if (Array.isArray(value)) return value.every((item) => isPlainJson(item, depth + 1));
  return Object.entries(value).every(
    ([key, item]) => !reachesForPrototype(key, item) && isPlainJson(item, depth + 1),
  );
};

const reachesForPrototype = (key: string, value: unknown): boolean =>
  key === '__proto__' ||
  (key === 'constructor' &&
    typeof value === 'object' &&
    value !== null &&
    Object.hasOwn(value, 'prototype'));
