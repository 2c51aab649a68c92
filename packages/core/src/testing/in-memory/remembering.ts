/** What can be put back to how it stood. */
export type Remembering = {
  /** What this answers puts back how it stands now, as often as it is called. */
  remember(): () => void;
};

/** Rows are never changed in place, so a copy of the map is all there is to remember. */
export const rememberMap = <Key, Value>(map: Map<Key, Value>): (() => void) => {
  const entries = [...map];
  return () => {
    map.clear();
    for (const [key, value] of entries) map.set(key, value);
  };
};

export const rememberList = <Value>(list: Value[]): (() => void) => {
  const values = [...list];
  return () => void list.splice(0, list.length, ...values);
};

/** Several as one. */
export const restoreAll =
  (...restores: readonly (() => void)[]): (() => void) =>
  () => {
    for (const restore of restores) restore();
  };
