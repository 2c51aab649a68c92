import {
  canBeCancelled,
  firstAttempt,
  presetNames,
  type AvatarId,
  type PresetName,
  type RequestTrainingRefusal,
  type TrainingId,
} from '@aisha/core';
import { callbackData } from '../callback-data.ts';
import { refusalText } from '../i18n/refusal-messages.ts';
import { photosTopic, trainingTopic } from '../notifications/topics.ts';
import { oneOf, parseId } from '../parse.ts';
import {
  confirmStopScreen,
  confirmTrainingScreen,
  presetsScreen,
  readPreset,
  trainingProgressScreen,
} from '../screens/trainings.ts';
import { lackingScreen } from '../screens/lacking.ts';
import { leave, type UserTurn } from '../turn.ts';
import { letGo, showAsLive } from './live-screen.ts';
import { ownAvatar } from './own-avatar.ts';
import type { BotDependencies, Routes } from './routes.ts';

/** Choosing how to train, paying for it, and stopping it. */
export const trainingRoutes = (dependencies: BotDependencies): Routes => {
  const { aisha } = dependencies;
  return {
    presses: {
      presets: async (turn, [id]) => {
        const ready = await readyToTrain(dependencies, turn, id);
        if (!ready) return;
        // Whoever leaves from here leaves a draft; photos that come yet are for it.
        turn.go({ step: 'photos', avatarId: ready.quote.avatar.id });
        await turn.show(presetsScreen(turn, ready.quote));
      },
      preset: async (turn, [avatarArg, presetArg]) => {
        const preset = oneOf(presetNames, presetArg);
        if (preset) await confirm(dependencies, turn, avatarArg, preset);
      },
      train: (turn, args) => start(dependencies, turn, args),
      stop: async (turn, [id]) => {
        const trainingId = parseId<TrainingId>(id);
        const found = trainingId && (await aisha.getTraining(trainingId, turn.user.id));
        if (!found) return turn.note(turn.plain('button.expired'));
        if (!found.ok) return turn.note(refusalText(found.refusal, turn.plain), { alert: true });
        const { training, avatarName } = found.value;
        if (!canBeCancelled(training)) {
          const refusal = { code: 'training.ended' } as const;
          return turn.note(refusalText(refusal, turn.plain), { alert: true });
        }
        await turn.say(confirmStopScreen(turn, { ...training, avatarName }));
      },
      stopped: async (turn, [id]) => {
        const trainingId = parseId<TrainingId>(id);
        const stopped = trainingId && (await aisha.cancelTraining(trainingId, turn.user.id));
        if (!stopped) return turn.note(turn.plain('button.expired'));
        if (!stopped.ok) {
          return turn.note(refusalText(stopped.refusal, turn.plain), { alert: true });
        }
        await turn.note(turn.plain('cancelled.text'));
        // The question goes with its answer: what came of it is told with the credits that are back.
        await dependencies.messenger.delete(turn.chatId, turn.messageId);
      },
    },
  };
};

const confirm = async (
  dependencies: BotDependencies,
  turn: UserTurn,
  avatarArg: string | undefined,
  preset: PresetName,
): Promise<void> => {
  const ready = await readyToTrain(dependencies, turn, avatarArg);
  if (!ready) return;
  const id = dependencies.ids.next<TrainingId>();
  const { quote, photos } = ready;
  await turn.show(confirmTrainingScreen(turn, quote, { id, preset, photos }));
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
  [avatarArg, presetArg, idArg, priceArg]: readonly (string | undefined)[],
): Promise<void> => {
  const { aisha } = dependencies;
  const preset = readPreset(presetArg);
  if (!preset) return turn.note(turn.plain('button.expired'));
  const found = await ownAvatar(dependencies, turn, avatarArg);
  if (!found) return;
  const { id: avatarId, name: avatarName } = found.avatar;
  // Buttons of older messages carry none.
  const id = parseId<TrainingId>(idArg);
  const agreedPrice = readPrice(priceArg);
  const order = { userId: turn.user.id, avatarId, preset, agreedPrice, ...(id && { id }) };
  const requested = await aisha.requestTraining(order);
  if (!requested.ok) {
    return refused(dependencies, turn, { refusal: requested.refusal, avatarId, preset });
  }
  leave(turn);
  const { id: trainingId, status, finishedAt } = requested.value;
  // The tap was heard before: what has come of it is told by its own message.
  if (finishedAt) return turn.note(turn.plain('button.expired'));
  if (status !== 'reserved') {
    return turn.note(refusalText({ code: 'avatar.busy-training' }, turn.plain), { alert: true });
  }
  const quote = await aisha.quoteTraining(avatarId, turn.user.id);
  const offer = quote.ok && quote.value.presets.find((each) => each.preset === preset);
  // Deleted meanwhile: there is nothing to follow any more.
  if (!offer) return turn.note(turn.plain('button.expired'));
  const screen = trainingProgressScreen(turn, {
    trainingId,
    avatarName,
    progress: { stage: 'preparing' },
    attempt: firstAttempt,
    minutes: offer.minutes,
    elapsedMs: 0,
  });
  await letGo(dependencies, turn, photosTopic(avatarId));
  await showAsLive(dependencies, turn, trainingTopic(trainingId), screen);
};

/** The price that stood on the button. What is charged is ours to say; this can only make us ask again. */
const readPrice = (arg = ''): number | undefined =>
  /^\d{1,9}$/u.test(arg) ? Number(arg) : undefined;

type Refused = {
  readonly refusal: RequestTrainingRefusal;
  readonly avatarId: AvatarId;
  readonly preset: PresetName;
};

const refused = async (
  dependencies: BotDependencies,
  turn: UserTurn,
  { refusal, avatarId, preset }: Refused,
): Promise<void> => {
  if (refusal.code === 'credits.insufficient') {
    const back = callbackData('presets', avatarId);
    await turn.show(lackingScreen(turn, { ...refusal, back }));
    return;
  }
  await turn.note(refusalText(refusal, turn.plain), { alert: true });
  if (refusal.code === 'price.raised') await confirm(dependencies, turn, avatarId, preset);
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
