import { generateKeyPairSync, hash, randomUUID, sign, type KeyObject } from 'node:crypto';
import type { RunId } from '@aisha/core';
import { deriveWebhookSecret, falWebhookAddresses } from '@aisha/adapters/fal';
import { answerJson, scriptedServer, type ScriptedServer } from '../../support/scripted-server.ts';
import type { Wire } from './flood.ts';

export const apiKey = 'flood-key-id:flood-key-secret';
export const userId = 'us-1';
const route = '/api/v1/avatar/status_update';

export type Message = {
  readonly requestId?: string;
  readonly user?: string;
  /** Seconds that are added to the time of sending. */
  readonly offset?: number;
  readonly body?: Buffer;
  readonly key?: KeyObject;
  /** What is signed instead of the body. */
  readonly signed?: Buffer;
};

export const reportOf = (requestId: string, payload: unknown = { images: [] }): Buffer =>
  Buffer.from(
    JSON.stringify({ request_id: requestId, gateway_request_id: requestId, status: 'OK', payload }),
  );

/** fal as a sender of webhooks: its key, its signature, and a server for its public keys. */
export const falSender = async () => {
  const own = generateKeyPairSync('ed25519');
  const keys: ScriptedServer = await scriptedServer((_, response) =>
    answerJson(response, { keys: [own.publicKey.export({ format: 'jwk' })] }),
  );
  const secret = deriveWebhookSecret(apiKey);
  const addresses = falWebhookAddresses({ webhookUrl: `http://127.0.0.1${route}`, secret });

  /** As https://docs.fal.ai/model-apis/model-endpoints/webhooks describes. */
  const headersOf = (message: Message): Record<string, string> => {
    const { requestId = 'r-1', user = userId, offset = 0, key = own.privateKey } = message;
    const body = message.signed ?? message.body ?? reportOf(requestId);
    const timestamp = String(Math.floor(Date.now() / 1000) + offset);
    const text = [requestId, user, timestamp, hash('sha256', body, 'hex')].join('\n');
    return {
      'content-type': 'application/json',
      'x-fal-webhook-request-id': requestId,
      'x-fal-webhook-user-id': user,
      'x-fal-webhook-timestamp': timestamp,
      'x-fal-webhook-signature': sign(null, Buffer.from(text), key).toString('hex'),
    };
  };

  return {
    keys,
    headersOf,
    addresses,
    /** The query of an address that we wrote. */
    queryOf: (runId: string = randomUUID()): string =>
      new URL(addresses.issue({ runId: runId as RunId, tryNumber: 1 }) ?? '').search,
  };
};

export type FalSender = Awaited<ReturnType<typeof falSender>>;

/** Header lines of a request to us, with whatever else belongs there. */
export const headOf = (
  query: string,
  headers: Readonly<Record<string, string>>,
  ...lines: readonly string[]
): string[] => [
  `POST ${route}${query} HTTP/1.1`,
  'host: aisha',
  ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
  ...lines,
];

/** A true message as it goes over the wire, but for what `message` says otherwise. */
export const wireOf = (sender: FalSender, query: string, message: Message = {}): Wire => {
  const body = message.body ?? reportOf(message.requestId ?? 'r-1');
  return { head: headOf(query, sender.headersOf({ ...message, body })), body };
};
