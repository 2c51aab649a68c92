import { ok, refuse, type Result } from '../shared/result.ts';
import { draftLimits, type PromptDraft } from '../domain/prompt-draft/prompt-draft.ts';
import type { BeginDraftRefusal } from '../domain/refusals.ts';
import type { Ports } from '../ports/ports.ts';

const hour = 60 * 60_000;

export type NewDraft = Omit<PromptDraft, 'status' | 'createdAt'>;

/** Takes note of what is to be written and has it written, once however often it is asked for. */
export const beginDraft = async (
  { unitOfWork, clock }: Pick<Ports, 'unitOfWork' | 'clock'>,
  wanted: NewDraft,
): Promise<Result<PromptDraft, BeginDraftRefusal>> =>
  unitOfWork.run(async ({ users, avatars, drafts, jobs }) => {
    const { id, userId, avatarId } = wanted;
    if (!(await avatars.find(avatarId, userId))) return refuse({ code: 'avatar.not-found' });
    const known = await drafts.findOwned(id, userId);
    if (known) return ok(known);
    if ((await users.find(userId))?.blockedSince) return refuse({ code: 'user.blocked' });
    const createdAt = clock.now();
    const since = new Date(createdAt.getTime() - hour);
    const max = draftLimits.perHour;
    if ((await drafts.countSince(userId, since)) >= max) {
      return refuse({ code: 'drafts.too-many', max });
    }
    const draft: PromptDraft = { ...wanted, status: 'waiting', createdAt };
    if (await drafts.add(draft)) {
      await jobs.enqueue({ name: 'draft.write', data: { draftId: id } });
    }
    return ok(draft);
  });
