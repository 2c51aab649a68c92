import type { Ports } from '../../ports/ports.ts';

/** Longer than the tries of a job take. */
const givenUpMs = 60 * 60_000;
const limit = 100;

/** Takes up erasures that were given up, as where the provider was away for hours. Answers how many. */
export const resumeErasures =
  ({ unitOfWork, clock }: Pick<Ports, 'unitOfWork' | 'clock'>) =>
  (): Promise<number> =>
    unitOfWork.run(async ({ accounts, jobs }) => {
      const until = new Date(clock.now().getTime() - givenUpMs);
      const ids = await accounts.listUnfinishedErasures({ until, limit });
      for (const erasureId of ids) {
        await jobs.enqueue({ name: 'account.erase', data: { erasureId } }, { key: erasureId });
      }
      return ids.length;
    });
