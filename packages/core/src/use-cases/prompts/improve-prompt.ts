import type { AvatarId, PromptDraftId, UserId } from '../../shared/ids.ts';
import { refuse, type Result } from '../../shared/result.ts';
import type { Enhancement } from '../../domain/prompt-draft/enhancement.ts';
import type { PromptDraft } from '../../domain/prompt-draft/prompt-draft.ts';
import type { BeginDraftRefusal } from '../../domain/refusals.ts';
import type { Ports } from '../../ports/ports.ts';
import { beginDraft } from '../../steps/begin-draft.ts';
import { checkPrompt } from '../../steps/check-prompt.ts';

export type ImprovePromptInput = {
  readonly id: PromptDraftId;
  readonly userId: UserId;
  readonly avatarId: AvatarId;
  readonly prompt: string;
  readonly enhancement: Enhancement;
};

/** Has a person's words put into better ones, to be compared before either is used. */
export const improvePrompt =
  (ports: Pick<Ports, 'unitOfWork' | 'promptWriter' | 'clock' | 'ids'>) =>
  async (input: ImprovePromptInput): Promise<Result<PromptDraft, BeginDraftRefusal>> => {
    if (!ports.promptWriter.isConfigured()) return refuse({ code: 'assistant.not-configured' });
    const { prompt: text, ...order } = input;
    const { userId, id } = order;
    const subject = { type: 'draft', id } as const;
    const original = await checkPrompt(ports, { userId, text, subject });
    if (!original.ok) return original;
    return beginDraft(ports, { ...order, kind: 'words', original: original.value });
  };
