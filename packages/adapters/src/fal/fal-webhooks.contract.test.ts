import { createHash, generateKeyPairSync, sign, type KeyObject } from 'node:crypto';
import { describe, it } from 'vitest';
import type { VerifiedWebhook } from '@aisha/core';
import { testClock, webhookAddressesContract, webhookVerifierContract } from '@aisha/core/testing';
import { answerJson, scriptedServer } from '../../../../test/support/scripted-server.ts';
import { deriveWebhookSecret, falWebhookAddresses, falWebhookVerifier } from './index.ts';

const clock = testClock();

/** As https://docs.fal.ai/model-apis/model-endpoints/webhooks describes. */
const signedBy = (key: KeyObject, requestId: string, body: Uint8Array) => {
  const timestamp = String(clock.now().getTime() / 1000);
  const digest = createHash('sha256').update(body).digest('hex');
  const message = Buffer.from([requestId, 'us-1', timestamp, digest].join('\n'));
  return {
    headers: {
      'x-fal-webhook-request-id': requestId,
      'x-fal-webhook-user-id': 'us-1',
      'x-fal-webhook-timestamp': timestamp,
      'x-fal-webhook-signature': sign(null, message, key).toString('hex'),
    },
    body,
  };
};

const bodyOf = ({ requestId, outcome, payload }: VerifiedWebhook): Uint8Array =>
  Buffer.from(
    JSON.stringify({
      request_id: requestId,
      gateway_request_id: requestId,
      status: outcome === 'succeeded' ? 'OK' : 'ERROR',
      payload,
    }),
  );

describe('the fal webhook verifier', () => {
  webhookVerifierContract({
    it,
    create: async () => {
      const [fal, other] = [generateKeyPairSync('ed25519'), generateKeyPairSync('ed25519')];
      const keys = [fal.publicKey.export({ format: 'jwk' })];
      const server = await scriptedServer((_, response) => answerJson(response, { keys }));
      return {
        verifier: falWebhookVerifier({ jwksUrl: server.origin, userId: 'us-1', clock }),
        sign: async (report) => signedBy(fal.privateKey, report.requestId, bodyOf(report)),
        signBytes: async (body) => signedBy(fal.privateKey, 'r-1', body),
        forge: async (report) => signedBy(other.privateKey, report.requestId, bodyOf(report)),
        cleanup: () => server.close(),
      };
    },
  });
});

describe('fal webhook addresses', () => {
  webhookAddressesContract({
    it,
    create: async () => {
      const secret = deriveWebhookSecret('key-id:key-secret');
      const webhookUrl = 'https://aisha.example/api/v1/avatar/status_update';
      return {
        addresses: falWebhookAddresses({ webhookUrl, secret }),
        unreachable: falWebhookAddresses({ secret }),
        cleanup: async () => undefined,
      };
    },
  });
});
