import type { Container } from 'inversify';
import {
  deriveWebhookSecret,
  falAvatarTrainer,
  falClient,
  falImageGenerator,
  falJwksUrl,
  falProviderFiles,
  falWebhookAddresses,
  falWebhookVerifier,
} from '../fal/index.ts';
import {
  openaiClient,
  openaiModerator,
  openaiPromptWriter,
  openaiSpeechReader,
} from '../openai/index.ts';
import { safeFetcher } from '../safe-fetch/index.ts';
import type { FalConnection } from './open-fal.ts';
import { provide } from './token.ts';
import { tokens } from './tokens.ts';

/** Who trains and draws, and how we hear of it. */
export const bindProvider = (container: Container): void => {
  const { resources, clock, cache } = tokens;
  provide(container, tokens.falClient, [resources], ({ fal, telling }) =>
    falClient({ ...fal, around: (operation, call) => telling.call('fal', operation, call) }),
  );
  provide(container, tokens.trainer, [tokens.falClient], (client) => falAvatarTrainer({ client }));
  provide(
    container,
    tokens.generator,
    [tokens.falClient, cache, tokens.safeFetcher],
    (client, shared, fetcher) =>
      falImageGenerator({ client, cache: shared, isThere: (url) => fetcher.isThere(url) }),
  );
  provide(container, tokens.safeFetcher, [resources], ({ fal }) =>
    safeFetcher({ extraOrigins: resultOrigins(fal) }),
  );
  provide(container, tokens.fetcher, [tokens.safeFetcher], (fetcher) => fetcher);
  provide(container, tokens.providerFiles, [tokens.settings], ({ fal }) => {
    const { adminKey, platformUrl, testMode } = fal;
    // The sandbox forgets by itself; what a key of fal's may do is not tried out.
    return falProviderFiles(testMode ? {} : { adminKey, platformUrl });
  });
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

/** Without a key there is nobody to ask, and each of the three says so. */
export const bindAssistant = (container: Container): void => {
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
