import { draftLimits } from '../../domain/prompt-draft/prompt-draft.ts';
import type { Ports } from '../../ports/ports.ts';

/** Drafts that nobody used are forgotten after a week; one that was used lives on in its order. */
export const forgetDrafts =
  ({ unitOfWork, clock }: Pick<Ports, 'unitOfWork' | 'clock'>) =>
  async (): Promise<void> => {
    const before = new Date(clock.now().getTime() - draftLimits.keptMs);
    await unitOfWork.run(({ drafts }) => drafts.deleteBefore(before));
  };
