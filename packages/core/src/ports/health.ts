/** One thing that the process cannot do without. */
export type HealthCheck = {
  readonly name: string;
  /** Resolves where it answers; rejects, or takes longer than the caller waits, where it does not. */
  check(): Promise<void>;
};
