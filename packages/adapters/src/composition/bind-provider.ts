import type { ProviderFiles } from '@aisha/core';
import { falAvatarTrainer } from '../fal/fal-avatar-trainer.ts';
import type { FalClient } from '../fal/fal-client.ts';
import { falImageGenerator } from '../fal/fal-image-generator.ts';
import { deriveWebhookSecret, falWebhookAddresses } from '../fal/fal-webhook-addresses.ts';
import { falJwksUrl, falWebhookVerifier } from '../fal/fal-webhook-verifier.ts';
import {
  openaiClient,
  openaiModerator,
  openaiPromptWriter,
  openaiSpeechReader,
} from '../openai/index.ts';
import type { SafeFetcher } from '../safe-fetch/index.ts';
import type { Bindings } from './bindings.ts';
import type { FalConnection } from './open-fal.ts';
import type { Resources } from './resources.ts';
import type { SharedSettings } from './settings.ts';
import { provide } from './token.ts';
import { tokens } from './tokens.ts';
import { whenUsed } from './when-used.ts';

/** Who trains and draws, and how we hear of it. */
export const bindProvider = (container: Bindings): void => {
  const { resources, clock, cache } = tokens;
  provide(container, tokens.falClient, [resources], falClientWhenUsed);
  provide(container, tokens.trainer, [tokens.falClient], (client) => falAvatarTrainer({ client }));
  provide(
    container,
    tokens.generator,
    [tokens.falClient, cache, tokens.safeFetcher],
    (client, shared, fetcher) =>
      falImageGenerator({ client, cache: shared, isThere: (url) => fetcher.isThere(url) }),
  );
  provide(container, tokens.safeFetcher, [resources], safeFetcherWhenUsed);
  provide(container, tokens.fetcher, [tokens.safeFetcher], (fetcher) => fetcher);
  provide(container, tokens.providerFiles, [tokens.settings], providerFilesWhenUsed);
  provide(container, tokens.webhookAddresses, [resources], ({ fal, telling }) => {
    const { webhookUrl, apiKey } = fal;
    const trace = () => telling.tracing.traceparent();
    return falWebhookAddresses({ webhookUrl, secret: deriveWebhookSecret(apiKey), trace });
  });
  provide(container, tokens.webhookVerifier, [resources, clock], ({ fal }, time) => {
    const { jwksUrl, restUrl, userId } = fal;
    const ofServer = restUrl && `${restUrl.replace(/\/$/u, '')}/.well-known/jwks.json`;
    return falWebhookVerifier({ jwksUrl: jwksUrl ?? ofServer ?? falJwksUrl, userId, clock: time });
  });
};

const falClientWhenUsed = ({ fal, telling }: Resources): FalClient =>
  whenUsed<FalClient>(
    async () => {
      const { falClient } = await import('../fal/fal-client.ts');
      return falClient({
        ...fal,
        around: (operation, call) => telling.call('fal', operation, call),
      });
    },
    { submit: true, status: true, result: true, cancel: true, upload: true, close: true },
  );

const safeFetcherWhenUsed = ({ fal }: Resources): SafeFetcher =>
  whenUsed<SafeFetcher>(
    async () => {
      const { safeFetcher } = await import('../safe-fetch/index.ts');
      return safeFetcher({ extraOrigins: resultOrigins(fal) });
    },
    { fetch: true, isThere: true, close: true },
  );

const providerFilesWhenUsed = ({ fal }: SharedSettings): ProviderFiles =>
  whenUsed<ProviderFiles>(
    async () => {
      const { adminKey, platformUrl, testMode } = fal;
      const { falProviderFiles } = await import('../fal/fal-provider-files.ts');
      // The sandbox forgets by itself; what a key of fal's may do is not tried out.
      return falProviderFiles(testMode ? {} : { adminKey, platformUrl });
    },
    { delete: true },
  );

/** Without a key there is nobody to ask, and each of the three says so. */
export const bindAssistant = (container: Bindings): void => {
  const { settings, resources, openaiClient: client } = tokens;
  provide(container, client, [settings, resources], ({ openai }, { telling }) => {
    const { apiKey, baseUrl } = openai;
    if (apiKey === undefined) return undefined;
    const around = <T>(operation: string, call: () => Promise<T>) =>
      telling.call('openai', operation, call);
    return openaiClient({ apiKey, baseUrl, around });
  });
  provide(container, tokens.promptWriter, [settings, client], ({ openai }, api) =>
    openaiPromptWriter({ client: api, model: openai.model }),
  );
  provide(container, tokens.moderator, [settings, client], ({ openai }, api) =>
    openaiModerator({ client: api, model: openai.moderationModel }),
  );
  provide(container, tokens.speechReader, [settings, client], ({ openai }, api) =>
    openaiSpeechReader({ client: api, model: openai.transcriptionModel }),
  );
};

/** Addresses that an operator configured may be fetched from as they are; fal's own need no word. */
const resultOrigins = ({ queueUrl, restUrl, jwksUrl, fileOrigins }: FalConnection): string[] =>
  [queueUrl, restUrl, jwksUrl, ...fileOrigins].flatMap((url) => (url ? [new URL(url).origin] : []));
