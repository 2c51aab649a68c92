import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPair,
  sign,
  type KeyObject,
} from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { z } from 'zod';
import { writeAtomically } from './atomic-file.ts';

const publicJwk = z.object({ kty: z.literal('OKP'), crv: z.literal('Ed25519'), x: z.string() });

export interface WebhookSigner {
  /** The body of `/.well-known/jwks.json`. */
  readonly jwks: { readonly keys: readonly z.infer<typeof publicJwk>[] };
  /** The four `X-Fal-Webhook-*` headers for these bytes, stamped with the present second. */
  readonly headersFor: (requestId: string, body: Buffer) => Promise<Record<string, string>>;
}

const generate = promisify(generateKeyPair);
const signAsync = promisify(sign);

const loadOrCreateKey = async (path: string): Promise<KeyObject> => {
  const stored = await readFile(path, 'utf8').catch(() => undefined);
  if (stored !== undefined) return createPrivateKey(stored);
  const { privateKey } = await generate('ed25519');
  await writeAtomically(path, privateKey.export({ type: 'pkcs8', format: 'pem' }), 0o600);
  return privateKey;
};

/** Signs as https://docs.fal.ai/model-apis/model-endpoints/webhooks describes, with a key of its own. */
export const loadWebhookSigner = async (
  dataDir: string,
  userId: string,
): Promise<WebhookSigner> => {
  const key = await loadOrCreateKey(join(dataDir, 'webhook-key.pem'));
  const jwk = publicJwk.parse(createPublicKey(key).export({ format: 'jwk' }));
  return {
    jwks: { keys: [jwk] },
    headersFor: async (requestId, body) => {
      const timestamp = String(Math.floor(Date.now() / 1000));
      const digest = createHash('sha256').update(body).digest('hex');
      const message = Buffer.from([requestId, userId, timestamp, digest].join('\n'));
      const signature = await signAsync(null, message, key);
      return {
        'X-Fal-Webhook-Request-Id': requestId,
        'X-Fal-Webhook-User-Id': userId,
        'X-Fal-Webhook-Timestamp': timestamp,
        'X-Fal-Webhook-Signature': signature.toString('hex'),
      };
    },
  };
};
