import type { AvatarId, FileRef, PromptDraftId, UserId } from '../../shared/ids.ts';
import { refuse, type Result } from '../../shared/result.ts';
import type { PromptDraft } from '../../domain/prompt-draft/prompt-draft.ts';
import type { BeginDraftRefusal } from '../../domain/refusals.ts';
import type { Ports } from '../../ports/ports.ts';
import { beginDraft } from '../../steps/begin-draft.ts';

export type DescribePhotoInput = {
  /** Made of the message that brought it, so that a message that is handed over twice is one. */
  readonly id: PromptDraftId;
  readonly userId: UserId;
  readonly avatarId: AvatarId;
  readonly source: FileRef;
};

/** Has a prompt written that makes a picture like a photo, of somebody else. The photo is not kept. */
export const describePhoto =
  (ports: Pick<Ports, 'unitOfWork' | 'promptWriter' | 'clock'>) =>
  async (input: DescribePhotoInput): Promise<Result<PromptDraft, BeginDraftRefusal>> =>
    ports.promptWriter.isConfigured()
      ? beginDraft(ports, { ...input, kind: 'photo' })
      : refuse({ code: 'assistant.not-configured' });
