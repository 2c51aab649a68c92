import type { ImageDetails } from '@aisha/core';
import type { Place } from '../screens/results.ts';
import { variationScreen } from '../screens/variations.ts';
import type { UserTurn } from '../turn.ts';
import { proceed, type NewOrder } from './orders.ts';
import type { BotDependencies } from './routes.ts';

type Act = (turn: UserTurn, found: ImageDetails, place: Place) => Promise<void>;

/** What is made of a delivered picture: others like it, and itself in large. */
export const variationActs = (dependencies: BotDependencies) =>
  ({
    vary: chooseWay(dependencies),
    anew: (turn, found) => proceed(dependencies, turn, anew(found)),
    stay: (turn, found) => proceed(dependencies, turn, { ...anew(found), task: 'vary' }),
    enlarge: (turn, found) =>
      proceed(dependencies, turn, { ...anew(found), seed: found.image.seed, task: 'enlarge' }),
  }) satisfies Record<string, Act>;

/** Nothing is asked where only one of the ways can be gone. */
const chooseWay =
  (dependencies: BotDependencies): Act =>
  async (turn, found, place) => {
    const { avatarId } = found.generation;
    const quote = await dependencies.aisha.quoteGeneration(avatarId, turn.user.id, 'vary');
    if (quote.ok) await turn.show(variationScreen(turn, found.image, place));
    else await proceed(dependencies, turn, anew(found));
  };

/** A seed beside the old one makes another picture of the same words. */
const anew = ({ image, generation }: ImageDetails): NewOrder => {
  const { avatarId, prompt, request, styleId } = generation;
  return {
    avatarId,
    prompt,
    words: request.words,
    ratio: request.aspectRatio,
    count: 1,
    seed: (image.seed + 1 + image.index) % 2 ** 31,
    styleId,
    likeImageId: image.id,
  };
};
