import type { Ports } from '../../ports/ports.ts';

export type Lag = {
  /** For how long the most overdue question to the provider has waited; 0 where none is overdue. */
  readonly lateMs: number;
  readonly now: Date;
};

/** How far behind those are who ask the provider what became of runs. */
export const measureLag =
  ({ unitOfWork, clock }: Pick<Ports, 'unitOfWork' | 'clock'>) =>
  async (): Promise<Lag> => {
    const now = clock.now();
    const [first] = await unitOfWork.read(({ runs }) => runs.listDue(now, 1));
    const dueAt = first?.nextCheckAt?.getTime() ?? now.getTime();
    return { lateMs: Math.max(0, now.getTime() - dueAt), now };
  };
