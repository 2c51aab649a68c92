import type { GenerationId, Result } from '@aisha/core';
import { differences, type Flow, type Step } from './flow.ts';
import { photosNeeded, policy } from './outside.ts';
import type { Worker } from './worker.ts';

const { welcomeGrant, training, image } = policy.prices;
const trainingPrice = training['portrait-lora'].fast;
const picturesPrice = 2 * image['flux-lora'];

/** A tap that was heard before is answered with a refusal that says so. */
const taken = (answer: Result<unknown, { readonly code: string }>, heardBefore?: string): void => {
  if (!answer.ok && answer.refusal.code !== heardBefore) {
    throw new Error(`refused: ${answer.refusal.code}`);
  }
};

const work: Step = (worker) => worker.work();

const pass =
  (ms: number): Step =>
  async ({ clock }) =>
    clock.reach(new Date(clock.now().getTime() + ms));

const providerEnds =
  (end: 'succeed' | 'fail'): Step =>
  async (_worker, { outside }) =>
    outside.endRuns(end);

const hear: Step = async ({ aisha }, { outside }) => outside.report(aisha.receiveWebhook);

const sweep: Step = async ({ aisha }) => void (await aisha.reconcile());

const sendPhoto: Step = async ({ aisha }, { person, outside, idOf }) => {
  const source = outside.photo(photosNeeded + 1);
  taken(await aisha.receivePhoto({ ...person, source, deliveryKey: idOf('photo') }));
};

const requestTraining: Step = async ({ aisha }, { person, idOf }) =>
  taken(await aisha.requestTraining({ id: idOf('training'), ...person, preset: 'fast' }));

const cancelTraining: Step = async ({ aisha }, { person }) => {
  const { latestTraining } = await detailsOf(aisha, person);
  if (!latestTraining) throw new Error('there is no training');
  taken(await aisha.cancelTraining(latestTraining.id, person.userId), 'training.ended');
};

const orderPictures: Step = async ({ aisha }, { person, idOf }) => {
  const id = idOf<GenerationId>('generation');
  const order = { id, prompt: 'reading in a garden', aspectRatio: '3:4', count: 2 } as const;
  taken(await aisha.requestGeneration({ ...person, ...order }));
};

const detailsOf = async (aisha: Worker['aisha'], person: Parameters<Step>[1]['person']) => {
  const details = await aisha.getAvatar(person.avatarId, person.userId);
  if (!details.ok) throw new Error('the avatar is missing');
  return details.value;
};

const trainingIs =
  (status: string, available: number): Flow['mistakes'] =>
  async ({ aisha }, { person, outside }) => {
    const { latestTraining } = await detailsOf(aisha, person);
    const balance = await aisha.getBalance(person.userId);
    const told = toldOf(await outside.told(person.userId), 'training', latestTraining?.id);
    const news = status === 'succeeded' ? 'training.succeeded' : 'training.ended';
    const actual = { status: latestTraining?.status, told, balance };
    return differences(actual, { status, news, available });
  };

const toldOf = (
  told: readonly { readonly type: string }[],
  kind: 'training' | 'generation',
  id: string | undefined,
): string[] =>
  told
    .filter((notification) => (notification as Record<string, unknown>)[`${kind}Id`] === id)
    .map(({ type }) => type);

const beforeTraining = welcomeGrant;
const afterTraining = welcomeGrant - trainingPrice;

export const photoIntake: Flow = {
  name: 'a photo is received, judged and told of',
  begins: 'draft',
  provider: { ends: 'never', reports: false },
  steps: [sendPhoto, work, pass(1_000), work],
  mistakes: async ({ aisha }, { person, outside, idOf }) => {
    const { intake } = await detailsOf(aisha, person);
    const last = (await outside.told(person.userId)).findLast(
      ({ type }) => type === 'photos.judged',
    );
    const isOfIt = last?.type === 'photos.judged' && last.newest === idOf('photo');
    const summary = isOfIt ? last.summary : undefined;
    return [
      ...(intake.accepted === photosNeeded + 1 ? [] : [`${intake.accepted} photos accepted`]),
      ...(summary?.accepted === photosNeeded + 1 && summary.checking === 0
        ? []
        : ['not told of it']),
    ];
  },
};

export const trainingFlow: Flow = {
  name: 'a training becomes an avatar',
  begins: 'draft',
  provider: { ends: 'succeed', reports: true },
  steps: [requestTraining, work, providerEnds('succeed'), hear, work],
  mistakes: trainingIs('succeeded', afterTraining),
};

export const polledTraining: Flow = {
  name: 'a training becomes an avatar without a webhook',
  begins: 'draft',
  provider: { ends: 'succeed', reports: false },
  steps: [requestTraining, work, pass(3_000), work, providerEnds('succeed'), pass(4_000), work],
  mistakes: trainingIs('succeeded', afterTraining),
};

export const cancelledTraining: Flow = {
  name: 'a training is cancelled in the middle',
  begins: 'draft',
  provider: { ends: 'succeed', reports: true },
  overture: [requestTraining, work],
  steps: [cancelTraining, work],
  mistakes: trainingIs('cancelled', beforeTraining),
};

export const failedTraining: Flow = {
  name: 'a training fails at the provider',
  begins: 'draft',
  provider: { ends: 'fail', reports: true },
  overture: [requestTraining, work],
  steps: [providerEnds('fail'), hear, work],
  mistakes: trainingIs('failed', beforeTraining),
};

export const expiredTraining: Flow = {
  name: 'a training passes its deadline',
  begins: 'draft',
  provider: { ends: 'never', reports: false },
  overture: [requestTraining, work],
  steps: [pass(policy.trainingDeadlineMs + 1_000), sweep, work],
  mistakes: trainingIs('expired', beforeTraining),
};

export const generationFlow: Flow = {
  name: 'two pictures are ordered and delivered',
  begins: 'ready',
  provider: { ends: 'succeed', reports: true },
  steps: [orderPictures, work, providerEnds('succeed'), hear, work],
  mistakes: async ({ aisha }, { person, outside, idOf }) => {
    const id = idOf<GenerationId>('generation');
    const generation = await aisha.getGeneration(id, person.userId);
    const balance = await aisha.getBalance(person.userId);
    const told = toldOf(await outside.told(person.userId), 'generation', id);
    return differences(
      { status: generation?.status, told, balance },
      {
        status: 'succeeded',
        news: 'generation.succeeded',
        available: afterTraining - picturesPrice,
      },
    );
  },
};

/** A flow with a fault at any of its calls, those of the overture too. */
export const whole = ({ overture = [], ...flow }: Flow): Flow => ({
  ...flow,
  steps: [...overture, ...flow.steps],
});

/** By their names, for a process that is told which to play. */
export const flows: readonly Flow[] = [
  photoIntake,
  trainingFlow,
  polledTraining,
  cancelledTraining,
  failedTraining,
  expiredTraining,
  generationFlow,
];
