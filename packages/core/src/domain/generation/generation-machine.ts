import {
  unfinishedWorkStatuses,
  workChanges,
  workTransitions,
  type WorkEvent,
} from '../run/work-machine.ts';
import type { Generation, GenerationOutput, GenerationStatus } from './generation.ts';

export type GenerationEvent =
  WorkEvent<GenerationOutput> | { readonly type: 'images.kept'; readonly delivered: number };

export const unfinishedGenerationStatuses = unfinishedWorkStatuses;

/** From which statuses an event moves a generation. In any other it changes nothing. */
export const generationTransitions: Readonly<
  Record<GenerationEvent['type'], readonly GenerationStatus[]>
> = { ...workTransitions, 'images.kept': ['finishing'] };

export const isGenerationFinal = (status: GenerationStatus): boolean =>
  !(unfinishedGenerationStatuses as readonly GenerationStatus[]).includes(status);

/** The generation after an event, or undefined where the event comes too late, too early or twice. */
export const generationAfter = (
  generation: Generation,
  event: GenerationEvent,
  now: Date,
): Generation | undefined => {
  if (!generationTransitions[event.type].includes(generation.status)) return undefined;
  if (event.type === 'images.kept') return kept(generation, event.delivered, now);
  const changes = workChanges(generation, event, now);
  if (!changes) return undefined;
  // Content that was refused is an ending of its own: nothing failed, and trying again is no use.
  const isBlocked = changes.status === 'failed' && changes.failure?.code === 'content.blocked';
  return { ...generation, ...changes, ...(isBlocked ? { status: 'blocked' } : {}) };
};

/** All pictures flagged is a refusal of the content, not a success with nothing to show. */
const kept = (generation: Generation, delivered: number, now: Date): Generation => {
  if (delivered > 0) return { ...generation, status: 'succeeded', delivered, finishedAt: now };
  const failure = { code: 'content.blocked', retryable: false } as const;
  return { ...generation, status: 'blocked', failure, finishedAt: now };
};
