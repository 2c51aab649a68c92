import type { AvatarId, FileRef, PromptDraftId, UserId } from '../shared/ids.ts';
import { refuse, type Result } from '../shared/result.ts';
import type { PromptDraft } from '../domain/prompt-draft/prompt-draft.ts';
import type { BeginDraftRefusal } from '../domain/refusals.ts';
import type { Ports } from '../ports/ports.ts';
import { beginDraft } from './begin-draft.ts';

export type SentDraftInput = {
  /** Made of the message that brought it, so that a message that is handed over twice is one. */
  readonly id: PromptDraftId;
  readonly userId: UserId;
  readonly avatarId: AvatarId;
  readonly source: FileRef;
};

type Assistant = { isConfigured(): boolean };

/** Begins a draft of a file that somebody sent, where there is anybody to make words of it. */
export const beginSentDraft = async (
  ports: Pick<Ports, 'unitOfWork' | 'clock'>,
  input: SentDraftInput & { readonly kind: 'photo' | 'voice' },
  assistant: Assistant,
): Promise<Result<PromptDraft, BeginDraftRefusal>> =>
  assistant.isConfigured()
    ? beginDraft(ports, input)
    : refuse({ code: 'assistant.not-configured' });
