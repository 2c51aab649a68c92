import { together } from '../shared/together.ts';
import type { GenerationOutput } from '../domain/generation/generation.ts';
import type { ProviderRun, RunObservation } from '../domain/run/run.ts';
import type { ProviderEvent } from '../ports/provider-events.ts';
import type { Ports } from '../ports/ports.ts';
import type { RunHandle } from '../ports/avatar-trainer.ts';
import type { Transaction } from '../ports/unit-of-work.ts';
import { advanceRun } from './advance-run.ts';
import { generationOwner } from './generation-owner.ts';
import { trainingOwner } from './training-owner.ts';

type Needs = Pick<Ports, 'unitOfWork' | 'trainer' | 'generator' | 'clock' | 'policy'>;

export type Observed = {
  readonly state: RunObservation<unknown>['state'];
  /** What to do about it. */
  advance(tx: Transaction, run: ProviderRun): Promise<void>;
  /** The pictures of an order that the provider is done with. */
  readonly pictures?: GenerationOutput | undefined;
};

/**
 * Learns how a run stands, from the provider's message where it carries the answer and by asking
 * otherwise. Undefined where its owner is gone. Pictures are collected by a job of their own, except
 * those that a message tells of: whoever brings one collects them.
 */
export const observeRun = (
  ports: Needs,
  run: ProviderRun,
  handle: RunHandle,
  event?: ProviderEvent,
): Promise<Observed | undefined> =>
  run.subject.type === 'training'
    ? observeTraining(ports, run, handle, event)
    : observeGeneration(ports, run, handle, event);

const observeTraining = async (
  ports: Needs,
  { subject }: ProviderRun,
  handle: RunHandle,
  event: ProviderEvent | undefined,
): Promise<Observed | undefined> => {
  if (subject.type !== 'training') return undefined;
  const training = await ports.unitOfWork.read(({ trainings }) => trainings.find(subject.id));
  if (!training) return undefined;
  const { recipe } = training;
  const told = carriesAnswer(event) ? ports.trainer.interpret({ ...event, recipe }) : unclear;
  const observation = isUnclear(told) ? await ports.trainer.observe(handle, recipe) : told;
  return {
    state: observation.state,
    advance: async (tx, run) => {
      const [current, latest] = await together([
        tx.trainings.find(subject.id),
        tx.runs.findLatest(subject),
      ]);
      if (!current) return;
      const owner = trainingOwner(tx, current, ports.clock);
      await advanceRun(tx, ports, { run, latest: latest ?? run, observation, owner });
    },
  };
};

const observeGeneration = async (
  ports: Needs,
  { subject }: ProviderRun,
  handle: RunHandle,
  event: ProviderEvent | undefined,
): Promise<Observed | undefined> => {
  if (subject.type !== 'generation') return undefined;
  const told = carriesAnswer(event) ? ports.generator.interpret(event) : unclear;
  const observation = isUnclear(told) ? await ports.generator.observe(handle) : told;
  const collects = event ? 'whoever-tells' : 'a-job';
  return {
    state: observation.state,
    pictures: observation.state === 'succeeded' ? observation.output : undefined,
    advance: async (tx, run) => {
      const [current, latest] = await together([
        tx.generations.find(subject.id),
        tx.runs.findLatest(subject),
      ]);
      if (!current) return;
      const owner = generationOwner(tx, current, { clock: ports.clock, collects });
      await advanceRun(tx, ports, { run, latest: latest ?? run, observation, owner });
    },
  };
};

/** A message without an answer we understand is a reason to ask, not an answer. */
const unclear = { state: 'unknown' } as const;

const isUnclear = ({ state }: { readonly state: string }): boolean => state === 'unknown';

const carriesAnswer = (event: ProviderEvent | undefined): event is ProviderEvent =>
  event?.payload !== undefined && event.payload !== null;
