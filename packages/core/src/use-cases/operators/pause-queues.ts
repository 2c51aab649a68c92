import { ok, refuse, type Result } from '../../shared/result.ts';
import type { By } from '../../domain/audit/audit.ts';
import type { OperatorRefusal } from '../../domain/operator-refusals.ts';
import { isOpen, type PauseScope } from '../../domain/pause/provider-pause.ts';
import type { Ports } from '../../ports/ports.ts';
import { noteChange } from '../../steps/note-change.ts';
import { liftPauses } from '../../steps/provider-pause.ts';

type Needs = Pick<Ports, 'unitOfWork' | 'clock' | 'ids'>;
type Refused<Code extends OperatorRefusal['code']> = { readonly code: Code };

export type QueueInput = { readonly name: string; readonly by: By };

/** Has nothing of a queue begun until it is resumed. What is paid for waits; its deadlines go on. */
export const pauseQueue =
  ({ unitOfWork, clock, ids }: Needs) =>
  ({ name, by }: QueueInput): Promise<Result<undefined, Refused<'queue.paused-already'>>> =>
    unitOfWork.run(async (tx) => {
      const isNew = await tx.queuePauses.add({ name, since: clock.now() });
      if (!isNew) return refuse({ code: 'queue.paused-already' });
      const change = { by, action: 'queue.pause', subject: `queue ${name}` };
      await noteChange(tx, { ids, clock }, change);
      return ok(undefined);
    });

/** Has the jobs of a paused queue begun again. */
export const resumeQueue =
  ({ unitOfWork, clock, ids }: Needs) =>
  ({ name, by }: QueueInput): Promise<Result<undefined, Refused<'queue.not-paused'>>> =>
    unitOfWork.run(async (tx) => {
      if (!(await tx.queuePauses.delete(name))) return refuse({ code: 'queue.not-paused' });
      const change = { by, action: 'queue.resume', subject: `queue ${name}` };
      await noteChange(tx, { ids, clock }, change);
      return ok(undefined);
    });

export type ResumeProviderInput = {
  /** Left out: everything that is paused. */
  readonly scope?: PauseScope | undefined;
  readonly by: By;
};

export type ResumedProvider = {
  readonly scopes: readonly PauseScope[];
  /** How many submissions that waited are made now. */
  readonly hurried: number;
};

/** Whatever waits to be submitted there. */
const submissions = ['training.submit', 'generation.submit'] as const;

/** Forgets that the provider takes nothing, and submits what waits for it at once. A refusal pauses it again. */
export const resumeProvider =
  ({ unitOfWork, clock, ids }: Needs) =>
  ({
    scope,
    by,
  }: ResumeProviderInput): Promise<Result<ResumedProvider, Refused<'queue.not-paused'>>> =>
    unitOfWork.run(async (tx) => {
      const open = (await tx.pauses.list(scope === undefined ? undefined : [scope])).filter(isOpen);
      if (open.length === 0) return refuse({ code: 'queue.not-paused' });
      const scopes = open.map((pause) => pause.scope);
      await liftPauses(tx, { scopes, claims: [] });
      let hurried = 0;
      for (const name of submissions) hurried += await tx.desk.hurry(name);
      for (const pause of open) {
        const subject = `provider ${pause.scope}`;
        const details = { reason: pause.reason, probes: pause.probes };
        await noteChange(tx, { ids, clock }, { by, action: 'queue.resume', subject, details });
      }
      return ok({ scopes, hurried });
    });
