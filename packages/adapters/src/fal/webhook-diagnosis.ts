import type { KeyObject } from 'node:crypto';
import type { RunId, WebhookAddresses } from '@aisha/core';
import { longestAgeSeconds, readBody, signedMessage } from './fal-webhook-verifier.ts';
import type { SavedRequest } from './saved-request.ts';
import { signatureChecks } from './signature-check.ts';
import { readWebhookHeaders, type WebhookHeaders } from './webhook-headers.ts';

const webhookChecks = ['address', 'headers', 'account', 'signature', 'body', 'freshness'] as const;

export type WebhookCheck = {
  readonly check: (typeof webhookChecks)[number];
  /** unknown: nothing is configured, or known from the checks before, to tell by. */
  readonly verdict: 'right' | 'wrong' | 'unknown';
  /** What was found, and where it is wrong, why. */
  readonly found: string;
};

export type WebhookDiagnosis = {
  /** Whether it is a true message, whenever it was sent. */
  readonly isTrue: boolean;
  /** The run that its address names and proves. */
  readonly runId?: RunId | undefined;
  readonly checks: readonly WebhookCheck[];
};

export type DiagnosisOptions = {
  readonly keys: readonly KeyObject[];
  /** Our user id at fal, where it is known. */
  readonly userId?: string | undefined;
  /** Reads our proof in the address, where our key is known. */
  readonly addresses?: Pick<WebhookAddresses, 'read'> | undefined;
  readonly now: Date;
};

/** Looks at a saved webhook as the server would, but at everything, and says what is wrong with it. */
export const diagnoseWebhook = async (
  saved: SavedRequest,
  options: DiagnosisOptions,
): Promise<WebhookDiagnosis> => {
  const address = addressOf(saved, options);
  const read = readWebhookHeaders(saved.headers);
  if (!read.ok) {
    const found = `${read.refusal.code}: ${missingOf(saved)}`;
    const checks = [address, { check: 'headers', verdict: 'wrong', found }] as const;
    return { isTrue: false, checks };
  }
  const headers = read.value;
  const checks: readonly WebhookCheck[] = [
    address,
    { check: 'headers', verdict: 'right', found: `request ${headers.requestId}` },
    accountOf(headers, options),
    await signatureOf(headers, saved, options),
    bodyOf(headers, saved),
    freshnessOf(headers, options),
  ];
  const isTrue = checks.every(({ check, verdict }) => check === 'freshness' || verdict !== 'wrong');
  return { isTrue, runId: options.addresses?.read(saved.query)?.runId, checks };
};

const addressOf = ({ query }: SavedRequest, { addresses }: DiagnosisOptions): WebhookCheck => {
  const check = 'address';
  if (!addresses) return { check, verdict: 'unknown', found: 'no FAL_API_KEY to prove it with' };
  const named = addresses.read(query);
  return named
    ? { check, verdict: 'right', found: `run ${named.runId}, try ${named.tryNumber}` }
    : {
        check,
        verdict: 'wrong',
        found: 'it carries no proof of ours: another FAL_API_KEY wrote it, or nobody of us',
      };
};

const missingOf = ({ headers }: SavedRequest): string => {
  const wanted = ['request-id', 'user-id', 'timestamp', 'signature'];
  const missing = wanted.filter((name) => headers[`x-fal-webhook-${name}`] === undefined);
  return missing.length > 0
    ? `X-Fal-Webhook-${missing.join(', ')} missing`
    : 'one is not of its shape, or came twice';
};

const accountOf = ({ userId }: WebhookHeaders, options: DiagnosisOptions): WebhookCheck => {
  const check = 'account';
  if (options.userId === undefined) {
    return {
      check,
      verdict: 'unknown',
      found: `for ${userId}; FAL_USER_ID does not say who we are`,
    };
  }
  return userId === options.userId
    ? { check, verdict: 'right', found: `for ${userId}` }
    : { check, verdict: 'wrong', found: `for ${userId}, and we are ${options.userId}` };
};

const signatureOf = async (
  headers: WebhookHeaders,
  { body, headers: raw }: SavedRequest,
  { keys }: DiagnosisOptions,
): Promise<WebhookCheck> => {
  const check = 'signature';
  const fits = signatureChecks(1);
  const keyOf = async (bytes: Uint8Array): Promise<number> => {
    for (const [at, key] of keys.entries()) {
      if (await fits(key, signedMessage(headers, bytes), headers.signature)) return at + 1;
    }
    return 0;
  };
  const fitting = await keyOf(body);
  if (fitting > 0) {
    return { check, verdict: 'right', found: `made with key ${fitting} of ${keys.length}` };
  }
  const isSavedWithBreak = (await keyOf(withoutBreak(body))) > 0;
  const found = isSavedWithBreak
    ? 'it fits without the line break at the end, which whoever saved the file has added'
    : `none of ${keys.length} keys made it for these bytes${lengthOf(raw, body)}`;
  return { check, verdict: 'wrong', found };
};

const lineFeed = 0x0a;
const carriageReturn = 0x0d;

const withoutBreak = (body: Uint8Array): Uint8Array => {
  const breaks = body.at(-1) === lineFeed ? (body.at(-2) === carriageReturn ? 2 : 1) : 0;
  return body.subarray(0, body.length - breaks);
};

const lengthOf = (headers: SavedRequest['headers'], body: Uint8Array): string => {
  const said = headers['content-length'];
  return typeof said === 'string' && Number(said) !== body.length
    ? `: it was sent with ${said} bytes and saved with ${body.length}`
    : ': the body, a signed header or the keys are not those it was signed with';
};

const bodyOf = ({ requestId }: WebhookHeaders, { body }: SavedRequest): WebhookCheck => {
  const check = 'body';
  const read = readBody(body, requestId);
  if (read.ok) return { check, verdict: 'right', found: `says ${read.value.outcome}` };
  return { check, verdict: 'wrong', found: bodyFaults[read.refusal.code] ?? read.refusal.code };
};

const bodyFaults: Readonly<Partial<Record<string, string>>> = {
  'webhook.body-malformed': 'it is not what fal sends: JSON with request_id and status',
  'webhook.request-mismatch': 'it is about another request than its headers',
};

const freshnessOf = ({ timestamp }: WebhookHeaders, { now }: DiagnosisOptions): WebhookCheck => {
  const check = 'freshness';
  const sent = new Date(Number(timestamp) * 1000);
  const age = Math.round(now.getTime() / 1000 - Number(timestamp));
  const found = `signed ${sent.toISOString().slice(0, 19)}Z, ${age} s ago`;
  return Math.abs(age) <= longestAgeSeconds
    ? { check, verdict: 'right', found }
    : { check, verdict: 'wrong', found: `${found}: it would be refused as stale now` };
};
