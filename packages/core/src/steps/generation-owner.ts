import type { Generation, GenerationOutput } from '../domain/generation/generation.ts';
import {
  generationAfter,
  generationTransitions,
  type GenerationEvent,
} from '../domain/generation/generation-machine.ts';
import type { Clock } from '../ports/clock.ts';
import type { Transaction } from '../ports/unit-of-work.ts';
import type { RunOwner } from './advance-run.ts';
import { endGeneration } from './end-generation.ts';
import { noteProviderRefusal } from './note-provider-verdict.ts';
import { showNewsOf, showProgressNow } from './show-progress-of.ts';

/** Moves a generation, where the event still applies; the database has the last word. */
export const moveGeneration = async (
  { generations }: Pick<Transaction, 'generations'>,
  generation: Generation,
  event: GenerationEvent,
  now: Date,
): Promise<Generation | undefined> => {
  const next = generationAfter(generation, event, now);
  if (!next) return undefined;
  return (await generations.save(next, generationTransitions[event.type])) ? next : undefined;
};

type Circumstances = {
  readonly clock: Clock;
  /** Who collects the pictures once they are there. */
  readonly collects: 'a-job' | 'whoever-tells';
};

/** A generation as the owner of its runs. */
export const generationOwner = (
  tx: Transaction,
  generation: Generation,
  { clock, collects }: Circumstances,
): RunOwner<GenerationOutput> => {
  const now = clock.now();
  const { id } = generation;
  const subject = { type: 'generation', id } as const;
  return {
    progressed: async (progress) => {
      const moved = await moveGeneration(tx, generation, { type: 'run.progressed', progress }, now);
      // A drawing that goes on looks the same as before.
      if (moved && isOtherwise(generation, moved)) {
        await showNewsOf(tx, subject, { before: generation, after: moved, now });
      }
    },
    succeeded: async (output) => {
      const moved = await moveGeneration(tx, generation, { type: 'run.succeeded', output }, now);
      if (!moved) return false;
      if (collects === 'a-job') {
        await tx.jobs.enqueue({ name: 'generation.collect', data: { generationId: id } });
      }
      return true;
    },
    retried: async () => {
      const moved = await moveGeneration(tx, generation, { type: 'run.retried' }, now);
      if (!moved) return false;
      await tx.jobs.enqueue({ name: 'generation.submit', data: { generationId: id } });
      await showProgressNow(tx, subject);
      return true;
    },
    failed: async (failure) => {
      const ended = await endGeneration(tx, generation, { type: 'run.failed', failure }, now);
      if (ended) {
        await noteProviderRefusal(tx, { subject, userId: generation.userId }, failure, now);
      }
    },
    cancelled: async () => {
      await endGeneration(tx, generation, { type: 'cancelled' }, now);
    },
  };
};

const isOtherwise = (before: Generation, after: Generation): boolean =>
  before.progress?.stage !== after.progress?.stage ||
  before.progress?.queuePosition !== after.progress?.queuePosition;
