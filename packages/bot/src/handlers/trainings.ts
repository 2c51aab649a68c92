import { firstAttempt, presetMinutes, presetNames, type TrainingId } from '@aisha/core';
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
import { showAsLive } from './live-screen.ts';
import { ownAvatar } from './own-avatar.ts';
import type { BotDependencies, Routes } from './routes.ts';

/** Choosing how to train, paying for it, and stopping it. */
export const trainingRoutes = (dependencies: BotDependencies): Routes => {
  const { aisha } = dependencies;
  return {
    presses: {
      presets: async (turn, [id]) => {
        const ready = await readyToTrain(dependencies, turn, id);
        if (ready) await turn.show(presetsScreen(turn, ready.quote));
      },
      preset: async (turn, [avatarArg, presetArg]) => {
        const preset = oneOf(presetNames, presetArg);
        const ready = preset && (await readyToTrain(dependencies, turn, avatarArg));
        if (!preset || !ready) return;
        const id = dependencies.ids.next<TrainingId>();
        const { quote, photos } = ready;
        await turn.show(confirmTrainingScreen(turn, quote, { id, preset, photos }));
      },
      train: (turn, args) => start(dependencies, turn, args),
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
        await turn.show({ html: turn.t('cancelled.text') });
      },
    },
  };
};

const readyToTrain = async (
  dependencies: BotDependencies,
  turn: UserTurn,
  arg: string | undefined,
) => {
  const details = await ownAvatar(dependencies, turn, arg);
  if (!details) return undefined;
  const refusal = notTrainable(details);
  if (refusal) {
    await turn.note(refusalText(refusal, turn.plain), { alert: true });
    return undefined;
  }
  const quote = await dependencies.aisha.quoteTraining(details.avatar.id, turn.user.id);
  return quote.ok ? { quote: quote.value, photos: details.intake.accepted } : undefined;
};

const start = async (
  dependencies: BotDependencies,
  turn: UserTurn,
  [avatarArg, presetArg, idArg]: readonly (string | undefined)[],
): Promise<void> => {
  const { aisha } = dependencies;
  const preset = oneOf(presetNames, presetArg);
  if (!preset) return turn.note(turn.plain('button.expired'));
  const found = await ownAvatar(dependencies, turn, avatarArg);
  if (!found) return;
  const { id: avatarId, name: avatarName } = found.avatar;
  // Buttons of older messages carry none.
  const id = parseId<TrainingId>(idArg);
  const order = { userId: turn.user.id, avatarId, preset, ...(id && { id }) };
  const requested = await aisha.requestTraining(order);
  if (!requested.ok) {
    return turn.note(refusalText(requested.refusal, turn.plain), { alert: true });
  }
  leave(turn);
  const { id: trainingId, recipe, status, finishedAt } = requested.value;
  // The tap was heard before: what has come of it is told by its own message.
  if (finishedAt) return turn.note(turn.plain('button.expired'));
  if (status !== 'reserved') {
    return turn.note(refusalText({ code: 'avatar.busy-training' }, turn.plain), { alert: true });
  }
  const quote = await aisha.quoteTraining(avatarId, turn.user.id);
  const offer = quote.ok && quote.value.presets.find((each) => each.preset === preset);
  const screen = trainingProgressScreen(turn, {
    trainingId,
    avatarName,
    progress: { stage: 'preparing' },
    attempt: firstAttempt,
    minutes: offer ? offer.minutes : presetMinutes[recipe.trainer][recipe.preset],
    elapsedMs: 0,
  });
  await showAsLive(dependencies, turn, trainingTopic(trainingId), screen);
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
