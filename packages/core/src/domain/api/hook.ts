import type { ApiClientId, HookId, HookMessageId, UserId } from '../../shared/ids.ts';

/** What a client can have itself told. */
export const hookEventTypes = [
  'photos.judged',
  'training.succeeded',
  'training.failed',
  'training.cancelled',
  'generation.succeeded',
  'generation.failed',
  'generation.cancelled',
] as const;
export type HookEventType = (typeof hookEventTypes)[number];

/** Where a client wants to be told what. */
export type Hook = {
  readonly id: HookId;
  readonly clientId: ApiClientId;
  readonly url: string;
  readonly events: readonly HookEventType[];
  /** What messages are signed with, as `whsec_…`. Shown once, to who made the hook. */
  readonly secret: string;
  readonly createdAt: Date;
  /** Since when nothing is sent there, because it asked for that (HTTP 410). */
  readonly disabledAt?: Date | undefined;
};

export const hookMessageStatuses = ['waiting', 'delivered', 'failed'] as const;
export type HookMessageStatus = (typeof hookMessageStatuses)[number];

/** Something that a client is told. Its id is the same in every try, so that they can tell a second from the first. */
export type HookMessage = {
  readonly id: HookMessageId;
  readonly hookId: HookId;
  readonly clientId: ApiClientId;
  /** Whom it is about. */
  readonly userId: UserId;
  readonly type: HookEventType;
  /** What it is about: a hook is told of one topic once. */
  readonly topic: string;
  /** JSON, as it is sent. */
  readonly body: string;
  readonly status: HookMessageStatus;
  readonly attempts: number;
  /** What the last try was answered: an HTTP status, or a port error's code. */
  readonly lastAnswer?: string | undefined;
  readonly createdAt: Date;
  readonly finishedAt?: Date | undefined;
};

const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;

/** How long after each failed try the next follows; after the last one nothing does. About a day and a half. */
export const hookPausesMs = [
  5 * second,
  minute,
  5 * minute,
  30 * minute,
  2 * hour,
  5 * hour,
  10 * hour,
  18 * hour,
] as const;

/** How long messages are kept once they are delivered or given up. */
export const hookMessagesKeptMs = 30 * 24 * hour;

export const maxHooksOfClient = 10;
export const longestHookUrl = 2_000;
