import { avatarNameLength, type AvatarCard, type AvatarId } from '@aisha/core';
import type { Step } from '../conversation.ts';
import { refusalText } from '../i18n/refusal-messages.ts';
import { parseId } from '../parse.ts';
import {
  avatarScreen,
  avatarsScreen,
  deleteAvatarScreen,
  retrainScreen,
} from '../screens/avatars.ts';
import { backButton, homeButton } from '../screens/menu.ts';
import { callbackData } from '../callback-data.ts';
import { leave, type UserTurn } from '../turn.ts';
import { isOneOfSeveral } from '../waiting-files.ts';
import { imagePicture } from './image-picture.ts';
import type { BotDependencies, Press, Routes } from './routes.ts';

const pageLength = 10;

/** The avatars that are there: looking at them, and everything that is done with one. */
export const avatarCardRoutes = (dependencies: BotDependencies): Routes => {
  const { aisha } = dependencies;
  const onCard = onOwnCard(dependencies);
  return {
    presses: {
      avatars: (turn, [before]) => showAvatars(dependencies, turn, { before: parseId(before) }),
      avatar: onCard((turn, card) => {
        // Back from the question for another name: the next words are none.
        if (turn.conversation.step === 'renaming') leave(turn);
        return showCard(dependencies, turn, card);
      }),
      retrain: onCard(async (turn, card) => {
        await turn.show(retrainScreen(turn, card));
      }),
      rename: onCard(async (turn, { avatar: { id, name } }) => {
        turn.go({ step: 'renaming', avatarId: id });
        const html = turn.t('rename.ask', { name, ...avatarNameLength });
        const back = backButton(turn, callbackData('avatar', id));
        await turn.show({ html, keyboard: [[back, homeButton(turn)]] });
      }),
      'make-main': onCard(async (turn, { avatar: { id } }) => {
        const marked = await aisha.makeAvatarMain(id, turn.user.id);
        if (!marked.ok) return turn.note(refusalText(marked.refusal, turn.plain), { alert: true });
        await turn.note(turn.plain('avatar.made-main', { name: marked.value.name }));
        await showAnew(dependencies, turn, id);
      }),
      'delete-avatar': onCard(async (turn, card) => {
        await turn.show(deleteAvatarScreen(turn, card));
      }),
      'avatar-deleted': onCard(async (turn, { avatar: { id } }) => {
        const deleted = await aisha.deleteAvatar(id, turn.user.id);
        if (!deleted.ok) {
          return turn.note(refusalText(deleted.refusal, turn.plain), { alert: true });
        }
        const headline = turn.t('avatar.deleted', { name: deleted.value.name });
        await showAvatars(dependencies, turn, { headline });
      }),
    },
    commands: { avatars: (turn) => showAvatars(dependencies, turn, {}) },
    texts: { renaming: (turn, text, step) => rename(dependencies, turn, text, step) },
    files: { renaming: askForName },
  };
};

/** The only one is shown itself: there is nothing to choose from. */
const showAvatars = async (
  dependencies: BotDependencies,
  turn: UserTurn,
  { before, headline }: { before?: AvatarId | undefined; headline?: string },
): Promise<void> => {
  const { aisha, policy } = dependencies;
  leave(turn);
  const page = { limit: pageLength + 1, ...(before && { before }) };
  const found = await aisha.listAvatarSummaries(turn.user.id, page);
  const [only, ...others] = found;
  if (only && others.length === 0 && !before) {
    return showAnew(dependencies, turn, only.avatar.id, headline);
  }
  const shown = {
    summaries: found.slice(0, pageLength),
    hasOlder: found.length > pageLength,
    minPhotos: policy.photos.minCount,
  };
  const isLastGone = found.length === 0 && headline !== undefined;
  const screen = avatarsScreen(turn, shown, headline);
  await turn.show(isLastGone ? { ...screen, html: `${headline}\n\n${screen.html}` } : screen);
};

type OnCard = (act: (turn: UserTurn, card: AvatarCard) => Promise<void>) => Press;

/** A button of an avatar acts on the person's own, as it is now; of any other they are told that it is not there. */
const onOwnCard =
  ({ aisha }: Pick<BotDependencies, 'aisha'>): OnCard =>
  (act) =>
  async (turn, [arg]) => {
    const id = parseId<AvatarId>(arg);
    const found = id && (await aisha.getAvatarCard(id, turn.user.id));
    if (!found) return turn.note(turn.plain('button.expired'));
    if (!found.ok) return turn.note(refusalText(found.refusal, turn.plain), { alert: true });
    await act(turn, found.value);
  };

const showCard = async (
  dependencies: BotDependencies,
  turn: UserTurn,
  card: AvatarCard,
  headline?: string,
): Promise<void> => {
  const { picture: image } = card;
  const picture = image && imagePicture(dependencies, turn.user.id, image);
  await turn.show(avatarScreen(turn, card, { picture, ...(headline && { headline }) }));
};

const showAnew = async (
  dependencies: BotDependencies,
  turn: UserTurn,
  id: AvatarId,
  headline?: string,
): Promise<void> => {
  const found = await dependencies.aisha.getAvatarCard(id, turn.user.id);
  if (found.ok) await showCard(dependencies, turn, found.value, headline);
};

const rename = async (
  dependencies: BotDependencies,
  turn: UserTurn,
  name: string,
  { avatarId }: Step<'renaming'>,
): Promise<void> => {
  const renamed = await dependencies.aisha.renameAvatar({ avatarId, userId: turn.user.id, name });
  if (!renamed.ok) {
    if (renamed.refusal.code === 'avatar.not-found') leave(turn);
    const html = refusalText(renamed.refusal, turn.t);
    await turn.say({ html, keyboard: [[homeButton(turn)]] });
    return;
  }
  leave(turn);
  await showAnew(dependencies, turn, avatarId, turn.t('avatar.renamed'));
};

/** An album comes as one message a photo; it is answered once. */
const askForName = async (turn: UserTurn): Promise<void> => {
  if (!isOneOfSeveral(turn.waiting, turn.at)) await turn.say({ html: turn.t('photos.first-name') });
};
