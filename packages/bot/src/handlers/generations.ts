import type { Avatar, GenerationId } from '@aisha/core';
import type { Message } from '@aisha/adapters/telegraf';
import { callbackData } from '../callback-data.ts';
import { refusalText } from '../i18n/refusal-messages.ts';
import { parseId } from '../parse.ts';
import { chooseAvatarScreen, fromChoice, noneReadyScreen } from '../screens/choose-avatar.ts';
import type { Words } from '../screens/menu.ts';
import { describeScreen, freelyScreen, waysScreen } from '../screens/styles.ts';
import { leave, type UserTurn } from '../turn.ts';
import { proceed } from './orders.ts';
import { ownAvatar } from './own-avatar.ts';
import type { BotDependencies, Press, Routes } from './routes.ts';

/** From an avatar to a description: whose picture, and of what. */
export const generationRoutes = (dependencies: BotDependencies): Routes => ({
  presses: {
    pictures: (turn) => chooseAvatar(dependencies, turn),
    prompt: ofAvatar(dependencies, (words, avatar, from) => {
      const isChoice = from === fromChoice;
      const back = isChoice ? callbackData('pictures') : callbackData('avatar', avatar.id);
      return waysScreen(words, avatar, back);
    }),
    describe: ofAvatar(dependencies, describeScreen),
    freely: async (turn) => {
      turn.go({ step: 'prompting' });
      await turn.show(freelyScreen(turn));
    },
    drop: drop(dependencies),
    again: again(dependencies),
  },
});

/** Whatever the way, a description is taken as soon as an avatar is chosen. */
const ofAvatar =
  (
    dependencies: BotDependencies,
    screen: (words: Words, avatar: Avatar, from?: string) => Message,
  ): Press =>
  async (turn, [id, from]) => {
    const found = await ownAvatar(dependencies, turn, id);
    if (!found) return;
    turn.go({ step: 'prompting', avatarId: found.avatar.id });
    await turn.show(screen(turn, found.avatar, from));
  };

const drop =
  ({ aisha }: BotDependencies): Press =>
  async (turn, [id]) => {
    const generationId = parseId<GenerationId>(id);
    const dropped = generationId && (await aisha.cancelGeneration(generationId, turn.user.id));
    if (!dropped) return turn.note(turn.plain('button.expired'));
    await turn.note(
      dropped.ok ? turn.plain('generation.cancelled') : refusalText(dropped.refusal, turn.plain),
    );
  };

const again =
  (dependencies: BotDependencies): Press =>
  async (turn, [id]) => {
    const generationId = parseId<GenerationId>(id);
    const { aisha } = dependencies;
    const before = generationId && (await aisha.getGeneration(generationId, turn.user.id));
    if (!before) return turn.note(turn.plain('button.expired'));
    const { avatarId, prompt, styleId, request } = before;
    const { aspectRatio: ratio, count, words } = request;
    await proceed(dependencies, turn, { avatarId, prompt, words, styleId, ratio, count });
  };

const chooseAvatar = async ({ aisha }: BotDependencies, turn: UserTurn): Promise<void> => {
  leave(turn);
  const avatars = await aisha.listAvatars(turn.user.id, { limit: 20 });
  const ready = avatars.filter((avatar) => avatar.activeTrainingId !== undefined);
  const [only] = ready;
  if (!only) {
    await turn.show(noneReadyScreen(turn));
    return;
  }
  if (ready.length > 1) {
    await turn.show(chooseAvatarScreen(turn, ready));
    return;
  }
  turn.go({ step: 'prompting', avatarId: only.id });
  await turn.show(waysScreen(turn, only));
};
