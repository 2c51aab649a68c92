import {
  deriveWebhookSecret,
  diagnoseWebhook,
  falJwksUrl,
  falWebhookAddresses,
  readKeys,
  readSavedRequest,
  webhookKeys,
  type WebhookDiagnosis,
} from '@aisha/adapters/fal';
import type { SharedSettings } from '@aisha/adapters/composition';

const timeoutMs = 5_000;

export type KnownOfFal = Pick<SharedSettings['fal'], 'apiKey' | 'userId' | 'jwksUrl' | 'restUrl'>;

/** Looks at a saved webhook with the keys that are given, or else with the provider's own. Undefined: it is no request. */
export const diagnoseSaved = async (
  bytes: Uint8Array,
  jwks: string | undefined,
  fal: KnownOfFal,
): Promise<WebhookDiagnosis | undefined> => {
  const saved = readSavedRequest(bytes);
  if (!saved) return undefined;
  const now = new Date();
  const { apiKey, userId } = fal;
  const keys = jwks === undefined ? await fetched(fal) : readKeys(jwks);
  const addresses =
    apiKey === undefined ? undefined : falWebhookAddresses({ secret: deriveWebhookSecret(apiKey) });
  return diagnoseWebhook(saved, { keys, userId, addresses, now });
};

const fetched = ({ jwksUrl, restUrl }: KnownOfFal) => {
  const ofServer = restUrl && `${restUrl.replace(/\/$/u, '')}/.well-known/jwks.json`;
  const url = jwksUrl ?? ofServer ?? falJwksUrl;
  return webhookKeys({ jwksUrl: url, clock: { now: () => new Date() }, timeoutMs }).current();
};
