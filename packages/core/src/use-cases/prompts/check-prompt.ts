import type { UserId } from '../../shared/ids.ts';
import type { Result } from '../../shared/result.ts';
import type { CheckPromptRefusal } from '../../domain/refusals.ts';
import type { Ports } from '../../ports/ports.ts';
import { checkPrompt as check } from '../../steps/check-prompt.ts';

/** Tells before an order is shown whether a prompt may be ordered at all. */
export const checkPrompt =
  (ports: Pick<Ports, 'unitOfWork' | 'clock' | 'ids'>) =>
  (input: { userId: UserId; prompt: string }): Promise<Result<string, CheckPromptRefusal>> =>
    check(ports, { userId: input.userId, text: input.prompt, subject: { type: 'prompt' } });
