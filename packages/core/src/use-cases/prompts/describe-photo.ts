import type { Result } from '../../shared/result.ts';
import type { PromptDraft } from '../../domain/prompt-draft/prompt-draft.ts';
import type { BeginDraftRefusal } from '../../domain/refusals.ts';
import type { Ports } from '../../ports/ports.ts';
import { beginSentDraft, type SentDraftInput } from '../../steps/begin-sent-draft.ts';

export type DescribePhotoInput = SentDraftInput;

/** Has a prompt written that makes a picture like a photo, of somebody else. The photo is not kept. */
export const describePhoto =
  (ports: Pick<Ports, 'unitOfWork' | 'promptWriter' | 'clock'>) =>
  (input: DescribePhotoInput): Promise<Result<PromptDraft, BeginDraftRefusal>> =>
    beginSentDraft(ports, { ...input, kind: 'photo' }, ports.promptWriter);
