import type {
  Address,
  AvatarId,
  GenerationId,
  ProviderEventId,
  ProviderRequestId,
  TrainingId,
  UserId,
} from '../shared/ids.ts';
import type { Avatar } from '../domain/avatar/avatar.ts';
import type { Generation, GenerationStatus } from '../domain/generation/generation.ts';
import type { ProviderRun, RunSubject } from '../domain/run/run.ts';
import type { Training, TrainingStatus } from '../domain/training/training.ts';
import type { User } from '../domain/user/user.ts';
import type { Hold } from '../domain/wallet/wallet.ts';
import type { ProviderEvent } from './provider-events.ts';

export type Owner = Pick<User, 'id' | 'address' | 'firstName'>;

/** A message of the provider without what it says. */
export type WebhookListing = Omit<ProviderEvent, 'payload'> & {
  /** When it was set aside because nobody knew its run. */
  readonly quarantinedAt?: Date | undefined;
  /** What its run was for; left out where the run is not known. */
  readonly subject?: RunSubject | undefined;
};

export type WebhookDossier = {
  readonly event: ProviderEvent;
  readonly quarantinedAt?: Date | undefined;
  readonly run?: ProviderRun | undefined;
};

export type TrainingListing = {
  readonly training: Training;
  readonly avatarName: string;
  readonly owner: Owner;
};

export type GenerationListing = { readonly generation: Generation; readonly owner: Owner };

/** How work came to be as it is. */
export type WorkRecord = {
  readonly hold?: Hold | undefined;
  /** Every paid attempt, newest first, at most 100. */
  readonly runs: readonly ProviderRun[];
  /** What the provider told of them, newest first, at most 100. */
  readonly webhooks: readonly WebhookListing[];
};

export type TrainingDossier = TrainingListing & WorkRecord & { readonly avatar: Avatar };
export type GenerationDossier = GenerationListing & WorkRecord;

/** `limit` is 1 to 200; with `before` only what is older than the one it names. */
type Page<Id> = { readonly limit: number; readonly before?: Id | undefined };
type OfSomebody = { readonly owner?: UserId | Address | undefined };

export type TrainingFilter = Page<TrainingId> &
  OfSomebody & {
    readonly status?: TrainingStatus | undefined;
    readonly avatarId?: AvatarId | undefined;
  };

export type GenerationFilter = Page<GenerationId> &
  OfSomebody & { readonly status?: GenerationStatus | undefined };

export type WebhookFilter = Page<ProviderEventId> & {
  readonly outcome?: ProviderEvent['outcome'] | undefined;
  readonly requestId?: ProviderRequestId | undefined;
  /** Only those that were set aside. */
  readonly isQuarantined?: boolean | undefined;
};

/**
 * Everybody's work at the provider, for operators only: no person's screen asks here. Lists are newest
 * first, and one question each.
 */
export type WorkDirectory = {
  listTrainings(filter: TrainingFilter): Promise<readonly TrainingListing[]>;
  findTraining(id: TrainingId): Promise<TrainingDossier | undefined>;
  listGenerations(filter: GenerationFilter): Promise<readonly GenerationListing[]>;
  findGeneration(id: GenerationId): Promise<GenerationDossier | undefined>;
  listWebhooks(filter: WebhookFilter): Promise<readonly WebhookListing[]>;
  findWebhook(id: ProviderEventId): Promise<WebhookDossier | undefined>;
};
