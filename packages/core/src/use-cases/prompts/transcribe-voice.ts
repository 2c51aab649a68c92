import type { AvatarId, FileRef, PromptDraftId, UserId } from '../../shared/ids.ts';
import { refuse, type Result } from '../../shared/result.ts';
import type { PromptDraft } from '../../domain/prompt-draft/prompt-draft.ts';
import type { BeginDraftRefusal } from '../../domain/refusals.ts';
import type { Ports } from '../../ports/ports.ts';
import { beginDraft } from '../../steps/begin-draft.ts';

export type TranscribeVoiceInput = {
  /** Made of the message that brought it, so that a message that is handed over twice is one. */
  readonly id: PromptDraftId;
  readonly userId: UserId;
  readonly avatarId: AvatarId;
  readonly source: FileRef;
};

/** Has a voice message written down, to be read before it is used. The message is not kept. */
export const transcribeVoice =
  (ports: Pick<Ports, 'unitOfWork' | 'speechReader' | 'clock'>) =>
  async (input: TranscribeVoiceInput): Promise<Result<PromptDraft, BeginDraftRefusal>> =>
    ports.speechReader.isConfigured()
      ? beginDraft(ports, { ...input, kind: 'voice' })
      : refuse({ code: 'assistant.not-configured' });
