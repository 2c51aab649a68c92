import type { ApiClientId, HookMessageId } from '../../shared/ids.ts';
import type { HookMessage } from '../../domain/api/hook.ts';
import type { By } from '../../domain/audit/audit.ts';
import type { Ports } from '../../ports/ports.ts';
import { noteChange } from '../../steps/note-change.ts';

export type ReplayHookMessageInput = { readonly messageId: HookMessageId } & (
  | { readonly clientId: ApiClientId }
  /** An operator, who may replay anybody's. */
  | { readonly by: By }
);

/**
 * Sends a message again that is over, under the same id; one that still waits is on its way already.
 * Undefined where there is no such message, or it is not this client's.
 */
export const replayHookMessage =
  ({ unitOfWork, clock, ids }: Pick<Ports, 'unitOfWork' | 'clock' | 'ids'>) =>
  async (input: ReplayHookMessageInput): Promise<HookMessage | undefined> =>
    unitOfWork.run(async (tx) => {
      const { messageId } = input;
      const found = await tx.hooks.findMessage(messageId);
      const isOthers = 'clientId' in input && found?.message.clientId !== input.clientId;
      if (!found || isOthers) return undefined;
      const { finishedAt: _, ...message } = found.message;
      const again: HookMessage = { ...message, status: 'waiting', attempts: 0 };
      if (!(await tx.hooks.saveMessage(again, ['delivered', 'failed']))) return found.message;
      await tx.jobs.enqueue({ name: 'hook.deliver', data: { messageId } });
      if ('by' in input) {
        const subject = `hook-message ${messageId}`;
        await noteChange(tx, { ids, clock }, { by: input.by, action: 'hooks.replay', subject });
      }
      return again;
    });
