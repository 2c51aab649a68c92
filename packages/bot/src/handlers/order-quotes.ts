import type { GenerationId, GenerationQuote, InsufficientCredits } from '@aisha/core';
import { callbackData } from '../callback-data.ts';
import type { Step } from '../conversation.ts';
import { refusalText } from '../i18n/refusal-messages.ts';
import { fewerButton, lackingScreen } from '../screens/lacking.ts';
import { styleTitle } from '../screens/style-shelves.ts';
import type { UserTurn } from '../turn.ts';
import { idOfOccasion } from './occasion-id.ts';
import type { BotDependencies } from './routes.ts';

type Order = Step<'ordering'>;

/** The same for the same message or tap: however often it is handled, it is one order. */
export const orderIdOf = (
  { aisha }: BotDependencies,
  { occasion, user }: UserTurn,
): Promise<GenerationId> =>
  idOfOccasion<GenerationId>(
    'order',
    occasion,
    async (id) => (await aisha.getGeneration(id, user.id)) !== undefined,
  );

export const styleOf = async (
  { aisha }: BotDependencies,
  { user, locale }: UserTurn,
  { styleId }: Order,
): Promise<string | undefined> => {
  if (styleId === undefined) return undefined;
  const names = await aisha.nameStyles([styleId], user.id);
  return styleTitle(names.get(styleId), styleId, locale);
};

export const quoteOf = async (
  { aisha }: BotDependencies,
  turn: UserTurn,
  { avatarId, task }: Order,
): Promise<GenerationQuote | undefined> => {
  const quote = await aisha.quoteGeneration(avatarId, turn.user.id, task);
  if (quote.ok) return quote.value;
  await turn.note(refusalText(quote.refusal, turn.plain), { alert: true });
  return undefined;
};

/** No more pictures than the generator makes at once, and no shape that it cannot. */
export const fitted = (order: Order, { capabilities }: GenerationQuote): Order => ({
  ...order,
  count: Math.min(order.count, capabilities.maxCount),
  ratio: capabilities.ratios.find((ratio) => ratio === order.ratio),
});

/** The order stays the one being talked about: with fewer pictures there may be enough. */
export const showLacking = async (
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
