import type { Aisha, AvatarId, Generation, PresetName, UserId } from '@aisha/core';

/** What a deed takes from somebody's credits, for the question whether it is wanted. */
export type Offer = {
  /** In credits. */
  readonly price: number;
  /** ` for 300 of its owner’s 340 credits` */
  readonly words: string;
};

/** Undefined where the rules say no, which the deed itself tells better. */
export const offerOfTraining = async (
  { quoteTraining }: Pick<Aisha, 'quoteTraining'>,
  of: { readonly avatarId: AvatarId; readonly userId: UserId; readonly preset: PresetName },
): Promise<Offer | undefined> => {
  const quote = await quoteTraining(of.avatarId, of.userId);
  const chosen = quote.ok && quote.value.presets.find(({ preset }) => preset === of.preset);
  return chosen ? offer(chosen.price, quote.value.balance.available) : undefined;
};

/** The same of pictures that are ordered once more. */
export const offerOfPictures = async (
  { quoteGeneration }: Pick<Aisha, 'quoteGeneration'>,
  { avatarId, userId, request }: Generation,
): Promise<Offer | undefined> => {
  const quote = await quoteGeneration(avatarId, userId, request.task);
  if (!quote.ok) return undefined;
  const { pricePerImage, balance } = quote.value;
  return offer(pricePerImage * request.count, balance.available);
};

const offer = (price: number, available: number): Offer => ({
  price,
  words: ` for ${price} of its owner’s ${available} credits`,
});
