import { createHash } from 'node:crypto';
import type { ApiClient, IdempotentRequests, Ids, KeptAnswer, Sha256 } from '@aisha/core';
import { Problem } from './problem.ts';
import type { Answer, Asked } from './route.ts';

export type OnceParts = { readonly requests: IdempotentRequests; readonly ids: Ids };

type Named = {
  readonly client: ApiClient;
  /** The Idempotency-Key; undefined where there is none. */
  readonly key: string | undefined;
  /** Method and address. */
  readonly what: string;
};

/** Longer than any request may take: the work is done by then, or its process is dead. */
const leaseMs = 60_000;
const keyPattern = /^[\x21-\x7E]{1,128}$/u;

export const sha256 = (content: string | Uint8Array): Sha256 =>
  createHash('sha256').update(content).digest('hex') as Sha256;

/**
 * Work that is done once under its key. What was granted is kept and answered again; what was refused
 * made nothing, and may be tried again. Where the process dies in between, the work is done again
 * under the same id, and so makes nothing a second time.
 */
export const doOnce = (
  { requests, ids }: OnceParts,
  { client, key, what }: Named,
): Asked['once'] => {
  if (key === undefined) return (_, work) => work(ids.next<string>());
  if (!keyPattern.test(key)) throw new Problem('idempotency.key-invalid');
  return async (content, work) => {
    const request = { clientId: client.id, key };
    const fingerprint = sha256(`${what}\n${content}`);
    const begun = await requests.begin({ ...request, fingerprint, id: ids.next(), leaseMs });
    if (begun.state === 'mismatch') throw new Problem('idempotency.mismatch');
    if (begun.state === 'under-way') {
      throw new Problem('idempotency.under-way', {}, { 'retry-after': '1' });
    }
    if (begun.state === 'answered') return answerAgain(begun.answer);
    const answer = await work(begun.id).catch(async (error: unknown) => {
      await requests.release(request).catch(() => undefined);
      throw error;
    });
    await requests.finish(request, kept(answer));
    return answer;
  };
};

const kept = ({ status, body, location }: Answer): KeptAnswer => ({
  status,
  body: JSON.stringify(body ?? null),
  ...(location !== undefined && { location }),
});

const answerAgain = ({ status, body, location }: KeptAnswer): Answer => ({
  status,
  body: JSON.parse(body) as unknown,
  isReplayed: true,
  ...(location !== undefined && { location }),
});
