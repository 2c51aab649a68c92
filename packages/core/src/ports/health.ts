/** One thing that the process needs. */
export type HealthCheck = {
  readonly name: string;
  /** Work goes on while it is away, if not as well. Left out: nothing can be done without it. */
  readonly optional?: true;
  /** Resolves where it answers; rejects, or takes longer than the caller waits, where it does not. */
  check(): Promise<void>;
};
