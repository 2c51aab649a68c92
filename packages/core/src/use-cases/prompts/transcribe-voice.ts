import type { Result } from '../../shared/result.ts';
import type { PromptDraft } from '../../domain/prompt-draft/prompt-draft.ts';
import type { BeginDraftRefusal } from '../../domain/refusals.ts';
import type { Ports } from '../../ports/ports.ts';
import { beginSentDraft, type SentDraftInput } from '../../steps/begin-sent-draft.ts';

export type TranscribeVoiceInput = SentDraftInput;

/** Has a voice message written down, to be read before it is used. The message is not kept. */
export const transcribeVoice =
  (ports: Pick<Ports, 'unitOfWork' | 'speechReader' | 'clock'>) =>
  (input: TranscribeVoiceInput): Promise<Result<PromptDraft, BeginDraftRefusal>> =>
    beginSentDraft(ports, { ...input, kind: 'voice' }, ports.speechReader);
