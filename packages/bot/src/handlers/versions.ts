import type { AvatarId, TrainingId, VersionDetails } from '@aisha/core';
import type { ScreenPicture } from '@aisha/adapters/telegraf';
import { refusalText } from '../i18n/refusal-messages.ts';
import { parseId } from '../parse.ts';
import { compareScreen, versionScreen, versionsScreen } from '../screens/versions.ts';
import type { UserTurn } from '../turn.ts';
import { imagePicture } from './image-picture.ts';
import type { BotDependencies, Press, Routes } from './routes.ts';

const pageLength = 8;

/** What an avatar has learnt so far: looking at versions, comparing two, and going back to one. */
export const versionRoutes = (dependencies: BotDependencies): Routes => ({
  presses: {
    versions: listVersions(dependencies),
    version: async (turn, [arg]) => {
      const id = parseId<TrainingId>(arg);
      if (!id) return turn.note(turn.plain('button.expired'));
      await showVersion(dependencies, turn, id);
    },
    'use-version': async (turn, [arg]) => {
      const id = parseId<TrainingId>(arg);
      const chosen = id && (await dependencies.aisha.chooseVersion(id, turn.user.id));
      if (!chosen) return turn.note(turn.plain('button.expired'));
      if (!chosen.ok) return turn.note(refusalText(chosen.refusal, turn.plain), { alert: true });
      await turn.note(turn.plain('version.chosen'));
      await showVersion(dependencies, turn, id);
    },
    compare: compare(dependencies),
  },
});

/** The only one is shown itself: there is nothing to choose from. */
const listVersions =
  (dependencies: BotDependencies): Press =>
  async (turn, [avatarArg, beforeArg]) => {
    const avatarId = parseId<AvatarId>(avatarArg);
    const before = Number(beforeArg);
    const page = {
      limit: pageLength + 1,
      ...(Number.isSafeInteger(before) && before > 0 && before < maxVersion && { before }),
    };
    const { aisha } = dependencies;
    const found = avatarId && (await aisha.listVersions(avatarId, turn.user.id, page));
    if (!found) return turn.note(turn.plain('button.expired'));
    if (!found.ok) return turn.note(refusalText(found.refusal, turn.plain), { alert: true });
    const { avatar, versions } = found.value;
    const [only, ...others] = versions;
    if (only && others.length === 0 && !page.before) {
      return showVersion(dependencies, turn, only.id, { isOnly: true });
    }
    const shown = { avatar, versions: versions.slice(0, pageLength) };
    const hasOlder = versions.length > pageLength;
    await turn.show(versionsScreen(turn, shown, { hasOlder, locale: turn.locale }));
  };

/** What a column of the database holds. */
const maxVersion = 2 ** 31;

const showVersion = async (
  dependencies: BotDependencies,
  turn: UserTurn,
  id: TrainingId,
  { isOnly = false } = {},
): Promise<void> => {
  const found = await dependencies.aisha.getVersion(id, turn.user.id);
  if (!found.ok) return turn.note(refusalText(found.refusal, turn.plain), { alert: true });
  const [image] = found.value.images;
  const picture = image && imagePicture(dependencies, turn.user.id, image);
  await turn.show(versionScreen(turn, found.value, { locale: turn.locale, picture, isOnly }));
};

const compare =
  (dependencies: BotDependencies): Press =>
  async (turn, [leftArg, rightArg]) => {
    const [left, right] = [parseId<TrainingId>(leftArg), parseId<TrainingId>(rightArg)];
    const { aisha } = dependencies;
    const found = left && right && (await aisha.compareVersions(left, right, turn.user.id));
    if (!found) return turn.note(turn.plain('button.expired'));
    if (!found.ok) return turn.note(refusalText(found.refusal, turn.plain), { alert: true });
    const picture = sideBySide(dependencies, found.value);
    await turn.show(compareScreen(turn, found.value, { locale: turn.locale, picture }));
  };

type Sides = { readonly left: VersionDetails; readonly right: VersionDetails };

/** Drawn once for the same pictures. */
const sideBySide = ({ aisha }: BotDependencies, { left, right }: Sides): ScreenPicture => {
  const keyOf = ({ images }: VersionDetails) => images.map(({ id }) => id).join(',');
  return {
    key: `compare:${keyOf(left)}:${keyOf(right)}`,
    open: () => aisha.drawComparison({ left: left.images, right: right.images }),
  };
};
