import { createAisha, type HookSender, type StyleCatalog } from '@aisha/core';
import {
  derivePseudonymSecret,
  keptDurations,
  keyedPseudonyms,
  randomApiSecrets,
  systemIds,
} from '../in-process/index.ts';
import {
  mikroOrmAvatarDirectory,
  mikroOrmBlobReferences,
  mikroOrmEventInbox,
  mikroOrmIdempotentRequests,
  mikroOrmLedgerAudit,
  mikroOrmLiveMessages,
  mikroOrmRunDurations,
  mikroOrmUnitOfWork,
  mikroOrmUpdateInbox,
  mikroOrmUserDirectory,
  mikroOrmWorkDirectory,
  postgresLeadership,
} from '../mikro-orm/index.ts';
import { sharpPhotoReader, sharpPictureReader, sharpPictureSheets } from '../sharp/index.ts';
import { yauzlArchiveReader, yazlArchiveBuilder } from '../zip/index.ts';
import type { Bindings } from './bindings.ts';
import { countDeliveries } from './count-deliveries.ts';
import { bindAssistant, bindProvider } from './bind-provider.ts';
import type { Resources } from './resources.ts';
import type { SharedSettings } from './settings.ts';
import { provide, provideFrom, provideValue } from './token.ts';
import { tokens } from './tokens.ts';
import { whenUsed } from './when-used.ts';

/**
 * Binds every port to the adapter that the settings choose. An app adds what is its own: the bot its
 * notifier, operators and file source, the others ones that are never asked.
 */
export const bindAdapters = (
  container: Bindings,
  settings: SharedSettings,
  resources: Resources,
): void => {
  provideValue(container, tokens.settings, settings);
  provideValue(container, tokens.resources, resources);
  provideValue(container, tokens.policy, settings.policy);
  provideValue(container, tokens.logger, resources.logger);
  provideValue(container, tokens.clock, resources.clock);
  provide(container, tokens.ids, [tokens.clock], (clock) => systemIds({ clock }));
  provide(container, tokens.pseudonyms, [tokens.settings], (read) =>
    keyedPseudonyms({ secret: derivePseudonymSecret(secretOf(read)) }),
  );
  bindStores(container);
  bindProvider(container);
  bindAssistant(container);
  bindFiles(container);
  bindShared(container);
  bindApi(container);
  bindAisha(container);
};

/** The bot's token, or where only services bring people, what the provider knows us by; nobody is real in test mode. */
const secretOf = ({ telegram, fal }: SharedSettings): string =>
  telegram.token ?? fal.apiKey ?? 'test mode';

const figuresKeptMs = 5 * 60_000;

const bindStores = (container: Bindings): void => {
  const { resources } = tokens;
  provide(container, tokens.unitOfWork, [resources], ({ orm, queue }) =>
    mikroOrmUnitOfWork({
      orm,
      enqueue: (em, ...job) => queue.enqueueIn(em.getKysely(), ...job),
      desk: (db) => queue.deskOn(db),
    }),
  );
  provide(container, tokens.eventInbox, [resources], ({ orm, queue, telling }) =>
    mikroOrmEventInbox({
      orm,
      insertJobs: () => queue.insertStatementOf('provider.event'),
      place: () => queue.placeFor('provider.event'),
      trace: () => telling.tracing.traceparent(),
    }),
  );
  provide(container, tokens.avatarDirectory, [resources], mikroOrmAvatarDirectory);
  provide(container, tokens.workDirectory, [resources], mikroOrmWorkDirectory);
  provide(container, tokens.userDirectory, [resources], mikroOrmUserDirectory);
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

const bindFiles = (container: Bindings): void => {
  provide(container, tokens.blobs, [tokens.resources], ({ blobs }) => blobs);
  provide(container, tokens.photoReader, [], () => sharpPhotoReader());
  provide(container, tokens.pictureReader, [], () => sharpPictureReader());
  provide(container, tokens.pictureSheets, [], () => sharpPictureSheets());
  provide(
    container,
    tokens.styleCatalog,
    [tokens.settings, tokens.blobs, tokens.logger],
    ({ stylesDir: directory }, blobs, logger) =>
      whenUsed<StyleCatalog>(
        async () => {
          const { yamlStyleCatalog } = await import('../yaml/index.ts');
          return yamlStyleCatalog({ directory, blobs, logger });
        },
        { version: true, listCategories: true, list: true, find: true },
      ),
  );
  provide(container, tokens.archives, [], () => yazlArchiveBuilder());
  provide(container, tokens.archiveReader, [], () => yauzlArchiveReader());
};

const bindShared = (container: Bindings): void => {
  provide(container, tokens.limiter, [tokens.resources], ({ shared }) => shared.limiter);
  provide(container, tokens.cache, [tokens.resources], ({ shared }) => shared.cache);
};

const bindApi = (container: Bindings): void => {
  provide(container, tokens.apiSecrets, [], () => randomApiSecrets());
  provide(
    container,
    tokens.hookSender,
    [tokens.settings, tokens.resources],
    ({ hookOrigins: extraOrigins }, { telling }) =>
      whenUsed<HookSender>(
        async () => {
          const { guardedHookSender } = await import('../safe-fetch/index.ts');
          return countDeliveries(guardedHookSender({ extraOrigins }), telling.metrics.hookDelivery);
        },
        { admits: true, send: true },
      ),
  );
  provide(container, tokens.idempotentRequests, [tokens.resources], mikroOrmIdempotentRequests);
};

const bindAisha = (container: Bindings): void => {
  const ports = {
    unitOfWork: tokens.unitOfWork,
    eventInbox: tokens.eventInbox,
    avatarDirectory: tokens.avatarDirectory,
    workDirectory: tokens.workDirectory,
    userDirectory: tokens.userDirectory,
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
    apiSecrets: tokens.apiSecrets,
    hookSender: tokens.hookSender,
    ids: tokens.ids,
    clock: tokens.clock,
    logger: tokens.logger,
    policy: tokens.policy,
  } as const;
  provideFrom(container, tokens.aisha, ports, createAisha);
};
