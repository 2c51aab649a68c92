import type { ApiClientId, HookId, HookMessageId } from '../shared/ids.ts';
import type { Hook, HookMessage, HookMessageStatus } from '../domain/api/hook.ts';

export type HookMessagePage = {
  /** 1 to 100. */
  readonly limit: number;
  /** Those older than this one. */
  readonly before?: HookMessageId | undefined;
  /** Of one client; of all, for operators, where it is left out. */
  readonly clientId?: ApiClientId | undefined;
  readonly hookId?: HookId | undefined;
  readonly status?: HookMessageStatus | undefined;
};

/** Where clients want to be told, and what they are told. */
export type Hooks = {
  find(id: HookId, clientId: ApiClientId): Promise<Hook | undefined>;
  /** All of a client, the oldest first. */
  list(clientId: ApiClientId): Promise<readonly Hook[]>;
  /** Counts a client's hooks, and lets nobody else count them until the unit of work ends. */
  countForUpdate(clientId: ApiClientId): Promise<number>;
  add(hook: Hook): Promise<void>;
  /** Nothing is sent there any more. One that is disabled keeps its first time. */
  disable(id: HookId, at: Date): Promise<void>;
  /** With its messages. Answers false where the client has no such hook. */
  delete(id: HookId, clientId: ApiClientId): Promise<boolean>;
  /** For jobs and operators, who act for no client in particular. */
  findMessage(
    id: HookMessageId,
  ): Promise<{ readonly message: HookMessage; readonly hook: Hook } | undefined>;
  /** Newest first. */
  listMessages(page: HookMessagePage): Promise<readonly HookMessage[]>;
  /** Answers false, and changes nothing, where the hook was told of the topic before, or the person has left. */
  addMessage(message: HookMessage): Promise<boolean>;
  /** Saves where the stored status is one of `from`; otherwise answers false and changes nothing. */
  saveMessage(message: HookMessage, from: readonly HookMessageStatus[]): Promise<boolean>;
  /** Deletes finished ones, at most `limit` of the oldest; answers how many. */
  deleteFinishedMessages(options: { before: Date; limit: number }): Promise<number>;
};
