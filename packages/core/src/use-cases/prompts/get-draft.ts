import type { PromptDraftId, UserId } from '../../shared/ids.ts';
import type { PromptDraft } from '../../domain/prompt-draft/prompt-draft.ts';
import type { Ports } from '../../ports/ports.ts';

/** A draft of one's own; another's is not found. */
export const getDraft =
  ({ unitOfWork }: Pick<Ports, 'unitOfWork'>) =>
  (id: PromptDraftId, userId: UserId): Promise<PromptDraft | undefined> =>
    unitOfWork.read(({ drafts }) => drafts.findOwned(id, userId));
