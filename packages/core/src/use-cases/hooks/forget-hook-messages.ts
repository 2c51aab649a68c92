import { hookMessagesKeptMs } from '../../domain/api/hook.ts';
import type { Ports } from '../../ports/ports.ts';

const batch = 1_000;

/** Forgets what clients were told a month ago. */
export const forgetHookMessages =
  ({ unitOfWork, clock }: Pick<Ports, 'unitOfWork' | 'clock'>) =>
  async (): Promise<number> => {
    const before = new Date(clock.now().getTime() - hookMessagesKeptMs);
    let forgotten = 0;
    for (;;) {
      const count = await unitOfWork.run(({ hooks }) =>
        hooks.deleteFinishedMessages({ before, limit: batch }),
      );
      forgotten += count;
      if (count < batch) return forgotten;
    }
  };
