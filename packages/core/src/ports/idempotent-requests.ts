import type { ApiClientId, Sha256 } from '../shared/ids.ts';

/** A request as its client named it, and what it asked for. */
export type IdempotentRequest = {
  readonly clientId: ApiClientId;
  /** The client's own name of it, 1 to 128 printable ASCII characters. */
  readonly key: string;
  /** Of everything that was asked: the same name for something else is a mistake. */
  readonly fingerprint: Sha256;
};

/** What a request was answered, for whoever asks again. */
export type KeptAnswer = {
  readonly status: number;
  /** JSON. */
  readonly body: string;
  readonly location?: string | undefined;
};

export type BegunRequest =
  /** It is ours to do. What comes of it is to carry the id, which is the same when it is done again. */
  | { readonly state: 'begun'; readonly id: string }
  | { readonly state: 'under-way' }
  | { readonly state: 'mismatch' }
  | { readonly state: 'answered'; readonly answer: KeptAnswer };

/**
 * Requests that have an effect once, however often they are sent. Whoever begins one has a lease: where
 * nothing is heard of them until its end, who asks next does it again, under the same id, and so makes
 * no second thing. Times are the store's own.
 */
export type IdempotentRequests = {
  /** Of many at once one has begun. `id` is a new UUID, for the case that the request is new. */
  begin(
    request: IdempotentRequest & { readonly id: string; readonly leaseMs: number },
  ): Promise<BegunRequest>;
  finish(request: Pick<IdempotentRequest, 'clientId' | 'key'>, answer: KeptAnswer): Promise<void>;
  /** It came to nothing: whoever asks next may begin at once. */
  release(request: Pick<IdempotentRequest, 'clientId' | 'key'>): Promise<void>;
  /** Forgets those begun so long ago, at most `limit` of the oldest; answers how many. */
  forget(options: { olderThanMs: number; limit: number }): Promise<number>;
};
