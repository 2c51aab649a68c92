import {
  aspectRatios,
  firstAttempt,
  parsePrompt,
  type AvatarId,
  type GenerationId,
} from '@aisha/core';
import type { Step } from '../conversation.ts';
import { refusalText } from '../i18n/refusal-messages.ts';
import { generationTopic } from '../notifications/topics.ts';
import { oneOf, parseId } from '../parse.ts';
import {
  askRatioScreen,
  confirmOrderScreen,
  generationProgressScreen,
} from '../screens/generations.ts';
import { leave, type UserTurn } from '../turn.ts';
import { showAsLive } from './live-screen.ts';
import type { BotDependencies, Press, Routes } from './routes.ts';

export type Order = Step<'ordering'>;

/** From a description to a picture: its shape, how many, the price, and the order itself. */
export const orderRoutes = (dependencies: BotDependencies): Routes => {
  const ofOrder = ofTheOrder(dependencies);
  return {
    presses: {
      ratio: ofOrder(async (turn, order, arg) => {
        const ratio = oneOf(aspectRatios, arg?.replace('x', ':'));
        if (ratio) await confirmOrder(dependencies, turn, { ...order, ratio });
      }),
      count: ofOrder(async (turn, order, arg) => {
        const count = Number(oneOf(['1', '2', '3', '4'], arg));
        if (count) await confirmOrder(dependencies, turn, { ...order, count });
      }),
      reshape: ofOrder(async (turn, order) => {
        await turn.show(askRatioScreen(turn, order));
      }),
      go: ofOrder((turn, order) => request(dependencies, turn, order)),
    },
    texts: {
      prompting: (turn, text, { avatarId }) => startOrder(dependencies, turn, avatarId, text),
      // Another description instead of an answer to the question is a change of mind.
      ordering: (turn, text, { avatarId }) => startOrder(dependencies, turn, avatarId, text),
    },
  };
};

/** Shows the price of an order, which is from now on the one being talked about. */
export const confirmOrder = async (
  { aisha }: BotDependencies,
  turn: UserTurn,
  order: Order,
): Promise<void> => {
  const quote = await aisha.quoteGeneration(order.avatarId, turn.user.id);
  if (!quote.ok) return turn.note(refusalText(quote.refusal, turn.plain), { alert: true });
  turn.go(order);
  await turn.show(confirmOrderScreen(turn, order, quote.value));
};

const startOrder = async (
  { ids }: BotDependencies,
  turn: UserTurn,
  avatarId: AvatarId,
  text: string,
): Promise<void> => {
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

type OfOrder = (
  act: (turn: UserTurn, order: Order, arg: string | undefined) => Promise<void>,
) => Press;

/** A button of an order only acts while that order is the one being talked about. */
const ofTheOrder =
  ({ aisha }: BotDependencies): OfOrder =>
  (act) =>
  async (turn, [id, arg]) => {
    const { conversation } = turn;
    if (conversation.step === 'ordering' && conversation.orderId === id) {
      return act(turn, conversation, arg);
    }
    const orderId = parseId<GenerationId>(id);
    const known = orderId && (await aisha.getGeneration(orderId, turn.user.id));
    await turn.note(turn.plain(known ? 'order.already' : 'order.expired'));
  };

const request = async (
  dependencies: BotDependencies,
  turn: UserTurn,
  order: Order,
): Promise<void> => {
  const { orderId: id, avatarId, prompt, ratio: aspectRatio, count } = order;
  if (!aspectRatio) return;
  const requested = await dependencies.aisha.requestGeneration({
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
  const facts = { generationId: id, progress, attempt: firstAttempt, count };
  const screen = generationProgressScreen(turn, facts);
  await showAsLive(dependencies, turn, generationTopic(id), screen);
};
