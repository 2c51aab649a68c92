import { defaultPolicy, type Policy } from '../../domain/policy/policy.ts';
import type { ApiSecrets } from '../../ports/api-secrets.ts';
import type { ArchiveBuilder } from '../../ports/archive-builder.ts';
import type { ArchiveReader } from '../../ports/archive-reader.ts';
import type { AvatarDirectory } from '../../ports/avatar-directory.ts';
import type { BlobReferences } from '../../ports/blob-references.ts';
import type { EventInbox } from '../../ports/event-inbox.ts';
import type { Ids } from '../../ports/ids.ts';
import type { LedgerAudit } from '../../ports/ledger-audit.ts';
import type { Logger } from '../../ports/logger.ts';
import type { PhotoReader } from '../../ports/photo-reader.ts';
import type { PictureReader } from '../../ports/picture-reader.ts';
import type { PictureSheets } from '../../ports/picture-sheets.ts';
import type { Ports } from '../../ports/ports.ts';
import type { Pseudonyms } from '../../ports/pseudonyms.ts';
import type { RunDurations } from '../../ports/run-durations.ts';
import type { Traces } from '../../ports/traces.ts';
import type { UserDirectory } from '../../ports/user-directory.ts';
import type { WebhookAddresses } from '../../ports/webhook-addresses.ts';
import type { WebhookVerifier } from '../../ports/webhook-verifier.ts';
import type { WorkDirectory } from '../../ports/work-directory.ts';
import {
  fakeModerator,
  fakePromptWriter,
  fakeSpeechReader,
  type FakeModerator,
  type FakePromptWriter,
  type FakeSpeechReader,
} from './assistant.ts';
import { countedApiSecrets } from './api-secrets.ts';
import { recordingHookSender, type RecordingHookSender } from './hook-sender.ts';
import { plainArchiveBuilder } from './archive-builder.ts';
import { fakeArchiveReader } from './archive-reader.ts';
import { inMemoryAvatarDirectory } from './avatar-directory.ts';
import { fakeTrainer, type FakeTrainer } from './avatar-trainer.ts';
import { inMemoryBlobReferences } from './blob-references.ts';
import { inMemoryBlobStore, type InMemoryBlobStore } from './blob-store.ts';
import { testClock, type TestClock } from './clock.ts';
import { inMemoryEventInbox } from './event-inbox.ts';
import { inMemoryFileSource, type InMemoryFileSource } from './file-source.ts';
import { testIds } from './ids.ts';
import { fakeGenerator, type FakeGenerator } from './image-generator.ts';
import { inMemoryJobQueue, type InMemoryJobQueue } from './job-queue.ts';
import { inMemoryLedgerAudit } from './ledger-audit.ts';
import { silentLogger } from './logger.ts';
import { recordingNotifier, type RecordingNotifier } from './notifier.ts';
import { recordingOperators, type RecordingOperators } from './operators.ts';
import { fakePhotoReader } from './photo-reader.ts';
import { fakePictureReader } from './picture-reader.ts';
import { fakePictureSheets } from './picture-sheets.ts';
import { fakeProviderFiles, type FakeProviderFiles } from './provider-files.ts';
import { plainPseudonyms } from './pseudonyms.ts';
import { fakeFetcher, type FakeFetcher } from './result-fetcher.ts';
import { inMemoryRunDurations } from './run-durations.ts';
import { inMemoryStyleCatalog, type InMemoryStyleCatalog } from './style-catalog.ts';
import { inMemoryTraces } from './traces.ts';
import { inMemoryUnitOfWork, type InMemoryUnitOfWork } from './unit-of-work.ts';
import { fakeWebhookAddresses } from './webhook-addresses.ts';
import { inMemoryUserDirectory } from './user-directory.ts';
import { fakeWebhookVerifier } from './webhook-verifier.ts';
import { inMemoryWorkDirectory } from './work-directory.ts';

/** All ports, each the fake itself with its controls, and the queue that commits fill. */
export type InMemoryPorts = {
  readonly unitOfWork: InMemoryUnitOfWork;
  readonly eventInbox: EventInbox;
  readonly avatarDirectory: AvatarDirectory;
  readonly workDirectory: WorkDirectory;
  readonly userDirectory: UserDirectory;
  readonly jobs: InMemoryJobQueue;
  readonly ledgerAudit: LedgerAudit;
  readonly blobs: InMemoryBlobStore;
  readonly blobReferences: BlobReferences;
  readonly trainer: FakeTrainer;
  readonly generator: FakeGenerator;
  readonly fetcher: FakeFetcher;
  readonly providerFiles: FakeProviderFiles;
  readonly photoReader: PhotoReader;
  readonly pictureReader: PictureReader;
  readonly pictureSheets: PictureSheets;
  readonly styleCatalog: InMemoryStyleCatalog;
  readonly promptWriter: FakePromptWriter;
  readonly moderator: FakeModerator;
  readonly speechReader: FakeSpeechReader;
  readonly archives: ArchiveBuilder;
  readonly archiveReader: ArchiveReader;
  readonly files: InMemoryFileSource;
  readonly traces: Traces;
  readonly pseudonyms: Pseudonyms;
  readonly notifier: RecordingNotifier;
  readonly operators: RecordingOperators;
  readonly durations: RunDurations;
  readonly webhookAddresses: WebhookAddresses;
  readonly webhookVerifier: WebhookVerifier;
  readonly apiSecrets: ApiSecrets;
  readonly hookSender: RecordingHookSender;
  readonly clock: TestClock;
  readonly ids: Ids;
  readonly logger: Logger;
  readonly policy: Policy;
};

/** Everything the use cases need, in memory. What is given takes the place of a fake. */
export function inMemoryPorts(): InMemoryPorts;
export function inMemoryPorts<const Own extends Partial<Ports>>(
  own: Own,
): Omit<InMemoryPorts, keyof Own> & Own;
export function inMemoryPorts(own: Partial<Ports> = {}): Ports {
  const clock = testClock();
  const jobs = inMemoryJobQueue({ clock });
  const unitOfWork = inMemoryUnitOfWork({ jobs });
  const fakes = {
    unitOfWork,
    eventInbox: inMemoryEventInbox(own.unitOfWork ?? unitOfWork),
    avatarDirectory: inMemoryAvatarDirectory(unitOfWork),
    workDirectory: inMemoryWorkDirectory(unitOfWork),
    userDirectory: inMemoryUserDirectory(unitOfWork),
    jobs,
    ledgerAudit: inMemoryLedgerAudit(unitOfWork),
    blobs: inMemoryBlobStore({ clock }),
    blobReferences: inMemoryBlobReferences(unitOfWork),
    trainer: fakeTrainer(),
    generator: fakeGenerator(),
    fetcher: fakeFetcher(),
    providerFiles: fakeProviderFiles(),
    photoReader: fakePhotoReader(),
    pictureReader: fakePictureReader(),
    pictureSheets: fakePictureSheets(),
    styleCatalog: inMemoryStyleCatalog(),
    promptWriter: fakePromptWriter(),
    moderator: fakeModerator(),
    speechReader: fakeSpeechReader(),
    archives: plainArchiveBuilder(),
    archiveReader: fakeArchiveReader(),
    files: inMemoryFileSource(),
    traces: inMemoryTraces({ jobs }),
    pseudonyms: plainPseudonyms,
    notifier: recordingNotifier(),
    operators: recordingOperators(),
    durations: inMemoryRunDurations({ unitOfWork, clock }),
    webhookAddresses: fakeWebhookAddresses(),
    webhookVerifier: fakeWebhookVerifier(),
    apiSecrets: countedApiSecrets(),
    hookSender: recordingHookSender(),
    clock,
    ids: testIds(),
    logger: silentLogger,
    // What comes unasked is asked for by the tests that are about it.
    policy: { ...defaultPolicy, previews: { count: 0 } },
  } satisfies InMemoryPorts & Ports;
  return { ...fakes, ...own };
}
