import type { PromptDraftId } from '../../shared/ids.ts';
import { isPortError, type PortError } from '../../shared/port-error.ts';
import {
  draftLimits,
  type PromptDraft,
  type PromptDraftFailure,
} from '../../domain/prompt-draft/prompt-draft.ts';
import { composeDraft, type ComposedDraft, type DraftNeeds } from '../../steps/compose-draft.ts';

/** Writes what somebody waits for and shows it to them, or tells why there is none. It costs them nothing. */
export const writeDraft =
  (ports: DraftNeeds) =>
  async ({ draftId }: { draftId: PromptDraftId }): Promise<void> => {
    const draft = await ports.unitOfWork.read(({ drafts }) => drafts.find(draftId));
    if (draft?.status !== 'waiting') return;
    try {
      await conclude(ports, draft, await composeDraft(ports, draft));
    } catch (error) {
      if (!isPortError(error)) throw error;
      await withoutAnswer(ports, draft, error);
    }
  };

const conclude = async (
  { unitOfWork }: DraftNeeds,
  draft: PromptDraft,
  composed: ComposedDraft,
): Promise<void> => {
  const { id: draftId, userId, avatarId, kind } = draft;
  const about = { draftId, avatarId, kind };
  await unitOfWork.run(async ({ drafts, jobs }) => {
    const ended: PromptDraft = composed.ok
      ? { ...draft, ...composed.value, status: 'written', source: undefined }
      : { ...draft, failure: composed.refusal, status: 'failed', source: undefined };
    if (!(await drafts.save(ended, 'waiting'))) return;
    const notification = composed.ok
      ? ({ type: 'draft.written', ...about, original: draft.original, ...composed.value } as const)
      : ({ type: 'draft.failed', ...about, failure: composed.refusal } as const);
    await jobs.enqueue({ name: 'notification.send', data: { userId, notification } });
  });
};

/** What waiting may put right is waited for, as long as somebody may be expected to wait for it. */
const withoutAnswer = async (
  ports: DraftNeeds,
  draft: PromptDraft,
  { code, retryable, retryAfterMs = draftLimits.retryMs }: PortError,
): Promise<void> => {
  const { unitOfWork, clock, logger } = ports;
  logger.warn({ draftId: draft.id, code }, 'a draft is not written');
  const startAt = new Date(clock.now().getTime() + retryAfterMs);
  const givesUpAt = draft.createdAt.getTime() + draftLimits.patienceMs;
  if (!retryable || startAt.getTime() > givesUpAt) {
    return conclude(ports, draft, { ok: false, refusal: failureOf(code) });
  }
  await unitOfWork.run(({ jobs }) =>
    jobs.enqueue({ name: 'draft.write', data: { draftId: draft.id } }, { startAt }),
  );
};

const failureOf = (code: PortError['code']): PromptDraftFailure => {
  if (code === 'file.too-large') return 'file.too-large';
  return code.startsWith('file.') ? 'file.unreadable' : 'assistant.down';
};
