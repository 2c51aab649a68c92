import type { EntitySchema } from '@mikro-orm/core';
import type { InferKyselyDB, Kysely } from '@mikro-orm/sql';
import { ProviderPauseEntity, StandingAlarmEntity } from './alarms.ts';
import {
  ApiClientEntity,
  ApiKeyEntity,
  IdempotentRequestEntity,
  OutgoingHookEntity,
  HookMessageEntity,
} from './api.ts';
import { AuditEntryEntity, QueuePauseEntity } from './audit.ts';
import {
  AccountErasureEntity,
  AccountExportEntity,
  AccountWelcomeEntity,
  ForgottenCostEntity,
} from './accounts.ts';
import { BroadcastEntity } from './broadcasts.ts';
import { ChannelLaneEntity, ChannelUpdateEntity, LiveMessageEntity } from './channel.ts';
import { AvatarEntity, PhotoEntity, TrainingEntity } from './avatars.ts';
import { GenerationEntity, ImageCountEntity, ImageEntity } from './generations.ts';
import { ProviderEventEntity, ProviderRunEntity } from './provider.ts';
import { FavouriteStyleEntity, StyleCountEntity } from './styles.ts';
import { PromptDraftEntity, SafetyDecisionEntity } from './safety.ts';
import { UserEntity } from './users.ts';
import {
  HoldEntity,
  LedgerAccountEntity,
  LedgerEntryEntity,
  LedgerTransferEntity,
} from './wallets.ts';

/** Every table, named one by one: nothing is searched for at start. */
export const entities: EntitySchema[] = [
  UserEntity,
  AccountExportEntity,
  AccountErasureEntity,
  AccountWelcomeEntity,
  ForgottenCostEntity,
  AvatarEntity,
  PhotoEntity,
  HoldEntity,
  LedgerAccountEntity,
  LedgerTransferEntity,
  LedgerEntryEntity,
  TrainingEntity,
  GenerationEntity,
  ImageEntity,
  ImageCountEntity,
  PromptDraftEntity,
  SafetyDecisionEntity,
  FavouriteStyleEntity,
  StyleCountEntity,
  ProviderRunEntity,
  ProviderEventEntity,
  ChannelLaneEntity,
  ChannelUpdateEntity,
  LiveMessageEntity,
  ProviderPauseEntity,
  StandingAlarmEntity,
  AuditEntryEntity,
  BroadcastEntity,
  QueuePauseEntity,
  ApiClientEntity,
  ApiKeyEntity,
  IdempotentRequestEntity,
  OutgoingHookEntity,
  HookMessageEntity,
];

/** The tables as queries see them. */
export type Tables = InferKyselyDB<
  | typeof UserEntity
  | typeof AccountExportEntity
  | typeof AccountErasureEntity
  | typeof AccountWelcomeEntity
  | typeof ForgottenCostEntity
  | typeof AvatarEntity
  | typeof PhotoEntity
  | typeof HoldEntity
  | typeof LedgerAccountEntity
  | typeof LedgerTransferEntity
  | typeof LedgerEntryEntity
  | typeof TrainingEntity
  | typeof GenerationEntity
  | typeof ImageEntity
  | typeof ImageCountEntity
  | typeof PromptDraftEntity
  | typeof SafetyDecisionEntity
  | typeof FavouriteStyleEntity
  | typeof StyleCountEntity
  | typeof ProviderRunEntity
  | typeof ProviderEventEntity
  | typeof ChannelLaneEntity
  | typeof ChannelUpdateEntity
  | typeof LiveMessageEntity
  | typeof ProviderPauseEntity
  | typeof StandingAlarmEntity
  | typeof AuditEntryEntity
  | typeof BroadcastEntity
  | typeof QueuePauseEntity
  | typeof ApiClientEntity
  | typeof ApiKeyEntity
  | typeof IdempotentRequestEntity
  | typeof OutgoingHookEntity
  | typeof HookMessageEntity
>;

/**
 * What the repositories query with. Kysely sends values beside the SQL; the ORM's own query builder
 * writes them into its text, and a prompt or a name is nothing to write into SQL.
 */
export type Database = Kysely<Tables>;
