import type { GenerationId, ImageDetails, ImageId } from '@aisha/core';
import { oneOf, parseId } from '../parse.ts';
import {
  confirmRemoveScreen,
  deliveredKeyboard,
  deliveredScreen,
  factsScreen,
  pictureActions,
  readPlace,
  removedScreen,
  whichScreen,
  type Place,
} from '../screens/results.ts';
import { titleOf } from '../screens/style-shelves.ts';
import { reseedScreen } from '../screens/styles.ts';
import { shownPrompt } from '../screens/generations.ts';
import type { UserTurn } from '../turn.ts';
import { showGallery, showPicture } from './gallery.ts';
import type { BotDependencies, Press, Routes } from './routes.ts';
import { variationActs } from './variations.ts';

type Act = (turn: UserTurn, found: ImageDetails, place: Place) => Promise<void>;

/** What is done with a delivered picture, in the chat and in the gallery. */
export const pictureRoutes = (dependencies: BotDependencies): Routes => {
  const { aisha } = dependencies;
  const on = ofPicture(dependencies);
  const variations = variationActs(dependencies);
  return {
    presses: {
      result: (turn, [id]) => showResult(dependencies, turn, id),
      which: async (turn, [id, arg]) => {
        const action = oneOf(pictureActions, arg);
        const generationId = parseId<GenerationId>(id);
        const result = generationId && (await aisha.getResult(generationId, turn.user.id));
        if (!action || !result || result.images.length === 0) {
          return turn.note(turn.plain('picture.gone'), { alert: true });
        }
        await turn.show(whichScreen(turn, generationId, result.images, action));
      },
      like: like(dependencies),
      file: on(async (turn, { image }) => {
        await aisha.sendFile(image.id, turn.user.id);
        await turn.note(turn.plain('picture.file.coming'));
      }),
      facts: on(async (turn, found, place) => {
        await turn.show(factsScreen(turn, found, { place, locale: turn.locale }));
      }),
      vary: on(variations.vary),
      anew: on(variations.anew),
      stay: on(variations.stay),
      enlarge: on(variations.enlarge),
      reseed: on(async (turn, { image, generation }) => {
        const { seed } = image;
        const { avatarId, prompt, request } = generation;
        const kept = { seed, ratio: request.aspectRatio, count: request.count };
        turn.go({ step: 'prompting', avatarId, kept });
        await turn.show(reseedScreen(turn, shownPrompt(prompt)));
      }),
      remove: on(async (turn, { image }, place) => {
        await turn.show(confirmRemoveScreen(turn, image, place));
      }),
      removed: on((turn, { image }, place) => remove(dependencies, turn, image, place)),
    },
  };
};

/** The person's own picture that a button names, and where the button stands. */
const ofPicture =
  ({ aisha }: BotDependencies) =>
  (act: Act): Press =>
  async (turn, [id, mark, facet]) => {
    const imageId = parseId<ImageId>(id);
    const found = imageId && (await aisha.getImage(imageId, turn.user.id));
    if (!found) return turn.note(turn.plain('picture.gone'), { alert: true });
    await act(turn, found, readPlace(mark, facet));
  };

const showResult = async (
  { aisha }: BotDependencies,
  turn: UserTurn,
  arg: string | undefined,
): Promise<void> => {
  const generationId = parseId<GenerationId>(arg);
  const result = generationId && (await aisha.getResult(generationId, turn.user.id));
  if (!result) return turn.note(turn.plain('picture.gone'), { alert: true });
  const { styleName } = result.generation;
  const style = styleName && titleOf(styleName, turn.locale);
  await turn.show(deliveredScreen(turn, { ...factsOf(result), style }));
};

type Result = NonNullable<Awaited<ReturnType<BotDependencies['aisha']['getResult']>>>;

const factsOf = ({ generation, images }: Result) => ({
  generationId: generation.id,
  avatarId: generation.avatarId,
  prompt: generation.prompt,
  images,
  ordered: generation.request.count,
});

/** The heart is shown where it was pressed. A delivered picture only gets other buttons. */
const like =
  (dependencies: BotDependencies): Press =>
  async (turn, [id, wanted, mark, facet]) => {
    const { aisha } = dependencies;
    const { user } = turn;
    const imageId = parseId<ImageId>(id);
    const isFavourite = wanted === '1';
    const isMarked = imageId && (await aisha.markFavourite(imageId, user.id, isFavourite));
    if (!isMarked) return turn.note(turn.plain('picture.gone'), { alert: true });
    const place = readPlace(mark, facet);
    if (place.type === 'gallery') return showPicture(dependencies, turn, imageId, place.facet);
    const found = await aisha.getImage(imageId, user.id);
    const result = found && (await aisha.getResult(found.generation.id, user.id));
    if (!result) return;
    if (place.type === 'album') {
      await turn.show(whichScreen(turn, result.generation.id, result.images, 'like'));
      return;
    }
    await turn.changeButtons(deliveredKeyboard(turn, factsOf(result)));
    await turn.note(turn.plain(isFavourite ? 'picture.like.done' : 'picture.like.undone'));
  };

const remove = async (
  dependencies: BotDependencies,
  turn: UserTurn,
  { id, generationId }: { id: ImageId; generationId: GenerationId },
  place: Place,
): Promise<void> => {
  await dependencies.aisha.deleteImage(id, turn.user.id);
  await turn.note(turn.plain('picture.removed.note'));
  if (place.type === 'album') return showResult(dependencies, turn, generationId);
  if (place.type === 'delivered') {
    await turn.show(removedScreen(turn));
    return;
  }
  // What follows it takes its place.
  await showGallery(dependencies, turn, { facet: place.facet, direction: 'b', cursor: id });
};
