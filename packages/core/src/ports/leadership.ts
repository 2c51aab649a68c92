/** Tells a task to stop. A web-standard `AbortSignal` is one. */
export type StopSignal = {
  readonly aborted: boolean;
  addEventListener(type: 'abort', listener: () => void, options?: { once?: boolean }): void;
};

/** Chooses one process of all for what only one may do, such as polling a channel. */
export type Leadership = {
  /**
   * Calls `lead` while this process is the leader, with a signal that aborts when it no longer is.
   * Keeps trying until `stop`. At most one leader at any time, as far as the shared store can tell.
   */
  campaign(role: string, lead: (signal: StopSignal) => Promise<void>): Campaign;
};

export type Campaign = {
  stop(): Promise<void>;
};
