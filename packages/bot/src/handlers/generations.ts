import { starterStyles, type Avatar, type AvatarId, type GenerationId } from '@aisha/core';
import { refusalText } from '../i18n/refusal-messages.ts';
import { parseId } from '../parse.ts';
import { chooseAvatarScreen } from '../screens/avatars.ts';
import { askPromptScreen } from '../screens/generations.ts';
import { menuScreen } from '../screens/menu.ts';
import { leave, type UserTurn } from '../turn.ts';
import { confirmOrder } from './orders.ts';
import { ownAvatar } from './own-avatar.ts';
import type { BotDependencies, Routes } from './routes.ts';

/** From an avatar to a description: whose picture, and of what. */
export const generationRoutes = (dependencies: BotDependencies): Routes => {
  const { aisha, ids } = dependencies;
  return {
    presses: {
      pictures: (turn) => chooseAvatar(dependencies, turn),
      prompt: async (turn, [id]) => {
        const found = await ownAvatar(dependencies, turn, id);
        if (found) await askPrompt(turn, found.avatar);
      },
      style: async (turn, [id, styleId]) => {
        const avatarId = parseId<AvatarId>(id);
        const style = starterStyles.find((each) => each.id === styleId);
        if (!avatarId || !style) return turn.note(turn.plain('button.expired'));
        const orderId = ids.next<GenerationId>();
        const { prompt, aspectRatio: ratio } = style;
        const order = { step: 'ordering', orderId, avatarId, prompt, ratio, count: 1 } as const;
        await confirmOrder(dependencies, turn, order);
      },
      drop: async (turn, [id]) => {
        const generationId = parseId<GenerationId>(id);
        const dropped = generationId && (await aisha.cancelGeneration(generationId, turn.user.id));
        if (!dropped) return turn.note(turn.plain('button.expired'));
        await turn.note(
          dropped.ok
            ? turn.plain('generation.cancelled')
            : refusalText(dropped.refusal, turn.plain),
        );
      },
      again: async (turn, [id]) => {
        const generationId = parseId<GenerationId>(id);
        const before = generationId && (await aisha.getGeneration(generationId, turn.user.id));
        if (!before) return turn.note(turn.plain('button.expired'));
        const { avatarId, prompt, request } = before;
        await confirmOrder(dependencies, turn, {
          step: 'ordering',
          orderId: ids.next<GenerationId>(),
          avatarId,
          prompt,
          ratio: request.aspectRatio,
          count: request.count,
        });
      },
    },
  };
};

const chooseAvatar = async ({ aisha }: BotDependencies, turn: UserTurn): Promise<void> => {
  leave(turn);
  const avatars = await aisha.listAvatars(turn.user.id, { limit: 20 });
  const ready = avatars.filter((avatar) => avatar.activeTrainingId !== undefined);
  const [only] = ready;
  if (!only) {
    await turn.show(menuScreen(turn, turn.t('avatar.none-ready')));
    return;
  }
  if (ready.length === 1) return askPrompt(turn, only);
  await turn.show(chooseAvatarScreen(turn, ready));
};

const askPrompt = async (turn: UserTurn, avatar: Avatar): Promise<void> => {
  turn.go({ step: 'prompting', avatarId: avatar.id });
  await turn.show(askPromptScreen(turn, avatar, turn.locale));
};
