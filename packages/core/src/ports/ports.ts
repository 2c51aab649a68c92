import type { ArchiveBuilder } from './archive-builder.ts';
import type { AvatarDirectory } from './avatar-directory.ts';
import type { AvatarTrainer } from './avatar-trainer.ts';
import type { BlobReferences } from './blob-references.ts';
import type { BlobStore } from './blob-store.ts';
import type { Clock } from './clock.ts';
import type { EventInbox } from './event-inbox.ts';
import type { FileSource } from './file-source.ts';
import type { Ids } from './ids.ts';
import type { ImageGenerator } from './image-generator.ts';
import type { LedgerAudit } from './ledger-audit.ts';
import type { Logger } from './logger.ts';
import type { Notifier } from './notifier.ts';
import type { Operators } from './operators.ts';
import type { PhotoReader } from './photo-reader.ts';
import type { PictureReader } from './picture-reader.ts';
import type { ResultFetcher } from './result-fetcher.ts';
import type { RunDurations } from './run-durations.ts';
import type { UnitOfWork } from './unit-of-work.ts';
import type { WebhookAddresses } from './webhook-addresses.ts';
import type { WebhookVerifier } from './webhook-verifier.ts';
import type { Policy } from '../domain/policy/policy.ts';

/** Everything the use cases need of the world. Bring your own of any of them. */
export type Ports = {
  readonly unitOfWork: UnitOfWork;
  readonly eventInbox: EventInbox;
  readonly avatarDirectory: AvatarDirectory;
  readonly ledgerAudit: LedgerAudit;
  readonly blobs: BlobStore;
  readonly blobReferences: BlobReferences;
  readonly trainer: AvatarTrainer;
  readonly generator: ImageGenerator;
  readonly fetcher: ResultFetcher;
  readonly photoReader: PhotoReader;
  readonly pictureReader: PictureReader;
  readonly archives: ArchiveBuilder;
  readonly files: FileSource;
  readonly notifier: Notifier;
  readonly operators: Operators;
  readonly durations: RunDurations;
  readonly webhookAddresses: WebhookAddresses;
  readonly webhookVerifier: WebhookVerifier;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly logger: Logger;
  /** Not a port but a choice: prices, limits and deadlines. */
  readonly policy: Policy;
};
