import type { UserId } from '../../shared/ids.ts';
import type { RunSubject } from '../../domain/run/run.ts';
import { isGenerationFinal } from '../../domain/generation/generation-machine.ts';
import { presetMinutes } from '../../domain/training/recipe.ts';
import { isTrainingFinal } from '../../domain/training/training-machine.ts';
import type { Notification } from '../../ports/notifier.ts';
import type { Ports } from '../../ports/ports.ts';
import type { Transaction } from '../../ports/unit-of-work.ts';
import { tell } from '../../steps/tell.ts';

/** Brings the one live message up to date with what is stored now; what has ended is told otherwise. */
export const showProgress =
  (ports: Pick<Ports, 'unitOfWork' | 'notifier' | 'clock' | 'logger'>) =>
  async ({ subject }: { subject: RunSubject }): Promise<void> => {
    const news = await ports.unitOfWork.run((tx) =>
      subject.type === 'training' ? trainingNews(tx, subject.id) : generationNews(tx, subject.id),
    );
    if (news) await tell(ports, news.userId, news.notification);
  };

type News = { readonly userId: UserId; readonly notification: Notification };

const trainingNews = async (
  { trainings, avatars }: Transaction,
  id: Extract<RunSubject, { type: 'training' }>['id'],
): Promise<News | undefined> => {
  const training = await trainings.find(id);
  if (!training || isTrainingFinal(training.status)) return undefined;
  const avatar = await avatars.find(training.avatarId, training.userId);
  if (!avatar) return undefined;
  const { trainer, preset } = training.recipe;
  return {
    userId: training.userId,
    notification: {
      type: 'training.progressed',
      trainingId: id,
      avatarId: avatar.id,
      avatarName: avatar.name,
      progress: training.progress ?? { stage: 'preparing' },
      minutes: presetMinutes[trainer][preset],
      since: training.createdAt.getTime(),
    },
  };
};

const generationNews = async (
  { generations }: Transaction,
  id: Extract<RunSubject, { type: 'generation' }>['id'],
): Promise<News | undefined> => {
  const generation = await generations.find(id);
  if (!generation || isGenerationFinal(generation.status)) return undefined;
  return {
    userId: generation.userId,
    notification: {
      type: 'generation.progressed',
      generationId: id,
      progress: generation.progress ?? { stage: 'preparing' },
      count: generation.request.count,
    },
  };
};
