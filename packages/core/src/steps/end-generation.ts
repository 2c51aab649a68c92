import type { Generation } from '../domain/generation/generation.ts';
import {
  generationAfter,
  generationTransitions,
  type GenerationEvent,
} from '../domain/generation/generation-machine.ts';
import type { Transaction } from '../ports/unit-of-work.ts';
import { retireRun } from './retire-run.ts';
import { settleHold } from './settle-hold.ts';
import { tellOfPictures } from './tell-of-pictures.ts';

type Ending = Extract<
  GenerationEvent,
  { type: 'run.failed' | 'cancelled' | 'withdrawn' | 'deadline.passed' }
>;

/**
 * Ends a generation without a picture: the hold goes back, the provider is told to stop, the person
 * is told why. Answers undefined where it had ended already.
 */
export const endGeneration = async (
  tx: Transaction,
  generation: Generation,
  event: Ending,
  now: Date,
): Promise<Generation | undefined> => {
  const ended = generationAfter(generation, event, now);
  if (!ended || !(await tx.generations.save(ended, generationTransitions[event.type]))) {
    return undefined;
  }
  const { refunded } = await settleHold(tx, generation.holdId, {
    captured: 0,
    reason: `generation.${ended.status}`,
  });
  const { id, userId } = generation;
  await retireRun(tx, await tx.runs.findLatest({ type: 'generation', id }), now);
  if (ended.purpose === 'preview') {
    // They were announced, unless what they are of is gone.
    const isMissed = event.type === 'run.failed' || event.type === 'deadline.passed';
    if (isMissed) await tellOfPictures(tx, ended, { images: [], charged: 0 });
    return ended;
  }
  await tx.jobs.enqueue({
    name: 'notification.send',
    data: {
      userId,
      notification: {
        type: 'generation.ended',
        generationId: id,
        reason: endReason(ended),
        failure: ended.failure?.code,
        refunded,
      },
    },
  });
  return ended;
};

const endReason = ({ status }: Generation): 'failed' | 'blocked' | 'cancelled' | 'expired' =>
  status === 'blocked' || status === 'cancelled' || status === 'expired' ? status : 'failed';
