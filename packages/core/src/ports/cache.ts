/** Values that can be made again, kept for a while. May forget anything at any time. */
export type Cache = {
  /** JSON values only. */
  find(key: string): Promise<unknown>;
  save(key: string, value: unknown, options: { ttlMs: number }): Promise<void>;
  delete(key: string): Promise<void>;
};
