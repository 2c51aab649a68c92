import { avatarKinds, avatarNameLength, avatarSubjects, type AvatarId } from '@aisha/core';
import type { Step } from '../conversation.ts';
import { refusalText } from '../i18n/refusal-messages.ts';
import { oneOf } from '../parse.ts';
import { avatarScreen, avatarsScreen, kindScreen, subjectScreen } from '../screens/avatars.ts';
import { askPhotosScreen } from '../screens/photos.ts';
import { homeButton } from '../screens/menu.ts';
import { leave, type UserTurn } from '../turn.ts';
import { ownAvatar } from './own-avatar.ts';
import type { BotDependencies, Routes } from './routes.ts';

/** As many as one screen shows; nobody may have more. */
const listLength = 20;

/** Making avatars and looking at them. */
export const avatarRoutes = (dependencies: BotDependencies): Routes => {
  const { aisha, ids } = dependencies;
  const list = async (turn: UserTurn): Promise<void> => {
    leave(turn);
    const avatars = await aisha.listAvatars(turn.user.id, { limit: listLength });
    await turn.show(avatarsScreen(turn, avatars));
  };
  return {
    presses: {
      new: chooseKind,
      avatars: list,
      kind: async (turn, [arg]) => {
        const kind = oneOf(avatarKinds, arg);
        await turn.show(kind ? subjectScreen(turn, kind) : kindScreen(turn));
      },
      subject: async (turn, [kindArg, subjectArg]) => {
        const kind = oneOf(avatarKinds, kindArg);
        const subject = oneOf(avatarSubjects, subjectArg);
        if (!kind || !subject) return chooseKind(turn);
        turn.go({ step: 'naming', avatarId: ids.next<AvatarId>(), kind, subject });
        const html = turn.t('name.ask', avatarNameLength);
        await turn.show({ html, keyboard: [[homeButton(turn)]] });
      },
      avatar: async (turn, [id]) => {
        const found = await ownAvatar(dependencies, turn, id);
        if (found) await turn.show(avatarScreen(turn, found));
      },
    },
    commands: { create: chooseKind, avatars: list },
    texts: {
      naming: (turn, text, step) => create(dependencies, turn, text, step),
    },
  };
};

const chooseKind = async (turn: UserTurn): Promise<void> => {
  leave(turn);
  await turn.show(kindScreen(turn));
};

const create = async (
  { aisha, policy }: BotDependencies,
  turn: UserTurn,
  name: string,
  { avatarId: id, kind, subject }: Step<'naming'>,
): Promise<void> => {
  const created = await aisha.createAvatar({ id, userId: turn.user.id, kind, subject, name });
  if (!created.ok) {
    await turn.say({ html: refusalText(created.refusal, turn.t) });
    return;
  }
  turn.go({ step: 'photos', avatarId: created.value.id });
  await turn.say(askPhotosScreen(turn, created.value, policy.photos));
};
