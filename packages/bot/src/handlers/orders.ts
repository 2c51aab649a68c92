import {
  aspectRatios,
  firstAttempt,
  type GenerationId,
  type GenerationQuote,
  type InsufficientCredits,
} from '@aisha/core';
import { callbackData } from '../callback-data.ts';
import type { Step } from '../conversation.ts';
import { refusalText } from '../i18n/refusal-messages.ts';
import { generationTopic } from '../notifications/topics.ts';
import { oneOf, parseId } from '../parse.ts';
import {
  askRatioScreen,
  confirmOrderScreen,
  generationProgressScreen,
} from '../screens/generations.ts';
import { fewerButton, lackingScreen } from '../screens/lacking.ts';
import { styleTitle } from '../screens/style-shelves.ts';
import { leave, type UserTurn } from '../turn.ts';
import { idOfOccasion } from './occasion-id.ts';
import { begin } from './begin-draft.ts';
import { showAsLive } from './live-screen.ts';
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
        await turn.show(askRatioScreen(turn, order));
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
  const orderId = turn.user.settings.quickMode
    ? await quickOrderId(dependencies, turn)
    : dependencies.ids.next<GenerationId>();
  await goOn(dependencies, turn, { ...order, step: 'ordering', orderId });
};

const goOn = async (dependencies: BotDependencies, turn: UserTurn, order: Order): Promise<void> => {
  if (order.ratio === undefined) {
    turn.go(order);
    await turn.show(askRatioScreen(turn, order));
    return;
  }
  if (!turn.user.settings.quickMode) return confirm(dependencies, turn, order);
  const quote = await quoteOf(dependencies, turn, order);
  if (quote) await request(dependencies, turn, fitted(order, quote));
};

/** The same for the same message or tap: what is ordered without a further question is ordered once. */
const quickOrderId = (
  { aisha }: BotDependencies,
  { occasion, user }: UserTurn,
): Promise<GenerationId> =>
  idOfOccasion<GenerationId>(
    'order',
    occasion,
    async (id) => (await aisha.getGeneration(id, user.id)) !== undefined,
  );

/** Shows the price of an order. */
const confirm = async (
  dependencies: BotDependencies,
  turn: UserTurn,
  order: Order,
): Promise<void> => {
  const quote = await quoteOf(dependencies, turn, order);
  if (!quote) return;
  const fit = fitted(order, quote);
  const shown = { ...fit, price: quote.pricePerImage * fit.count };
  turn.go(shown);
  const style = await styleOf(dependencies, turn, order);
  const canImprove = style === undefined && dependencies.aisha.getAssistance().words;
  await turn.show(confirmOrderScreen(turn, shown, quote, { style, canImprove }));
};

const styleOf = async (
  { aisha }: BotDependencies,
  { user, locale }: UserTurn,
  { styleId }: Order,
): Promise<string | undefined> => {
  if (styleId === undefined) return undefined;
  const names = await aisha.nameStyles([styleId], user.id);
  return styleTitle(names.get(styleId), styleId, locale);
};

const quoteOf = async (
  { aisha }: BotDependencies,
  turn: UserTurn,
  { avatarId }: Order,
): Promise<GenerationQuote | undefined> => {
  const quote = await aisha.quoteGeneration(avatarId, turn.user.id);
  if (quote.ok) return quote.value;
  await turn.note(refusalText(quote.refusal, turn.plain), { alert: true });
  return undefined;
};

/** No more pictures than the avatar's generator makes at once. */
const fitted = (order: Order, { capabilities }: GenerationQuote): Order => ({
  ...order,
  count: Math.min(order.count, capabilities.maxCount),
});

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
  if (enhancement === 'off' || quickMode) return false;
  const { avatarId, prompt } = order;
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
  const { words, seed, styleId, likeImageId, price: agreedPrice } = order;
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

/** The order stays the one being talked about: with fewer pictures there may be enough. */
const showLacking = async (
  turn: UserTurn,
  order: Order,
  { price, available }: InsufficientCredits,
): Promise<void> => {
  const { orderId } = order;
  const each = price / order.count;
  const count = Math.floor(available / each);
  turn.go(order);
  const cheaper =
    count > 0 ? fewerButton(turn, { orderId, count, price: each * count }) : undefined;
  const back = callbackData('count', orderId, String(order.count));
  await turn.show(lackingScreen(turn, { price, available, back, cheaper }));
};
