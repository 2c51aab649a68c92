import type { Container } from 'inversify';
import { createAisha } from '@aisha/core';
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
import { fileSystemBlobStore } from '../file-system/index.ts';
import {
  derivePseudonymSecret,
  keptDurations,
  keyedPseudonyms,
  systemIds,
} from '../in-process/index.ts';
import {
  mikroOrmAvatarDirectory,
  mikroOrmBlobReferences,
  mikroOrmEventInbox,
  mikroOrmLedgerAudit,
  mikroOrmLiveMessages,
  mikroOrmRunDurations,
  mikroOrmUnitOfWork,
  mikroOrmUpdateInbox,
  postgresLeadership,
} from '../mikro-orm/index.ts';
import {
  openaiClient,
  openaiModerator,
  openaiPromptWriter,
  openaiSpeechReader,
} from '../openai/index.ts';
import { safeFetcher } from '../safe-fetch/index.ts';
import { sharpPhotoReader, sharpPictureReader, sharpPictureSheets } from '../sharp/index.ts';
import { yamlStyleCatalog } from '../yaml/index.ts';
import { yauzlArchiveReader, yazlArchiveBuilder } from '../zip/index.ts';
import { absentPseudonyms } from './absent.ts';
import type { FalConnection } from './open-fal.ts';
import type { Resources } from './resources.ts';
import { dataPaths, type SharedSettings } from './settings.ts';
import { provide, provideFrom, provideValue } from './token.ts';
import { tokens } from './tokens.ts';

/**
 * Binds every port to the adapter that the settings choose. An app adds what is its own: the bot its
 * notifier, operators and file source, the others ones that are never asked.
 */
export const bindAdapters = (
  container: Container,
  settings: SharedSettings,
  resources: Resources,
): void => {
  provideValue(container, tokens.settings, settings);
  provideValue(container, tokens.resources, resources);
  provideValue(container, tokens.policy, settings.policy);
  provideValue(container, tokens.logger, resources.logger);
  provideValue(container, tokens.clock, resources.clock);
  provide(container, tokens.ids, [tokens.clock], (clock) => systemIds({ clock }));
  provide(container, tokens.pseudonyms, [tokens.settings], ({ telegram: { token } }) =>
    token === undefined
      ? absentPseudonyms
      : keyedPseudonyms({ secret: derivePseudonymSecret(token) }),
  );
  bindStores(container);
  bindProvider(container);
  bindAssistant(container);
  bindFiles(container);
  bindShared(container);
  bindAisha(container);
};

const figuresKeptMs = 5 * 60_000;

const bindStores = (container: Container): void => {
  const { resources } = tokens;
  provide(container, tokens.unitOfWork, [resources], ({ orm, queue }) =>
    mikroOrmUnitOfWork({
      orm,
      enqueue: (em, job, options) => queue.enqueueIn(em.getKysely(), job, options),
    }),
  );
  provide(container, tokens.eventInbox, [resources], ({ orm, queue }) =>
    mikroOrmEventInbox({ orm, insertJobs: () => queue.insertStatementOf('provider.event') }),
  );
  provide(container, tokens.avatarDirectory, [resources], mikroOrmAvatarDirectory);
  provide(container, tokens.ledgerAudit, [resources], mikroOrmLedgerAudit);
  provide(container, tokens.blobReferences, [resources], mikroOrmBlobReferences);
  provide(container, tokens.durations, [resources, tokens.clock], ({ orm }, clock) =>
    keptDurations({
      durations: mikroOrmRunDurations({ orm, clock }),
      clock,
      keptMs: figuresKeptMs,
    }),
  );
  provide(container, tokens.updateInbox, [resources], mikroOrmUpdateInbox);
  provide(container, tokens.liveMessages, [resources], mikroOrmLiveMessages);
  provide(container, tokens.leadership, [resources], postgresLeadership);
};

const bindProvider = (container: Container): void => {
  const { resources, clock, cache } = tokens;
  provide(container, tokens.falClient, [resources], ({ fal }) => falClient(fal));
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
  provide(container, tokens.webhookAddresses, [resources], ({ fal }) => {
    const { webhookUrl, apiKey } = fal;
    return falWebhookAddresses({ webhookUrl, secret: deriveWebhookSecret(apiKey) });
  });
  provide(container, tokens.webhookVerifier, [resources, clock], ({ fal }, time) => {
    const { jwksUrl, restUrl, userId } = fal;
    const ofServer = restUrl && `${restUrl.replace(/\/$/u, '')}/.well-known/jwks.json`;
    return falWebhookVerifier({ jwksUrl: jwksUrl ?? ofServer ?? falJwksUrl, userId, clock: time });
  });
};

/** Without a key there is nobody to ask, and each of the three says so. */
const bindAssistant = (container: Container): void => {
  const { settings, openaiClient: client } = tokens;
  provide(container, client, [settings], ({ openai: { apiKey, baseUrl } }) =>
    apiKey === undefined ? undefined : openaiClient({ apiKey, baseUrl }),
  );
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

const bindFiles = (container: Container): void => {
  provide(container, tokens.blobs, [tokens.settings], ({ dataDir }) =>
    fileSystemBlobStore({ directory: dataPaths(dataDir).files }),
  );
  provide(container, tokens.photoReader, [], () => sharpPhotoReader());
  provide(container, tokens.pictureReader, [], () => sharpPictureReader());
  provide(container, tokens.pictureSheets, [], () => sharpPictureSheets());
  provide(
    container,
    tokens.styleCatalog,
    [tokens.settings, tokens.blobs, tokens.logger],
    ({ stylesDir: directory }, blobs, logger) => yamlStyleCatalog({ directory, blobs, logger }),
  );
  provide(container, tokens.archives, [], () => yazlArchiveBuilder());
  provide(container, tokens.archiveReader, [], () => yauzlArchiveReader());
};

const bindShared = (container: Container): void => {
  provide(container, tokens.limiter, [tokens.resources], ({ shared }) => shared.limiter);
  provide(container, tokens.cache, [tokens.resources], ({ shared }) => shared.cache);
};

const bindAisha = (container: Container): void => {
  const ports = {
    unitOfWork: tokens.unitOfWork,
    eventInbox: tokens.eventInbox,
    avatarDirectory: tokens.avatarDirectory,
    ledgerAudit: tokens.ledgerAudit,
    blobs: tokens.blobs,
    blobReferences: tokens.blobReferences,
    trainer: tokens.trainer,
    generator: tokens.generator,
    fetcher: tokens.fetcher,
    providerFiles: tokens.providerFiles,
    photoReader: tokens.photoReader,
    pictureReader: tokens.pictureReader,
    pictureSheets: tokens.pictureSheets,
    styleCatalog: tokens.styleCatalog,
    promptWriter: tokens.promptWriter,
    moderator: tokens.moderator,
    speechReader: tokens.speechReader,
    archives: tokens.archives,
    archiveReader: tokens.archiveReader,
    files: tokens.files,
    traces: tokens.traces,
    pseudonyms: tokens.pseudonyms,
    notifier: tokens.notifier,
    operators: tokens.operators,
    durations: tokens.durations,
    webhookAddresses: tokens.webhookAddresses,
    webhookVerifier: tokens.webhookVerifier,
    ids: tokens.ids,
    clock: tokens.clock,
    logger: tokens.logger,
    policy: tokens.policy,
  } as const;
  provideFrom(container, tokens.aisha, ports, createAisha);
};

/** Addresses that an operator configured may be fetched from as they are; fal's own need no word. */
const resultOrigins = ({ queueUrl, restUrl, jwksUrl, fileOrigins }: FalConnection): string[] =>
  [queueUrl, restUrl, jwksUrl, ...fileOrigins].flatMap((url) => (url ? [new URL(url).origin] : []));
