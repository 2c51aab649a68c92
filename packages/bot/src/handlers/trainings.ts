import { presetNames, type AvatarId, type TrainingId } from '@aisha/core';
import { refusalText } from '../i18n/refusal-messages.ts';
import { trainingTopic } from '../notifications/topics.ts';
import { oneOf, parseId } from '../parse.ts';
import {
  confirmStopScreen,
  confirmTrainingScreen,
  presetsScreen,
  trainingProgressScreen,
} from '../screens/trainings.ts';
import { leave, type UserTurn } from '../turn.ts';
import type { BotDependencies, Routes } from './routes.ts';

/** Choosing how to train, paying for it, and stopping it. */
export const trainingRoutes = ({ aisha, liveMessages }: BotDependencies): Routes => {
  const readyToTrain = async (turn: UserTurn, arg: string | undefined) => {
    const id = parseId<AvatarId>(arg);
    const found = id && (await aisha.getAvatar(id, turn.user.id));
    if (!id || !found) {
      await turn.note(turn.plain('button.expired'));
      return undefined;
    }
    const refusal = found.ok ? notTrainable(found.value) : found.refusal;
    if (refusal) {
      await turn.note(refusalText(refusal, turn.plain), { alert: true });
      return undefined;
    }
    const quote = await aisha.quoteTraining(id, turn.user.id);
    return quote.ok && found.ok ? { quote: quote.value, details: found.value } : undefined;
  };

  const start = async (turn: UserTurn, avatarArg: string | undefined, presetArg?: string) => {
    const avatarId = parseId<AvatarId>(avatarArg);
    const preset = oneOf(presetNames, presetArg);
    if (!avatarId || !preset) return turn.note(turn.plain('button.expired'));
    const requested = await aisha.requestTraining({ userId: turn.user.id, avatarId, preset });
    if (!requested.ok) {
      return turn.note(refusalText(requested.refusal, turn.plain), { alert: true });
    }
    leave(turn);
    const { id: trainingId } = requested.value;
    const quote = await aisha.quoteTraining(avatarId, turn.user.id);
    if (!quote.ok) return;
    const minutes = quote.value.presets.find((each) => each.preset === preset)?.minutes;
    const screen = trainingProgressScreen(turn, {
      trainingId,
      avatarName: quote.value.avatar.name,
      progress: { stage: 'preparing' },
      minutes: minutes ?? { from: 0, to: 0 },
    });
    const messageId = await turn.show(screen);
    await liveMessages.save({
      userId: turn.user.id,
      topic: trainingTopic(trainingId),
      messageRef: String(messageId),
      contentHash: '',
      version: 0,
    });
  };

  return {
    presses: {
      presets: async (turn, [id]) => {
        const ready = await readyToTrain(turn, id);
        if (ready) await turn.show(presetsScreen(turn, ready.quote));
      },
      preset: async (turn, [id, presetArg]) => {
        const preset = oneOf(presetNames, presetArg);
        const ready = preset && (await readyToTrain(turn, id));
        if (!preset || !ready) return;
        const photos = ready.details.intake.accepted;
        await turn.show(confirmTrainingScreen(turn, ready.quote, { preset, photos }));
      },
      train: (turn, [id, preset]) => start(turn, id, preset),
      stop: async (turn, [id]) => {
        const trainingId = parseId<TrainingId>(id);
        const found = trainingId && (await aisha.getTraining(trainingId, turn.user.id));
        if (!found) return turn.note(turn.plain('button.expired'));
        if (!found.ok) return turn.note(refusalText(found.refusal, turn.plain), { alert: true });
        const { training, avatarName } = found.value;
        await turn.say(confirmStopScreen(turn, { ...training, avatarName }));
      },
      stopped: async (turn, [id]) => {
        const trainingId = parseId<TrainingId>(id);
        const stopped = trainingId && (await aisha.cancelTraining(trainingId, turn.user.id));
        if (!stopped) return turn.note(turn.plain('button.expired'));
        if (!stopped.ok) {
          return turn.note(refusalText(stopped.refusal, turn.plain), { alert: true });
        }
        const html = turn.t('cancelled.text');
        await turn.show({ html });
      },
    },
  };
};

type Details = {
  readonly avatar: { readonly status: string };
  readonly intake: {
    readonly accepted: number;
    readonly checking: number;
    readonly minCount: number;
  };
};

/** The same questions that the request itself will ask, before the person has chosen anything. */
const notTrainable = ({ avatar, intake: { accepted, checking, minCount } }: Details) => {
  if (avatar.status === 'training') return { code: 'avatar.busy-training' } as const;
  if (checking > 0) return { code: 'photos.still-checking', checking } as const;
  if (accepted < minCount) {
    return { code: 'photos.too-few', have: accepted, need: minCount } as const;
  }
  return undefined;
};
