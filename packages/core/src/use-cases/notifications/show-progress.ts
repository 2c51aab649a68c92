import type { UserId } from '../../shared/ids.ts';
import {
  expectedMinutes,
  expectedSeconds,
  type DurationFigures,
} from '../../domain/duration/duration.ts';
import { isGenerationFinal } from '../../domain/generation/generation-machine.ts';
import { isOpen } from '../../domain/pause/provider-pause.ts';
import { attemptNumber } from '../../domain/run/attempt-number.ts';
import type { RunProgress, RunSubject } from '../../domain/run/run.ts';
import { trainerNamed } from '../../domain/training/trainer.ts';
import { isTrainingFinal } from '../../domain/training/training-machine.ts';
import type { Attempt, Notification } from '../../ports/notifier.ts';
import type { Ports } from '../../ports/ports.ts';
import type { Reads } from '../../ports/unit-of-work.ts';
import { pausesOf } from '../../steps/provider-pause.ts';
import { tell } from '../../steps/tell.ts';

type Needs = Pick<
  Ports,
  'unitOfWork' | 'trainer' | 'generator' | 'durations' | 'notifier' | 'clock' | 'ids' | 'logger'
>;

/** Brings the one live message up to date with what is stored now; what has ended is told otherwise. */
export const showProgress =
  (ports: Needs) =>
  async ({ subject }: { subject: RunSubject }): Promise<void> => {
    const figures = await ports.durations.list();
    const news = await ports.unitOfWork.read((tx) =>
      subject.type === 'training'
        ? trainingNews(tx, ports, figures, subject)
        : generationNews(tx, ports, figures, subject),
    );
    if (news) await tell(ports, news.userId, news.notification);
  };

type News = { readonly userId: UserId; readonly notification: Notification };
type Of<Type extends RunSubject['type']> = Extract<RunSubject, { type: Type }>;

const preparing: RunProgress = { stage: 'preparing' };

const trainingNews = async (
  tx: Reads,
  { trainer, clock }: Needs,
  figures: readonly DurationFigures[],
  subject: Of<'training'>,
): Promise<News | undefined> => {
  const training = await tx.trainings.find(subject.id);
  if (!training || isTrainingFinal(training.status)) return undefined;
  const avatar = await tx.avatars.find(training.avatarId, training.userId);
  if (!avatar) return undefined;
  const { recipe, userId, progress = preparing } = training;
  return {
    userId,
    notification: {
      type: 'training.progressed',
      trainingId: subject.id,
      avatarId: avatar.id,
      avatarName: avatar.name,
      progress,
      attempt: await attemptAt(tx, subject, progress, trainer.endpointOf(recipe.trainer)),
      minutes: expectedMinutes(
        figures,
        trainerNamed(trainer.profiles(), recipe.trainer),
        recipe.preset,
      ),
      elapsedMs: Math.max(0, clock.now().getTime() - training.createdAt.getTime()),
    },
  };
};

const generationNews = async (
  tx: Reads,
  { generator }: Needs,
  figures: readonly DurationFigures[],
  subject: Of<'generation'>,
): Promise<News | undefined> => {
  const generation = await tx.generations.find(subject.id);
  if (!generation || isGenerationFinal(generation.status)) return undefined;
  // What nobody waits for comes when it is there.
  if (generation.purpose === 'preview') return undefined;
  const { request, userId, progress = preparing } = generation;
  return {
    userId,
    notification: {
      type: 'generation.progressed',
      generationId: subject.id,
      progress,
      attempt: await attemptAt(tx, subject, progress, generator.endpointOf(request.generator)),
      count: request.count,
      price: generation.price,
      seconds: expectedSeconds(figures, request.generator),
    },
  };
};

const attemptAt = async (
  tx: Reads,
  subject: RunSubject,
  { stage }: RunProgress,
  endpoint: string,
): Promise<Attempt> => ({
  number: attemptNumber(await tx.runs.findLatest(subject), stage),
  isPaused: stage === 'preparing' && (await pausesOf(tx, endpoint)).some(isOpen),
});
