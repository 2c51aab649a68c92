/** A response that is not 2xx, as far as anybody needs it. */
export type FalAnswer = {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  /** Parsed JSON, or undefined where the body was something else or too large. */
  readonly body: unknown;
};

/** What became of a request that brought nothing usable. */
export type FalProblemReason =
  /** Certain never to have reached fal: no connection was made. */
  | { readonly type: 'not-sent'; readonly cause: unknown }
  /** Sent, or perhaps sent, and no whole answer came back. */
  | { readonly type: 'lost'; readonly cause: unknown }
  | { readonly type: 'answered'; readonly answer: FalAnswer }
  /** A 2xx that cannot be read. */
  | { readonly type: 'unreadable'; readonly cause?: unknown }
  /** Ours: an address that the key or the photos must not go to. */
  | { readonly type: 'foreign-address' };

/**
 * Travels through `@fal-ai/client`, which sends a request again when it recognizes the error: by
 * `ApiError` and status, by `code`, by whatever hangs on `cause`, by "fetch failed". So this is none
 * of them and keeps its cause elsewhere. A submit is paid; it must not leave twice.
 */
export class FalProblem extends Error {
  readonly reason: FalProblemReason;

  constructor(reason: FalProblemReason) {
    super(`fal request: ${reason.type}`);
    this.name = 'FalProblem';
    this.reason = reason;
  }
}
