import {
  aspectRatios,
  parsePrompt,
  starterStyles,
  type Avatar,
  type AvatarId,
  type GenerationId,
} from '@aisha/core';
import type { Step } from '../conversation.ts';
import { refusalText } from '../i18n/refusal-messages.ts';
import { generationTopic } from '../notifications/topics.ts';
import { oneOf, parseId } from '../parse.ts';
import { chooseAvatarScreen } from '../screens/avatars.ts';
import {
  askPromptScreen,
  askRatioScreen,
  confirmOrderScreen,
  generationProgressScreen,
} from '../screens/generations.ts';
import { menuScreen } from '../screens/menu.ts';
import { leave, type UserTurn } from '../turn.ts';
import type { BotDependencies, Press, Routes } from './routes.ts';

type Order = Step<'ordering'>;

/** From an avatar to a picture: describe it, choose its shape, agree to the price. */
export const generationRoutes = ({ aisha, ids, liveMessages }: BotDependencies): Routes => {
  const chooseAvatar = async (turn: UserTurn): Promise<void> => {
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

  const startOrder = async (turn: UserTurn, avatarId: AvatarId, text: string): Promise<void> => {
    const prompt = parsePrompt(text);
    if (!prompt.ok) {
      await turn.say({ html: refusalText(prompt.refusal, turn.t) });
      return;
    }
    const orderId = ids.next<GenerationId>();
    const order: Order = { step: 'ordering', orderId, avatarId, prompt: prompt.value, count: 1 };
    turn.go(order);
    await turn.show(askRatioScreen(turn, order));
  };

  const confirm = async (turn: UserTurn, order: Order): Promise<void> => {
    const quote = await aisha.quoteGeneration(order.avatarId, turn.user.id);
    if (!quote.ok) return turn.note(refusalText(quote.refusal, turn.plain), { alert: true });
    turn.go(order);
    await turn.show(confirmOrderScreen(turn, order, quote.value));
  };

  /** A button of an order only acts while that order is the one being talked about. */
  const ofOrder =
    (act: (turn: UserTurn, order: Order, arg: string | undefined) => Promise<void>): Press =>
    async (turn, [id, arg]) => {
      const { conversation } = turn;
      if (conversation.step === 'ordering' && conversation.orderId === id) {
        return act(turn, conversation, arg);
      }
      const orderId = parseId<GenerationId>(id);
      const known = orderId && (await aisha.getGeneration(orderId, turn.user.id));
      await turn.note(turn.plain(known ? 'order.already' : 'order.expired'));
    };

  const request = async (turn: UserTurn, order: Order): Promise<void> => {
    const { orderId: id, avatarId, prompt, ratio: aspectRatio, count } = order;
    if (!aspectRatio) return;
    const requested = await aisha.requestGeneration({
      id,
      userId: turn.user.id,
      avatarId,
      prompt,
      aspectRatio,
      count,
    });
    if (!requested.ok) {
      return turn.note(refusalText(requested.refusal, turn.plain), { alert: true });
    }
    leave(turn);
    const progress = { stage: 'preparing' } as const;
    const screen = generationProgressScreen(turn, { generationId: id, progress, count });
    const messageId = await turn.show(screen);
    await liveMessages.save({
      userId: turn.user.id,
      topic: generationTopic(id),
      messageRef: String(messageId),
      contentHash: '',
      version: 0,
    });
  };

  return {
    presses: {
      pictures: chooseAvatar,
      prompt: async (turn, [id]) => {
        const avatarId = parseId<AvatarId>(id);
        const found = avatarId && (await aisha.getAvatar(avatarId, turn.user.id));
        if (!found) return turn.note(turn.plain('button.expired'));
        if (!found.ok) return turn.note(refusalText(found.refusal, turn.plain), { alert: true });
        await askPrompt(turn, found.value.avatar);
      },
      style: async (turn, [id, styleId]) => {
        const avatarId = parseId<AvatarId>(id);
        const style = starterStyles.find((each) => each.id === styleId);
        if (!avatarId || !style) return turn.note(turn.plain('button.expired'));
        const orderId = ids.next<GenerationId>();
        const { prompt, aspectRatio: ratio } = style;
        await confirm(turn, { step: 'ordering', orderId, avatarId, prompt, ratio, count: 1 });
      },
      ratio: ofOrder(async (turn, order, arg) => {
        const ratio = oneOf(aspectRatios, arg?.replace('x', ':'));
        if (ratio) await confirm(turn, { ...order, ratio });
      }),
      count: ofOrder(async (turn, order, arg) => {
        const count = Number(oneOf(['1', '2', '3', '4'], arg));
        if (count) await confirm(turn, { ...order, count });
      }),
      reshape: ofOrder(async (turn, order) => {
        await turn.show(askRatioScreen(turn, order));
      }),
      go: ofOrder(request),
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
        const { avatarId, prompt, request: asked } = before;
        await confirm(turn, {
          step: 'ordering',
          orderId: ids.next<GenerationId>(),
          avatarId,
          prompt,
          ratio: asked.aspectRatio,
          count: asked.count,
        });
      },
    },
    texts: {
      prompting: (turn, text, { avatarId }) => startOrder(turn, avatarId, text),
      // Another description instead of an answer to the question is a change of mind.
      ordering: (turn, text, { avatarId }) => startOrder(turn, avatarId, text),
    },
  };
};
