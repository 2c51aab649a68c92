import { aspectRatios, firstAttempt, type GenerationId, type GenerationQuote } from '@aisha/core';
import type { Step } from '../conversation.ts';
import { refusalText } from '../i18n/refusal-messages.ts';
import { generationTopic } from '../notifications/topics.ts';
import { oneOf, parseId } from '../parse.ts';
import {
  askRatioScreen,
  confirmOrderScreen,
  generationProgressScreen,
} from '../screens/generations.ts';
import { enlargeScreen } from '../screens/variations.ts';
import { leave, type UserTurn } from '../turn.ts';
import { begin } from './begin-draft.ts';
import { showAsLive } from './live-screen.ts';
import { fitted, orderIdOf, quoteOf, showLacking, styleOf } from './order-quotes.ts';
import type { BotDependencies, Press, Routes } from './routes.ts';

type Order = Step<'ordering'>;

/** From a description to a picture: its shape, how many, the price, and the order itself. */
export const orderRoutes = (dependencies: BotDependencies): Routes => {
  const ofOrder = ofTheOrder(dependencies);
  return {
    presses: {
      ratio: ofOrder(async (turn, order, arg) => {
        const ratio = oneOf(aspectRatios, arg?.replace('x', ':'));
        if (ratio) await goOn(dependencies, turn, { ...order, ratio });
      }),
      count: ofOrder(async (turn, order, arg) => {
        const count = Number(oneOf(['1', '2', '3', '4'], arg));
        if (count) await confirm(dependencies, turn, { ...order, count });
      }),
      reshape: ofOrder(async (turn, order) => {
        const quote = await quoteOf(dependencies, turn, order);
        if (quote) await turn.show(askRatioScreen(turn, order, quote));
      }),
      go: ofOrder((turn, order) => request(dependencies, turn, order)),
    },
    texts: {
      prompting: (turn, text, step) => startOrder(dependencies, turn, step, text),
      // Another description instead of an answer to the question is a change of mind.
      ordering: (turn, text, step) => startOrder(dependencies, turn, step, text),
      copying: (turn, text, step) => startOrder(dependencies, turn, step, text),
    },
  };
};

export type NewOrder = Omit<Order, 'step' | 'orderId'>;

/**
 * Asks what is left to ask of an order, which is from now on the one being talked about; in quick mode
 * an order that nothing is left to ask of is made at once.
 */
export const proceed = async (
  dependencies: BotDependencies,
  turn: UserTurn,
  order: NewOrder,
): Promise<void> => {
  const orderId = await orderIdOf(dependencies, turn);
  await goOn(dependencies, turn, { ...order, step: 'ordering', orderId });
};

const goOn = async (dependencies: BotDependencies, turn: UserTurn, order: Order): Promise<void> => {
  const quote = await quoteOf(dependencies, turn, order);
  if (!quote) return;
  const fit = fitted(order, quote);
  if (fit.ratio === undefined) {
    turn.go(fit);
    await turn.show(askRatioScreen(turn, fit, quote));
    return;
  }
  // What is enlarged is never asked about, so its price always is.
  if (turn.user.settings.quickMode && fit.task !== 'enlarge') {
    return request(dependencies, turn, fit);
  }
  await confirmAt(dependencies, turn, fit, quote);
};

/** Shows the price of an order. */
const confirm = async (
  dependencies: BotDependencies,
  turn: UserTurn,
  order: Order,
): Promise<void> => {
  const quote = await quoteOf(dependencies, turn, order);
  if (quote) await confirmAt(dependencies, turn, fitted(order, quote), quote);
};

const confirmAt = async (
  dependencies: BotDependencies,
  turn: UserTurn,
  order: Order,
  quote: GenerationQuote,
): Promise<void> => {
  const shown = { ...order, price: quote.pricePerImage * order.count };
  turn.go(shown);
  if (order.task === 'enlarge') {
    await turn.show(enlargeScreen(turn, shown, quote));
    return;
  }
  const style = await styleOf(dependencies, turn, order);
  const isOfAvatar = order.avatarId !== undefined;
  const canImprove = isOfAvatar && style === undefined && dependencies.aisha.getAssistance().words;
  await turn.show(confirmOrderScreen(turn, shown, quote, { style, canImprove }));
};

const startOrder = async (
  dependencies: BotDependencies,
  turn: UserTurn,
  { avatarId, ...step }: Step<'prompting'> | Step<'copying'> | Order,
  text: string,
): Promise<void> => {
  const { aisha } = dependencies;
  const parsed = await aisha.checkPrompt({ userId: turn.user.id, prompt: text });
  if (!parsed.ok) {
    await turn.say({ html: refusalText(parsed.refusal, turn.t) });
    return;
  }
  const { aspectRatio, count } = turn.user.settings;
  const kept = step.step === 'prompting' ? step.kept : undefined;
  const order = { avatarId, prompt: parsed.value, ratio: aspectRatio, count, ...kept };
  if (await improveFirst(dependencies, turn, order)) return;
  await proceed(dependencies, turn, order);
};

/**
 * Whoever wants better words for each description is shown them before anything is asked about the
 * order; in quick mode nobody wants to be asked. False where it goes on without.
 */
const improveFirst = async (
  dependencies: BotDependencies,
  turn: UserTurn,
  order: NewOrder,
): Promise<boolean> => {
  const { enhancement, quickMode } = turn.user.settings;
  const { avatarId, prompt } = order;
  if (enhancement === 'off' || quickMode || !avatarId) return false;
  const begun = await begin(dependencies, turn, (id) =>
    dependencies.aisha.improvePrompt({ id, userId: turn.user.id, avatarId, prompt, enhancement }),
  );
  if (!begun.ok) {
    await turn.say({ html: refusalText(begun.refusal, turn.t) });
    return false;
  }
  turn.go({ ...order, step: 'ordering', orderId: dependencies.ids.next<GenerationId>() });
  return true;
};

/** Goes on with the same order and other words, or the person's own. */
export const changeWords = (
  dependencies: BotDependencies,
  turn: UserTurn,
  order: Order,
  words: string | undefined,
): Promise<void> => goOn(dependencies, turn, { ...order, words });

type OfOrder = (
  act: (turn: UserTurn, order: Order, arg: string | undefined) => Promise<void>,
) => Press;

/** A button of an order only acts while that order is the one being talked about. */
export const ofTheOrder =
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
  const { words, seed, styleId, likeImageId, task, price: agreedPrice } = order;
  if (!aspectRatio) return;
  const requested = await dependencies.aisha.requestGeneration({
    id,
    userId: turn.user.id,
    avatarId,
    prompt,
    aspectRatio,
    count,
    ...(words !== undefined && { words }),
    agreedPrice,
    ...(seed !== undefined && { seed }),
    ...(styleId !== undefined && { styleId }),
    ...(likeImageId && { likeImageId }),
    task,
  });
  if (!requested.ok) {
    const { refusal } = requested;
    if (refusal.code === 'credits.insufficient') return showLacking(turn, order, refusal);
    await turn.note(refusalText(refusal, turn.plain), { alert: true });
    return refusal.code === 'price.raised' ? confirm(dependencies, turn, order) : undefined;
  }
  leave(turn);
  const progress = { stage: 'preparing' } as const;
  const { price } = requested.value.generation;
  const facts = { generationId: id, progress, attempt: firstAttempt, count, price };
  const screen = generationProgressScreen(turn, facts);
  await showAsLive(dependencies, turn, generationTopic(id), screen);
};
